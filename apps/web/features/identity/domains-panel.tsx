"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SignInSettingsCopy } from "./copy/single-sign-on.ts";
import { attempt } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { addDomain, removeDomain, verifyDomain } from "./sign-in-actions.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { Workspace, WorkspaceDomain } from "./workspaces.ts";

interface DomainsView {
  readonly workspace: Workspace;
  readonly copy: SignInSettingsCopy["domains"];
  readonly failures: FailureCopy;
}

/** Domains that the workspace says are its own, and what shows them to be. */
export function DomainsPanel({ domains, ...view }: DomainsView & { readonly domains: readonly WorkspaceDomain[] }) {
  const { copy } = view;
  return (
    <Panel title={copy.title} lead={copy.lead}>
      <div className="grid gap-6">
        {domains.length === 0 ? (
          <p className="text-14 text-ink-faint">{copy.none}</p>
        ) : (
          <ul className="grid gap-4">
            {domains.map((domain) => (
              <li key={domain.id} className="min-w-0 rounded-control border border-line p-4">
                <OneDomain domain={domain} {...view} />
              </li>
            ))}
          </ul>
        )}
        <div className="max-w-form">
          <NewDomain {...view} />
        </div>
      </div>
    </Panel>
  );
}

const TONES = { claimed: undefined, verified: "good", lost: "bad" } as const;

function OneDomain({ domain, workspace, copy, failures }: DomainsView & { readonly domain: WorkspaceDomain }) {
  const router = useRouter();
  const toast = useToast();
  const language = useLanguage();
  const [isLooking, setLooking] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const ref = { workspaceId: workspace.id, domainId: domain.id };
  const words = { codes: codesOf(copy), failures };
  const named = { domain: domain.domain };

  async function verify(): Promise<void> {
    setLooking(true);
    const why = await verifyDomain(ref, words);
    setLooking(false);
    setRefusal(why);
    if (why !== undefined) return;
    toast({ title: fill(copy.verified, named) });
    router.refresh();
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="flex min-w-0 flex-wrap items-center gap-2 text-14 font-medium text-ink">
          <span className="min-w-0 [overflow-wrap:anywhere]">{domain.domain}</span>
          <Badge tone={TONES[domain.state]}>{copy.states[domain.state]}</Badge>
        </h3>
        <div className="flex gap-2">
          {domain.state !== "verified" && (
            <Button
              size="small"
              look="primary"
              aria-label={fill(copy.verifyOne, named)}
              pending={isLooking ? copy.verifying : undefined}
              onClick={() => void verify()}
            >
              {copy.verify}
            </Button>
          )}
          <AlertDialog
            trigger={
              <Button size="small" aria-label={fill(copy.removeOne, named)}>
                {copy.remove}
              </Button>
            }
            title={`${fill(copy.removeOne, named)}?`}
            confirm={copy.remove}
            confirming={copy.removing}
            onConfirm={async () => {
              const why = await removeDomain(ref, words);
              if (why !== undefined) return why;
              toast({ title: fill(copy.removed, named) });
              router.refresh();
              return undefined;
            }}
          >
            {copy.removeText}
          </AlertDialog>
        </div>
      </div>
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      {domain.state === "verified" ? (
        <p className="text-13 text-ink-faint">{copy.keep}</p>
      ) : (
        <>
          <p className="text-13 text-ink-soft">
            {domain.endsAt === null ? (
              copy.record
            ) : (
              <Filled sentence={copy.ends} values={{ day: <Time at={domain.endsAt} language={language} /> }} />
            )}
          </p>
          <dl className="grid gap-2 text-13">
            <RecordLine name={copy.recordName} value={domain.record.name} label={copy.copyName} done={copy.copied} />
            <RecordLine name={copy.recordValue} value={domain.record.value} label={copy.copyValue} done={copy.copied} />
          </dl>
          {domain.expiresAt !== null && (
            <p className="text-13 text-ink-faint">
              <Filled sentence={copy.expires} values={{ day: <Time at={domain.expiresAt} language={language} /> }} />
            </p>
          )}
        </>
      )}
    </div>
  );
}

interface CopiedLineProps {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly done: string;
}

export function RecordLine({ name, value, label, done }: CopiedLineProps) {
  return (
    <div className="grid gap-1">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="flex items-center gap-2 rounded-control bg-well pl-3">
        <code className="min-w-0 flex-1 py-2 font-mono text-13 break-all text-ink">{value}</code>
        <CopyButton text={value} label={label} done={done} />
      </dd>
    </div>
  );
}

function NewDomain({ workspace, copy, failures }: DomainsView) {
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<string>(async (data) => {
    const domain = textOf(data, "domain").trim();
    if (domain === "") return { failure: { fields: { domain: copy.invalid } } };
    const work = async () => {
      const { id } = await addDomain(workspace.id, domain);
      router.refresh();
      return `${id} ${Date.now()}`;
    };
    const invalid = { field: "domain", text: copy.invalid };
    const codes = {
      "identity.invalid_domain": invalid,
      "identity.shared_domain": { field: "domain", text: copy.shared },
      "identity.too_many_domains": { text: copy.tooMany },
    };
    return attempt(work, { codes, paths: { domain: invalid } }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure} emptyOn={done}>
      <Field id="domain" label={copy.name} help={copy.help} error={failure?.fields?.domain}>
        {(control) => (
          <TextInput {...control} name="domain" autoComplete="off" spellCheck={false} inputMode="url" required />
        )}
      </Field>
      <div>
        <Button type="submit" pending={isPending ? copy.adding : undefined}>
          {copy.add}
        </Button>
      </div>
    </Form>
  );
}

const codesOf = (copy: DomainsView["copy"]) => ({
  "identity.record_not_found": copy.notThere,
  "identity.domain_taken": copy.taken,
  "identity.domain_not_found": copy.gone,
  "identity.unavailable": copy.unreachable,
});
