"use client";

import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Form } from "../../ui/form.tsx";
import { sendVerification, verifyAddress } from "./client.ts";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { CheckMailCopy, VerifyCopy } from "./copy/mail.ts";
import { checkPassword, confirmationFailures } from "./credentials.ts";
import { EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { useLinkToken } from "./use-link-token.ts";
import { MailRequest } from "./mail-request.tsx";
import { pathAfter, type WayIn } from "./proof.ts";
import { PasswordField } from "./password-field.tsx";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface VerifyAddressProps {
  readonly copy: VerifyCopy;
  /** To the sign-in. */
  readonly back: string;
  readonly words: CredentialsCopy;
  readonly checkMail: CheckMailCopy;
  readonly failures: FailureCopy;
}

/**
 * Asks for the password: whoever signed up knows it. Else a person would confirm, with one press, an account that somebody
 * else has made with their address and keeps the password of.
 */
export function VerifyAddress({ copy, back, words, checkMail, failures }: VerifyAddressProps) {
  const { links, take } = useLinkToken();
  const [end, setEnd] = useState<{ readonly of: number | undefined; readonly outcome: "already" | "expired" }>();
  // A link that came since then has not ended.
  const ended = end?.of === links ? end?.outcome : undefined;
  const { failure, done, submit, isPending } = useAttempt<WayIn | "already" | "expired">(async (data) => {
    const token = take();
    if (token === undefined) return {};
    const password = textOf(data, "password");
    const fault = checkPassword(password, words);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      const outcome = await confirm({ token, password });
      // A full load: nothing that was fetched for the visitor before may be shown to the person now.
      if (outcome === "already" || outcome === "expired") setEnd({ of: links, outcome });
      else window.location.assign(pathAfter(outcome));
      return outcome;
    };
    return attempt(work, confirmationFailures(copy), failures);
  });

  if (ended === "already") {
    return (
      <>
        <EntryHeading title={copy.already.title} isNew>
          {copy.already.lead}
        </EntryHeading>
        <ButtonLink href="/sign-in" look="primary" className="w-full">
          {copy.already.action}
        </ButtonLink>
      </>
    );
  }
  if (ended === "expired" || links === 0) {
    const request = ended === "expired" ? copy.ended : copy.missing;
    return (
      <MailRequest
        copy={request}
        words={words}
        checkMail={checkMail}
        failures={failures}
        back={back}
        send={sendVerification}
        isNew={ended === "expired"}
      />
    );
  }
  const isBusy = isPending || done === "signed_in" || done === "second_factor_required";
  return (
    <>
      <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
      <Form action={submit} isPending={isBusy} failure={failure}>
        <PasswordField words={words} error={failure?.fields?.password} />
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </Form>
      <p className="mt-5 text-14 text-ink-soft">
        {copy.forgotten} <TextLink href="/forgot-password">{copy.newPassword}</TextLink>
      </p>
    </>
  );
}

async function confirm(proof: Parameters<typeof verifyAddress>[0]): Promise<WayIn | "already" | "expired"> {
  try {
    const outcome = await verifyAddress(proof);
    return outcome === "already_verified" ? "already" : outcome;
  } catch (error) {
    if (error instanceof ApiProblem && isEnded(error)) return "expired";
    throw error;
  }
}

/** A token that is too long to be one is none either. */
const isEnded = ({ code, faults }: ApiProblem) =>
  code === "identity.invalid_token" || faults.some(({ path }) => path === "token");
