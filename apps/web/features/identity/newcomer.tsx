"use client";

import { TERMS_VERSION } from "@ninefold/identity/terms";
import { useEffect, useState } from "react";
import { ApiProblem } from "../../api.ts";
import { fill, sitePath } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { KeptInput } from "./kept-input.tsx";
import { useLanguage } from "../../ui/words.tsx";
import { acceptAsNewcomer, type Newcomer, readNewcomer } from "./client.ts";
import type { CredentialsCopy, SignUpCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { type NewcomerCopy, VENDOR_NAMES } from "./copy/social.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt, failureSentence } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { nextPath } from "./next-path.ts";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface NewcomerProps {
  readonly copy: NewcomerCopy;
  /** What whoever came by a workspace's provider is told. */
  readonly sso: string;
  readonly words: CredentialsCopy;
  readonly signUp: SignUpCopy;
  readonly failures: FailureCopy;
  /** What people call the one place where they sign in, if it is another's. */
  readonly place: string | null;
}

type Found = Newcomer | "expired" | { readonly failure: string };

/** Whoever came back from a vendor and has no account yet: the terms, and a name to go by. */
export function NewcomerPage({ copy, sso, words, signUp, failures, place }: NewcomerProps) {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let isGone = false;
    readNewcomer().then(
      (newcomer) => !isGone && setFound(newcomer),
      (error: unknown) => {
        if (isGone) return;
        if (!(error instanceof ApiProblem)) throw error;
        const isOver = error.code === "identity.social_expired" || error.code === "identity.sso_off";
        setFound(isOver ? "expired" : { failure: failureSentence(error, {}, failures) });
      },
    );
    return () => {
      isGone = true;
    };
  }, [failures]);

  if (found === undefined) {
    return (
      <EntryHeading title={copy.title}>
        <output className="inline-flex items-center gap-2">
          <Spinner size={14} /> {copy.waiting}
        </output>
      </EntryHeading>
    );
  }
  if (found === "expired" || "failure" in found) {
    return (
      <>
        <EntryHeading title={copy.expired} isNew>
          {found === "expired" ? copy.expiredText : found.failure}
        </EntryHeading>
        <ButtonLink href="/sign-in" look="primary">
          {copy.again}
        </ButtonLink>
      </>
    );
  }
  const props = { copy, sso, words, signUp, failures, place };
  return <Acceptance newcomer={found} {...props} />;
}

function Acceptance({
  newcomer,
  copy,
  sso,
  words,
  signUp,
  failures,
  place,
}: NewcomerProps & { readonly newcomer: Newcomer }) {
  const language = useLanguage();
  const { email, provider, workspaceName: workspace = "" } = newcomer;
  const { failure, done, submit, isPending } = useAttempt<true>(async (data) => {
    const name = textOf(data, "name").trim();
    if (name === "") return { failure: { fields: { name: words.nameMissing } } };
    if (!data.has("terms")) return { failure: { fields: { terms: signUp.termsMissing } } };
    const work = async () => {
      const next = await acceptAsNewcomer({ name, locale: language, termsVersion: TERMS_VERSION });
      window.location.assign(nextPath(next));
      return true as const;
    };
    const codes = {
      "identity.terms_not_accepted": { field: "terms", text: signUp.termsChanged },
      "identity.social_expired": { text: copy.expiredText },
      "identity.sso_off": { text: copy.expiredText },
      "identity.social_address_known": { text: copy.known },
    };
    return attempt(work, { codes, paths: { name: { field: "name", text: words.nameRefused } } }, failures);
  });
  const errors = failure?.fields ?? {};
  const isBusy = isPending || done === true;
  return (
    <>
      <EntryHeading title={copy.title} isNew>
        {copy.lead}
      </EntryHeading>
      <div className="mb-5">
        <Notice tone="info" isStill>
          {provider === "sso"
            ? fill(sso, { email, workspace })
            : fill(copy.as, { email, vendor: place ?? VENDOR_NAMES[provider] })}
        </Notice>
      </div>
      <Form action={submit} isPending={isBusy} failure={failure}>
        <Field id="name" label={words.name} help={words.nameHelp} error={errors.name}>
          {(control) => (
            <KeptInput {...control} name="name" defaultValue={newcomer.name} autoComplete="name" required />
          )}
        </Field>
        <Checkbox
          name="terms"
          required
          error={errors.terms}
          label={
            <Filled
              sentence={signUp.accept}
              values={{
                terms: (
                  <TextLink href={sitePath(language, "/legal/terms")} apart={signUp.opensApart}>
                    {signUp.terms}
                  </TextLink>
                ),
                privacy: (
                  <TextLink href={sitePath(language, "/legal/privacy")} apart={signUp.opensApart}>
                    {signUp.privacy}
                  </TextLink>
                ),
              }}
            />
          }
        />
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </Form>
      <EntryFooter>
        {copy.otherQuestion} <TextLink href="/sign-in">{copy.other}</TextLink>
      </EntryFooter>
    </>
  );
}
