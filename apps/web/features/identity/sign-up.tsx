"use client";

import { TERMS_VERSION } from "@ninefold/identity/terms";
import { type ReactNode, useState } from "react";
import { sitePath } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useLanguage } from "../../ui/words.tsx";
import { CheckMail } from "./check-mail.tsx";
import { sendVerification, signUp } from "./client.ts";
import type { CredentialsCopy, SignUpCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { CheckMailCopy } from "./copy/mail.ts";
import type { SignUpGuardCopy } from "./copy/sign-up-guard.ts";
import { checkNewAccount, signUpFailures } from "./credentials.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { HUMAN_FIELD, HumanCheck } from "./human-check.tsx";
import { invitationIn, withNext } from "./next-path.ts";
import { PasswordField } from "./password-field.tsx";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { SignUps } from "./workspaces.ts";

interface SignUpProps {
  readonly copy: SignUpCopy;
  readonly words: CredentialsCopy;
  readonly checkMail: CheckMailCopy;
  readonly failures: FailureCopy;
  readonly guard: SignUpGuardCopy;
  /** What tells people from programs, where somebody is asked. */
  readonly humanCheck: SignUps["humanCheck"];
  /** Where the person was on the way to, for whoever has an account after all. */
  readonly next: string;
  /** Beside the password. */
  readonly ways?: ReactNode;
}

export function SignUp({ copy, words, checkMail, failures, guard, humanCheck, next, ways }: SignUpProps) {
  const language = useLanguage();
  const [turn, setTurn] = useState(0);
  const [sentTo, setSentTo] = useState<string>();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const email = textOf(data, "email").trim();
    const account = { name: textOf(data, "name").trim(), email, password: textOf(data, "password") };
    const fault = checkNewAccount({ ...account, hasAccepted: data.has("terms") }, { ...words, ...copy });
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      const humanToken = textOf(data, HUMAN_FIELD);
      const invitationId = invitationIn(next);
      await signUp({
        ...account,
        locale: language,
        termsVersion: TERMS_VERSION,
        ...(humanToken !== "" && { humanToken }),
        ...(invitationId !== undefined && { invitationId }),
      }).finally(() => setTurn((before) => before + 1));
      setSentTo(email);
      return true as const;
    };
    return attempt(work, signUpFailures({ ...words, ...copy }, guard), failures);
  });
  const errors = failure?.fields ?? {};
  return (
    <>
      {sentTo !== undefined && (
        <CheckMail
          address={sentTo}
          copy={checkMail}
          failures={failures}
          isSent
          send={() => sendVerification(sentTo)}
          onOtherAddress={() => setSentTo(undefined)}
        />
      )}
      {/* Kept while it is out of sight, with what was typed. */}
      <div hidden={sentTo !== undefined}>
        <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
        <Form action={submit} isPending={isPending} failure={failure}>
          <Field id="name" label={words.name} help={words.nameHelp} error={errors.name}>
            {(control) => <TextInput {...control} name="name" autoComplete="name" required />}
          </Field>
          <Field id="email" label={words.email} error={errors.email}>
            {(control) => <TextInput {...control} name="email" type="email" autoComplete="username" required />}
          </Field>
          <PasswordField words={words} isNew error={errors.password} />
          <Checkbox
            name="terms"
            required
            error={errors.terms}
            label={
              <Filled
                sentence={copy.accept}
                values={{
                  terms: (
                    <TextLink href={sitePath(language, "/legal/terms")} apart={copy.opensApart}>
                      {copy.terms}
                    </TextLink>
                  ),
                  privacy: (
                    <TextLink href={sitePath(language, "/legal/privacy")} apart={copy.opensApart}>
                      {copy.privacy}
                    </TextLink>
                  ),
                }}
              />
            }
          />
          {humanCheck !== null && <HumanCheck widget={humanCheck} language={language} turn={turn} copy={guard} />}
          <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
            {copy.submit}
          </Button>
        </Form>
        {ways}
      </div>
      <EntryFooter>
        {copy.otherQuestion} <TextLink href={withNext("/sign-in", next)}>{copy.other}</TextLink>
      </EntryFooter>
    </>
  );
}
