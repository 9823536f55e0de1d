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
import { EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { useLinkToken } from "./use-link-token.ts";
import { MailRequest } from "./mail-request.tsx";
import { HOME } from "./next-path.ts";
import { useAttempt } from "./use-attempt.ts";

interface VerifyAddressProps {
  readonly copy: VerifyCopy;
  readonly words: CredentialsCopy;
  readonly checkMail: CheckMailCopy;
  readonly failures: FailureCopy;
}

/** Asks for a press: programs that follow every link in a mail to judge it must not confirm anything. */
export function VerifyAddress({ copy, words, checkMail, failures }: VerifyAddressProps) {
  const { links, take } = useLinkToken();
  const [end, setEnd] = useState<{ readonly of: number | undefined; readonly outcome: "already" | "expired" }>();
  // A link that came since then has not ended.
  const ended = end?.of === links ? end?.outcome : undefined;
  const { failure, done, submit, isPending } = useAttempt<"in" | "already" | "expired">(async () => {
    const token = take();
    if (token === undefined) return {};
    const work = async () => {
      const outcome = await confirm(token);
      // A full load: nothing that was fetched for the visitor before may be shown to the person now.
      if (outcome === "in") window.location.assign(HOME);
      else setEnd({ of: links, outcome });
      return outcome;
    };
    return attempt(work, { codes: {} }, failures);
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
        send={sendVerification}
        isNew={ended === "expired"}
      />
    );
  }
  const isBusy = isPending || done === "in";
  return (
    <>
      <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
      <Form action={submit} isPending={isBusy} failure={failure}>
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </Form>
    </>
  );
}

async function confirm(token: string): Promise<"in" | "already" | "expired"> {
  try {
    return (await verifyAddress(token)) === "signed_in" ? "in" : "already";
  } catch (error) {
    if (error instanceof ApiProblem && isEnded(error)) return "expired";
    throw error;
  }
}

const isEnded = ({ code }: ApiProblem) => code === "identity.invalid_token" || code === "identity.invalid_input";
