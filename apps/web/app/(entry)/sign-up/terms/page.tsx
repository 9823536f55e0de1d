import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { NewcomerPage } from "../../../../features/identity/newcomer.tsx";
import { readWaysIn } from "../../../../features/identity/read.ts";
import { visitorLanguage } from "../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.social.newcomer;
  return { title, description: lead };
}

export default async function TermsPage() {
  const { identity: copy } = getCopy(await visitorLanguage());
  const { place } = await readWaysIn();
  return (
    <NewcomerPage
      copy={copy.social.newcomer}
      sso={copy.singleSignOn.entry.newcomer}
      words={copy.credentials}
      signUp={copy.signUp}
      failures={copy.failures}
      place={place}
    />
  );
}
