"use client";

import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { requestSignInMail, signInByCode, signInByLink } from "./client.ts";
import { CodeForm } from "./code-form.tsx";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { MailSignInCopy } from "./copy/mail-sign-in.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { MailRequest } from "./mail-request.tsx";
import { HOME } from "./next-path.ts";
import { pathAfter, type WayIn } from "./proof.ts";
import { TextLink } from "./text-link.tsx";
import { useAttempt } from "./use-attempt.ts";
import { useLinkToken } from "./use-link-token.ts";

interface MailSignInProps {
  readonly copy: MailSignInCopy;
  readonly words: CredentialsCopy;
  readonly failures: FailureCopy;
  /** A page of ours. */
  readonly next: string;
}

/**
 * Asks for a mail and takes its code; or, opened by the link of one, signs in on a press: programs that look into mail open
 * links too, and must not use them up.
 */
export function MailSignIn({ copy, words, failures, next }: MailSignInProps) {
  const { links, take } = useLinkToken();
  const [endedLinks, setEndedLinks] = useState<number>();
  const [mails, setMails] = useState(0);
  // A link that came since then has not ended.
  const isEnded = endedLinks !== undefined && endedLinks === links;
  const { failure, done, submit, isPending } = useAttempt<WayIn | "ended">(async () => {
    const token = take();
    if (token === undefined) return {};
    const work = async () => {
      const outcome = await follow(token);
      if (outcome === "ended") setEndedLinks(links);
      else window.location.assign(pathAfter(outcome, HOME));
      return outcome;
    };
    return attempt(work, { codes: {} }, failures);
  });

  if (links !== undefined && links > 0 && !isEnded) {
    const isBusy = isPending || (done !== undefined && done !== "ended");
    return (
      <>
        <EntryHeading title={copy.link.title}>{copy.link.lead}</EntryHeading>
        <Form action={submit} isPending={isBusy} failure={failure}>
          <Button type="submit" look="primary" pending={isBusy ? copy.link.submitting : undefined}>
            {copy.link.submit}
          </Button>
        </Form>
        <EntryFooter>
          <TextLink href="/sign-in">{copy.back}</TextLink>
        </EntryFooter>
      </>
    );
  }
  return (
    <MailRequest
      copy={isEnded ? copy.ended : copy.request}
      words={words}
      checkMail={copy.checkMail}
      failures={failures}
      back={copy.back}
      send={async (address) => {
        await requestSignInMail(address);
        setMails((before) => before + 1);
      }}
      isNew={isEnded}
      meanwhile={
        // Another mail has a code of its own, and as many tries.
        <CodeForm
          key={mails}
          id="code"
          copy={copy.code}
          failures={failures}
          send={async (code) => {
            // A full load: nothing that was fetched for the visitor before may be shown to the person now.
            window.location.assign(pathAfter(await signInByCode(code), next));
          }}
        />
      }
    />
  );
}

async function follow(token: string): Promise<WayIn | "ended"> {
  try {
    return await signInByLink(token);
  } catch (error) {
    if (error instanceof ApiProblem && isOver(error)) return "ended";
    throw error;
  }
}

/** A token that is too long to be one is none either. */
const isOver = ({ code, faults }: ApiProblem) =>
  code === "identity.invalid_token" || faults.some(({ path }) => path === "token");
