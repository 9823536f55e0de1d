"use client";

import { useRouter } from "next/navigation";
import { api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PasswordInput } from "../../ui/text-input.tsx";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { ProofCopy } from "./copy/second-factor.ts";
import type { PasswordChangeCopy } from "./copy/security.ts";
import { checkNewPassword, checkPassword, newPasswordFailures } from "./credentials.ts";
import { attempt } from "./failure.ts";
import { ProofField } from "./proof-field.tsx";
import { proofIn } from "./proof.ts";
import { textOf, useAttempt } from "./use-attempt.ts";

interface PasswordChangeProps {
  readonly copy: PasswordChangeCopy;
  readonly words: CredentialsCopy;
  readonly failures: FailureCopy;
  /** Of whoever has a second factor. */
  readonly proof?: ProofCopy;
}

export function PasswordChange({ copy, words, failures, proof: proofCopy }: PasswordChangeProps) {
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<true>(async (data) => {
    const [currentPassword, newPassword] = [textOf(data, "current"), textOf(data, "password")];
    const missing = checkPassword(currentPassword, words)?.fields?.password;
    const fault = checkNewPassword(newPassword, words)?.fields?.password;
    const proof = proofIn(textOf(data, "proof"));
    const proofMissing = proof === undefined ? proofCopy?.missing : undefined;
    if (missing !== undefined || fault !== undefined || proofMissing !== undefined) {
      return {
        failure: {
          fields: {
            ...(missing !== undefined && { current: missing }),
            ...(fault !== undefined && { password: fault }),
            ...(proofMissing !== undefined && { proof: proofMissing }),
          },
        },
      };
    }
    const work = async () => {
      await unwrap(api.v1.me.password.$post({ json: { currentPassword, newPassword, ...proof } }));
      router.refresh();
      return true as const;
    };
    const table = newPasswordFailures(words);
    const codes = {
      ...table.codes,
      "identity.wrong_password": { field: "current", text: copy.wrong },
      "identity.wrong_second_factor": { field: "proof", text: proofCopy?.wrong ?? copy.wrong },
      "identity.too_many_attempts": { text: copy.waits },
    };
    return attempt(work, { ...table, codes }, failures);
  });
  const eye = { show: words.showPassword, hide: words.hidePassword };
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="current" label={copy.current} error={failure?.fields?.current}>
        {(control) => <PasswordInput {...control} name="current" autoComplete="current-password" required {...eye} />}
      </Field>
      <Field id="password" label={copy.next} help={words.passwordHelp} error={failure?.fields?.password}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" required {...eye} />}
      </Field>
      {proofCopy !== undefined && <ProofField id="proof" copy={proofCopy} error={failure?.fields?.proof} />}
      <div>
        <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </div>
      {done !== undefined && !isPending && <Notice tone="good">{copy.saved}</Notice>}
    </Form>
  );
}
