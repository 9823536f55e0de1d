import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getCopy } from "../../../copy.ts";
import { invitationIn, nextPath } from "../../../features/identity/next-path.ts";
import { ElsewhereEntry } from "../../../features/identity/elsewhere.tsx";
import { readSignUps, readWaysIn } from "../../../features/identity/read.ts";
import { findMe } from "../../../features/identity/session.ts";
import { SignUp } from "../../../features/identity/sign-up.tsx";
import { SignUpClosed } from "../../../features/identity/sign-up-closed.tsx";
import { SocialWays } from "../../../features/identity/social-ways.tsx";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.signUp;
  return { title, description: lead };
}

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const next = nextPath((await searchParams).next);
  // Without the API nobody is known, and the form says so when it is sent.
  const me = await findMe().catch(() => undefined);
  if (me !== undefined) redirect(next);
  const { identity: copy } = getCopy(await visitorLanguage());
  const [{ isOpen, humanCheck }, { providers, place }] = await Promise.all([readSignUps(), readWaysIn()]);
  if (place !== null) {
    return <ElsewhereEntry isNew place={place} copy={copy.elsewhere} failures={copy.failures} next={next} />;
  }
  // An invitation lets in whom it is for; whether it does, the form's answer says.
  if (!isOpen && invitationIn(next) === undefined) return <SignUpClosed copy={copy.signUpGuard} next={next} />;
  return (
    <SignUp
      copy={copy.signUp}
      words={copy.credentials}
      checkMail={copy.checkMail.signUp}
      failures={copy.failures}
      guard={copy.signUpGuard}
      humanCheck={humanCheck}
      next={next}
      ways={<SocialWays hasLine providers={providers} copy={copy.social} failures={copy.failures} next={next} />}
    />
  );
}
