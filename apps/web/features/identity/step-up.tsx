"use client";

import { useEffect, useRef, useState } from "react";
import { api, onStepUp, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { PasswordInput } from "../../ui/text-input.tsx";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { StepUpCopy } from "./copy/security.ts";
import { attempt } from "./failure.ts";
import { StepUpSocial, type StepUpSocialCopy } from "./step-up-social.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface StepUpProps {
  readonly copy: StepUpCopy;
  readonly words: Pick<CredentialsCopy, "showPassword" | "hidePassword">;
  readonly failures: FailureCopy;
  readonly social: StepUpSocialCopy;
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
      lead={props.copy.lead}
    >
      <Confirmation {...props} onDone={() => end(true)} onCancel={() => end(false)} />
      <StepUpSocial copy={props.social} failures={props.failures} />
    </Dialog>
  );
}

/** Inside the dialog, so that each opening starts afresh. */
function Confirmation({
  copy,
  words,
  failures,
  onDone,
  onCancel,
}: Omit<StepUpProps, "social"> & { readonly onDone: () => void; readonly onCancel: () => void }) {
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const password = textOf(data, "password");
    if (password === "") return { failure: { fields: { password: copy.missing } } };
    const work = async () => {
      await unwrap(api.v1.me.password.confirm.$post({ json: { password } }));
      onDone();
      return true as const;
    };
    const codes = {
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
      <DialogActions>
        <Button onClick={onCancel}>{copy.cancel}</Button>
        <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
