"use client";

import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { requestPasswordReset, resetPassword } from "./client.ts";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { CheckMailCopy, MailRequestCopy, NewPasswordCopy } from "./copy/mail.ts";
import { checkNewPassword, newPasswordFailures } from "./credentials.ts";
import { EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { useLinkToken } from "./use-link-token.ts";
import { MailRequest } from "./mail-request.tsx";
import { PasswordField } from "./password-field.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface ResetPasswordProps {
  readonly copy: NewPasswordCopy;
  /** For whoever comes without a link. */
  readonly request: MailRequestCopy & { readonly back: string };
  readonly words: CredentialsCopy;
  readonly checkMail: CheckMailCopy;
  readonly failures: FailureCopy;
}

export function ResetPassword({ copy, request, words, checkMail, failures }: ResetPasswordProps) {
  const { links, take } = useLinkToken();
  const [endedLinks, setEndedLinks] = useState<number>();
  // A link that came since then has not ended.
  const isEnded = endedLinks !== undefined && endedLinks === links;
  const { failure, done, submit, isPending } = useAttempt<"saved" | "ended">(async (data) => {
    const token = take();
    if (token === undefined) return {};
    const newPassword = textOf(data, "password");
    const fault = checkNewPassword(newPassword, words);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      const outcome = await save({ token, newPassword });
      if (outcome === "ended") setEndedLinks(links);
      else window.location.assign("/sign-in?notice=password");
      return outcome;
    };
    return attempt(work, newPasswordFailures(words), failures);
  });

  if (isEnded || links === 0) {
    return (
      <MailRequest
        copy={isEnded ? copy.ended : request}
        words={words}
        checkMail={checkMail}
        failures={failures}
        back={request.back}
        send={requestPasswordReset}
        isNew={isEnded}
      />
    );
  }
  const isBusy = isPending || done === "saved";
  return (
    <>
      <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
      <Form action={submit} isPending={isBusy} failure={failure}>
        <PasswordField words={words} isNew error={failure?.fields?.password} />
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </Form>
    </>
  );
}

async function save(choice: { readonly token: string; readonly newPassword: string }): Promise<"saved" | "ended"> {
  try {
    await resetPassword(choice);
    return "saved";
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "identity.invalid_token") return "ended";
    throw error;
  }
}
