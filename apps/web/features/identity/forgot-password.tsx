"use client";

import { requestPasswordReset } from "./client.ts";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { CheckMailCopy, MailRequestCopy } from "./copy/mail.ts";
import { MailRequest } from "./mail-request.tsx";

interface ForgotPasswordProps {
  readonly copy: MailRequestCopy & { readonly back: string };
  readonly words: CredentialsCopy;
  readonly checkMail: CheckMailCopy;
  readonly failures: FailureCopy;
}

export function ForgotPassword({ copy, words, checkMail, failures }: ForgotPasswordProps) {
  return (
    <MailRequest
      copy={copy}
      words={words}
      checkMail={checkMail}
      failures={failures}
      back={copy.back}
      send={requestPasswordReset}
    />
  );
}
