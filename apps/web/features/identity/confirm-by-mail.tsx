"use client";

import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { DialogActions } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CodeForm, CodeSubmit } from "./code-form.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { ConfirmByMailCopy } from "./copy/mail-sign-in.ts";
import type { ProofCopy } from "./copy/second-factor.ts";
import { failureSentence } from "./failure.ts";
import { proofIn } from "./proof.ts";
import { TextButton } from "./text-link.tsx";
import { textOf } from "./use-attempt.ts";

interface ConfirmByMailProps {
  readonly copy: ConfirmByMailCopy;
  /** For whoever has a second factor. */
  readonly proof: ProofCopy;
  readonly cancel: string;
  readonly failures: FailureCopy;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  /** Back to the password, for who has one. */
  readonly onPassword?: (() => void) | undefined;
}

/** Who one is, by a code that is mailed: for whoever has no password, or not at hand. */
export function ConfirmByMail({ copy, proof, cancel, failures, onDone, onCancel, onPassword }: ConfirmByMailProps) {
  const [needsProof, setNeedsProof] = useState(false);
  const [state, setState] = useState<"rest" | "sending" | "sent" | { readonly failure: string }>("rest");

  async function confirm(mailedCode: string, data: FormData): Promise<void> {
    const json = { mailedCode, ...proofIn(textOf(data, "proof")) };
    await unwrap(api.v1.me["confirmation-code"].confirm.$post({ json })).catch((error: unknown) => {
      // The API says who has a second factor, before it looks at the code.
      if (error instanceof ApiProblem && error.code === "identity.second_factor_required") setNeedsProof(true);
      throw error;
    });
    onDone();
  }

  async function send(): Promise<void> {
    setState("sending");
    try {
      await unwrap(api.v1.me["confirmation-code"].$post());
      setState("sent");
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setState({ failure: failureSentence(error, {}, failures) });
    }
  }

  return (
    <div className="grid gap-5">
      {state === "sent" ? (
        <>
          <Notice tone="good">{copy.sent}</Notice>
          <CodeForm
            id="step-up-code"
            copy={copy.code}
            failures={failures}
            takesFocus
            send={confirm}
            proof={proof}
            needsProof={needsProof}
            foot={
              <DialogActions>
                <Button onClick={onCancel}>{cancel}</Button>
                <CodeSubmit copy={copy.code} />
              </DialogActions>
            }
          />
        </>
      ) : (
        <>
          {typeof state === "object" && <Notice tone="bad">{state.failure}</Notice>}
          <p className="text-14 text-ink-soft">{copy.lead}</p>
          <DialogActions>
            <Button onClick={onCancel}>{cancel}</Button>
            <Button look="primary" onClick={() => void send()} pending={state === "sending" ? copy.sending : undefined}>
              {copy.send}
            </Button>
          </DialogActions>
        </>
      )}
      {onPassword !== undefined && (
        <p className="text-14">
          <TextButton onClick={onPassword}>{copy.withPassword}</TextButton>
        </p>
      )}
    </div>
  );
}
