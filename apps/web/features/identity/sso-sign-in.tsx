"use client";

import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { beginSso } from "./client.ts";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { SingleSignOnCopy } from "./copy/single-sign-on.ts";
import { checkAddress } from "./credentials.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { withNext } from "./next-path.ts";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface SsoSignInProps {
  readonly copy: SingleSignOnCopy["entry"];
  readonly words: CredentialsCopy;
  readonly failures: FailureCopy;
  /** A page of ours. */
  readonly next: string;
  /** Of whoever is signed in already, another way. */
  readonly email?: string | undefined;
  /** Whether a workspace has sent them here. */
  readonly isRequired: boolean;
}

/** An address, whose domain says where to go on. */
export function SsoSignIn({ copy, words, failures, next, email = "", isRequired }: SsoSignInProps) {
  const { failure, done, submit, isPending } = useAttempt<true>(async (data) => {
    const typed = textOf(data, "email").trim();
    const fault = checkAddress(typed, words);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      window.location.assign(await beginSso({ email: typed, next }));
      return true as const;
    };
    const codes = {
      "identity.sso_off": { text: copy.off },
      "identity.unavailable": { text: copy.unavailable },
    };
    return attempt(work, { codes, paths: { email: { field: "email", text: words.emailUnlikely } } }, failures);
  });
  const isBusy = isPending || done === true;
  return (
    <>
      <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
      {isRequired && (
        <div className="mb-5">
          <Notice tone="info" isStill>
            {copy.required}
          </Notice>
        </div>
      )}
      <Form action={submit} isPending={isBusy} failure={failure}>
        <Field id="email" label={copy.email} error={failure?.fields?.email}>
          {(control) => (
            <KeptInput {...control} name="email" type="email" autoComplete="email" required defaultValue={email} />
          )}
        </Field>
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </Form>
      <EntryFooter>
        <TextLink href={isRequired ? "/home" : withNext("/sign-in", next)}>{copy.back}</TextLink>
      </EntryFooter>
    </>
  );
}
