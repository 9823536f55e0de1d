import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { EntryPage } from "../../../features/identity/entry-page.tsx";
import { SignUpForm } from "../../../features/identity/sign-up-form.tsx";
import { defaultLanguage } from "../../../languages.ts";

const { identity: copy } = getCopy(defaultLanguage);

export const metadata: Metadata = { title: copy.signUp.title };

export default function SignUpPage() {
  return (
    <EntryPage copy={copy.signUp} otherHref="/sign-in">
      <SignUpForm copy={copy.signUp} words={copy.credentials} />
    </EntryPage>
  );
}
