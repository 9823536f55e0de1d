"use client";

import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { signIn } from "./client.ts";
import type { CredentialsCopy, SignInCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { checkCredentials, signInFailures } from "./credentials.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { withNext } from "./next-path.ts";
import { pathAfter } from "./proof.ts";
import type { PasskeysCopy } from "./copy/passkeys.ts";
import { OrLine } from "./or-line.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordField } from "./password-field.tsx";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface SignInProps {
  readonly copy: SignInCopy;
  readonly words: CredentialsCopy;
  readonly passkeys: PasskeysCopy;
  readonly failures: FailureCopy;
  /** A page of ours. */
  readonly next: string;
  /** On the page that signs in by a mail. */
  readonly byMail: string;
  /** What brought the person here. */
  readonly notice?: string | undefined;
  /** What went wrong elsewhere. */
  readonly problem?: string | undefined;
  /** Beside the password. */
  readonly ways?: ReactNode;
}

export function SignIn({ copy, words, passkeys, failures, next, byMail, notice, problem, ways }: SignInProps) {
  const { failure, done, submit, isPending } = useAttempt<true>(async (data) => {
    const typed = { email: textOf(data, "email").trim(), password: textOf(data, "password") };
    const fault = checkCredentials(typed, words);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      // A full load: nothing that was fetched for the visitor before may be shown to the person now.
      window.location.assign(pathAfter(await signIn(typed), next));
      return true as const;
    };
    return attempt(work, signInFailures({ ...words, ...copy }), failures);
  });
  const errors = failure?.fields ?? {};
  const isBusy = isPending || done === true;
  return (
    <>
      <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
      {notice !== undefined && (
        <div className="mb-5">
          <Notice tone="good" isStill>
            {notice}
          </Notice>
        </div>
      )}
      {problem !== undefined && (
        <div className="mb-5">
          <Notice tone="bad" isStill>
            {problem}
          </Notice>
        </div>
      )}
      <Form action={submit} isPending={isBusy} failure={failure}>
        <Field id="email" label={words.email} error={errors.email}>
          {(control) => <TextInput {...control} name="email" type="email" autoComplete="username webauthn" required />}
        </Field>
        <PasswordField words={words} error={errors.password} />
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </Form>
      <div className="mt-5 grid gap-2">
        <OrLine>{passkeys.or}</OrLine>
        <PasskeySignIn copy={passkeys} failures={failures} next={next} />
        <ButtonLink href={withNext("/sign-in/mail", next)} className="w-full">
          {byMail}
        </ButtonLink>
        {ways}
      </div>
      <p className="mt-5 text-14">
        <TextLink href="/forgot-password">{copy.forgotten}</TextLink>
      </p>
      <p className="mt-2 text-14 text-ink-soft">
        {copy.unconfirmed} <TextLink href="/verify">{copy.confirmAgain}</TextLink>
      </p>
      <EntryFooter>
        {copy.otherQuestion} <TextLink href={withNext("/sign-up", next)}>{copy.other}</TextLink>
      </EntryFooter>
    </>
  );
}
