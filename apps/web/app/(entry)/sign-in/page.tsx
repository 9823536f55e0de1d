import type { Metadata } from "next";
import { getCopy } from "../../../copy.ts";
import { EntryPage } from "../../../features/identity/entry-page.tsx";
import { SignInForm } from "../../../features/identity/sign-in-form.tsx";
import { defaultLanguage } from "../../../languages.ts";

const { identity: copy } = getCopy(defaultLanguage);

export const metadata: Metadata = { title: copy.signIn.title };

export default function SignInPage() {
  return (
    <EntryPage copy={copy.signIn} otherHref="/sign-up">
      <SignInForm copy={copy.signIn} words={copy.credentials} />
    </EntryPage>
  );
}
