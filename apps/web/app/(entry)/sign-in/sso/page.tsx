import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { nextPath } from "../../../../features/identity/next-path.ts";
import { findMe } from "../../../../features/identity/session.ts";
import { SsoSignIn } from "../../../../features/identity/sso-sign-in.tsx";
import { visitorLanguage } from "../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.singleSignOn.entry;
  return { title, description: lead };
}

export default async function SsoSignInPage({ searchParams }: PageProps<"/sign-in/sso">) {
  const { next, required } = await searchParams;
  // Whoever is signed in another way may be asked for this one.
  const me = await findMe().catch(() => undefined);
  const { identity: copy } = getCopy(await visitorLanguage());
  return (
    <SsoSignIn
      copy={copy.singleSignOn.entry}
      words={copy.credentials}
      failures={copy.failures}
      next={nextPath(next)}
      email={me?.person.email}
      isRequired={required !== undefined}
    />
  );
}
