import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { MailSignIn } from "../../../../features/identity/mail-sign-in.tsx";
import { nextPath } from "../../../../features/identity/next-path.ts";
import { onlyWithPasswords } from "../../../../features/identity/read.ts";
import { visitorLanguage } from "../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.mailSignIn.request;
  return { title, description: lead };
}

export default async function MailSignInPage({ searchParams }: PageProps<"/sign-in/mail">) {
  await onlyWithPasswords();
  const { next } = await searchParams;
  const { identity: copy } = getCopy(await visitorLanguage());
  return <MailSignIn copy={copy.mailSignIn} words={copy.credentials} failures={copy.failures} next={nextPath(next)} />;
}
