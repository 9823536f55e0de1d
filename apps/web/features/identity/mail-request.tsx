"use client";

import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { CheckMail } from "./check-mail.tsx";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { CheckMailCopy, MailRequestCopy } from "./copy/mail.ts";
import { addressFailures, checkAddress } from "./credentials.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface MailRequestProps {
  readonly copy: MailRequestCopy;
  readonly words: CredentialsCopy;
  readonly checkMail: CheckMailCopy;
  readonly failures: FailureCopy;
  /** To the sign-in, for whoever knows their password after all or has confirmed long ago. */
  readonly back: string;
  /** Ends alike for every address. */
  readonly send: (address: string) => Promise<void>;
  /** True where it took the place of something else on the page. */
  readonly isNew?: boolean;
  /** Stands where one waits for the mail. */
  readonly meanwhile?: ReactNode;
}

/** Asks for an address, has a mail sent to it, and says the same for every address. */
export function MailRequest(props: MailRequestProps) {
  const { copy, words, checkMail, failures, back, send, isNew = false, meanwhile } = props;
  const [sentTo, setSentTo] = useState<string>();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const address = textOf(data, "email").trim();
    const fault = checkAddress(address, words);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      await send(address);
      setSentTo(address);
      return true as const;
    };
    return attempt(work, addressFailures(words), failures);
  });
  return (
    <>
      {sentTo !== undefined && (
        <CheckMail
          address={sentTo}
          copy={checkMail}
          failures={failures}
          isSent
          send={() => send(sentTo)}
          onOtherAddress={() => setSentTo(undefined)}
        >
          {meanwhile}
        </CheckMail>
      )}
      {/* Kept while it is out of sight, with what was typed. */}
      <div hidden={sentTo !== undefined}>
        <EntryHeading title={copy.title} isNew={isNew}>
          {copy.lead}
        </EntryHeading>
        <Form action={submit} isPending={isPending} failure={failure}>
          <Field id="email" label={words.email} error={failure?.fields?.email}>
            {(control) => <TextInput {...control} name="email" type="email" autoComplete="username" required />}
          </Field>
          <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
            {copy.submit}
          </Button>
        </Form>
      </div>
      <EntryFooter>
        <TextLink href="/sign-in">{back}</TextLink>
      </EntryFooter>
    </>
  );
}
