"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { ApiProblem, api, onStepUp, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { PasswordInput } from "../../ui/text-input.tsx";
import { ConfirmByMail } from "./confirm-by-mail.tsx";
import { ElsewhereStepUp } from "./elsewhere.tsx";
import type { ElsewhereCopy } from "./copy/elsewhere.ts";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { ProofCopy } from "./copy/second-factor.ts";
import type { ConfirmByMailCopy } from "./copy/mail-sign-in.ts";
import type { StepUpCopy } from "./copy/security.ts";
import type { PasskeyAskCopy } from "./copy/passkeys.ts";
import { attempt } from "./failure.ts";
import { ProofField } from "./proof-field.tsx";
import { proofIn } from "./proof.ts";
import { TextButton } from "./text-link.tsx";
import { StepUpSocial, type StepUpSocialCopy } from "./step-up-social.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

/** Few pages ever ask: what it takes is fetched by those that do. */
const PasskeyStepUp = lazy(async () => ({ default: (await import("./passkey-step-up.tsx")).PasskeyStepUp }));

interface StepUpProps {
  readonly copy: StepUpCopy;
  /** For whoever has a second factor. */
  readonly proof: ProofCopy;
  readonly passkeys: PasskeyAskCopy;
  readonly byMail: ConfirmByMailCopy;
  readonly words: Pick<CredentialsCopy, "showPassword" | "hidePassword">;
  readonly failures: FailureCopy;
  readonly social: StepUpSocialCopy;
  readonly elsewhere: ElsewhereCopy;
  /** Where people sign in at another's page, what they call it. */
  readonly place: string | null;
}

/**
 * Asks for the password whenever the API wants a recent sign-in, on whatever page and for whatever action: the call that was
 * refused waits, and is made again. Whoever closes it goes on as if the call had been refused.
 */
export function StepUp(props: StepUpProps) {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<((isConfirmed: boolean) => void)[]>([]);

  useEffect(
    () =>
      onStepUp(() => {
        setOpen(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );

  function end(isConfirmed: boolean): void {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(isConfirmed);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(is) => {
        if (!is) end(false);
      }}
      title={props.copy.title}
      lead={props.place === null ? props.copy.lead : fill(props.elsewhere.lead, { place: props.place })}
    >
      {props.place === null ? (
        <>
          <Suspense>
            <PasskeyStepUp copy={props.passkeys} failures={props.failures} onDone={() => end(true)} />
          </Suspense>
          <Ways {...props} onDone={() => end(true)} onCancel={() => end(false)} />
          <StepUpSocial copy={props.social} failures={props.failures} />
        </>
      ) : (
        <ElsewhereStepUp
          place={props.place}
          copy={props.elsewhere}
          failures={props.failures}
          cancel={props.copy.cancel}
          onCancel={() => end(false)}
        />
      )}
    </Dialog>
  );
}

interface WayProps extends StepUpProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Inside the dialog, so that each opening starts afresh. By the password, unless there is none or it is not at hand. */
function Ways(props: WayProps) {
  const [hasPassword, setHasPassword] = useState(true);
  const [isByMail, setByMail] = useState(false);
  useEffect(() => {
    // Who can not be asked keeps the choice.
    void unwrap(api.v1.me["sign-in-methods"].$get()).then(
      ({ password }) => setHasPassword(password),
      () => undefined,
    );
  }, []);
  if (hasPassword && !isByMail) return <Confirmation {...props} onMail={() => setByMail(true)} />;
  const { byMail, copy, proof, failures, onDone, onCancel } = props;
  return (
    <ConfirmByMail
      copy={byMail}
      proof={proof}
      cancel={copy.cancel}
      failures={failures}
      onDone={onDone}
      onCancel={onCancel}
      onPassword={hasPassword ? () => setByMail(false) : undefined}
    />
  );
}

function Confirmation({
  copy,
  proof: proofCopy,
  byMail,
  words,
  failures,
  onDone,
  onCancel,
  onMail,
}: WayProps & { readonly onMail: () => void }) {
  // The API says who has one, before it looks at the password.
  const [needsProof, setNeedsProof] = useState(false);
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const password = textOf(data, "password");
    const proof = proofIn(textOf(data, "proof"));
    if (password === "") return { failure: { fields: { password: copy.missing } } };
    if (needsProof && proof === undefined) return { failure: { fields: { proof: proofCopy.missing } } };
    const work = async () => {
      await unwrap(api.v1.me.password.confirm.$post({ json: { password, ...proof } })).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.code === "identity.second_factor_required") setNeedsProof(true);
        throw error;
      });
      onDone();
      return true as const;
    };
    const codes = {
      "identity.second_factor_required": { field: "proof", text: proofCopy.missing },
      "identity.wrong_second_factor": { field: "proof", text: proofCopy.wrong },
      "identity.wrong_password": { field: "password", text: copy.wrong },
      "identity.too_many_attempts": { text: copy.waits },
    };
    return attempt(work, { codes, paths: { password: { field: "password", text: copy.wrong } } }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="step-up-password" label={copy.password} error={failure?.fields?.password}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            show={words.showPassword}
            hide={words.hidePassword}
          />
        )}
      </Field>
      {needsProof && <ProofField id="step-up-proof" copy={proofCopy} error={failure?.fields?.proof} />}
      <p className="text-14">
        <TextButton onClick={onMail}>{byMail.instead}</TextButton>
      </p>
      <DialogActions>
        <Button onClick={onCancel}>{copy.cancel}</Button>
        <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
