"use client";

import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { DialogActions } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { beginSocial } from "./client.ts";
import type { ElsewhereCopy } from "./copy/elsewhere.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { EntryHeading } from "./entry-heading.tsx";
import { failureSentence } from "./failure.ts";

interface DepartureProps {
  /** What people call the place where they sign in. */
  readonly place: string;
  readonly copy: ElsewhereCopy;
  readonly failures: FailureCopy;
}

interface ElsewhereProps extends DepartureProps {
  /** A page of ours. */
  readonly next: string;
  /** True where somebody wants an account. */
  readonly isNew?: boolean;
  /** What went wrong on the way back. */
  readonly problem?: string | undefined;
}

/** The one way in, where people sign in at another's page: a button that leads there. */
export function ElsewhereEntry({ place, copy, failures, next, isNew = false, problem }: ElsewhereProps) {
  const { leave, isLeaving, failure } = useDeparture(failures, () => beginSocial({ provider: "oidc", next }));
  const shown = failure ?? problem;
  return (
    <>
      <EntryHeading title={isNew ? copy.newTitle : copy.title}>
        {fill(isNew ? copy.newLead : copy.lead, { place })}
      </EntryHeading>
      {shown !== undefined && (
        <div className="mb-5">
          <Notice tone="bad" isStill={failure === undefined}>
            {shown}
          </Notice>
        </div>
      )}
      <div className="grid">
        <Button look="primary" pending={isLeaving ? fill(copy.leaving, { place }) : undefined} onClick={leave}>
          {fill(copy.continue, { place })}
        </Button>
      </div>
    </>
  );
}

interface ElsewhereStepUpProps extends DepartureProps {
  readonly cancel: string;
  readonly onCancel: () => void;
}

/** The same for what is risky: the place asks again, and the person comes back to where they are. */
export function ElsewhereStepUp({ place, copy, failures, cancel, onCancel }: ElsewhereStepUpProps) {
  const { leave, isLeaving, failure } = useDeparture(failures, async () => {
    const { pathname, search } = window.location;
    const json = { provider: "oidc", next: pathname + search } as const;
    return (await unwrap(api.v1.me.connections.confirm.$post({ json }))).url;
  });
  return (
    <>
      <p className="text-14 text-ink-soft">{fill(copy.stepUp, { place })}</p>
      {failure !== undefined && (
        <div className="mt-4">
          <Notice tone="bad">{failure}</Notice>
        </div>
      )}
      <DialogActions>
        <Button onClick={onCancel}>{cancel}</Button>
        <Button look="primary" pending={isLeaving ? fill(copy.leaving, { place }) : undefined} onClick={leave}>
          {fill(copy.continue, { place })}
        </Button>
      </DialogActions>
    </>
  );
}

/** Sends the browser to where `begin` says, or tells why it can't. */
function useDeparture(failures: FailureCopy, begin: () => Promise<string>) {
  const [isLeaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function leave(): Promise<void> {
    setLeaving(true);
    setFailure(undefined);
    try {
      window.location.assign(await begin());
    } catch (error) {
      setLeaving(false);
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(failureSentence(error, {}, failures));
    }
  }
  return { leave: () => void leave(), isLeaving, failure };
}
