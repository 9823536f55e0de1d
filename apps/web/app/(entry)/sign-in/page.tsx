import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getCopy } from "../../../copy.ts";
import { nextPath, withNext } from "../../../features/identity/next-path.ts";
import { ElsewhereEntry } from "../../../features/identity/elsewhere.tsx";
import { readWaysIn } from "../../../features/identity/read.ts";
import { findMe } from "../../../features/identity/session.ts";
import { SignIn } from "../../../features/identity/sign-in.tsx";
import { SocialWays } from "../../../features/identity/social-ways.tsx";
import { elsewhereProblem, socialProblem } from "../../../features/identity/social.ts";
import { ButtonLink } from "../../../ui/button-link.tsx";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.signIn;
  return { title, description: lead };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next: given, notice, problem } = await searchParams;
  const next = nextPath(given);
  // Without the API nobody is known, and the form says so when it is sent.
  const me = await findMe().catch(() => undefined);
  if (me !== undefined) redirect(next);
  const { identity: copy } = getCopy(await visitorLanguage());
  const { providers, place } = await readWaysIn();
  if (place !== null) {
    const { elsewhere, social, failures } = copy;
    const said = elsewhereProblem(problem, { place, social, elsewhere });
    return <ElsewhereEntry place={place} copy={elsewhere} failures={failures} next={next} problem={said} />;
  }
  return (
    <SignIn
      copy={copy.signIn}
      words={copy.credentials}
      passkeys={copy.passkeys}
      failures={copy.failures}
      next={next}
      byMail={copy.mailSignIn.entry}
      problem={socialProblem(problem, copy.social)}
      ways={
        <>
          <ButtonLink href={withNext("/sign-in/sso", next)} className="w-full">
            {copy.singleSignOn.entry.link}
          </ButtonLink>
          <SocialWays providers={providers} copy={copy.social} failures={copy.failures} next={next} />
        </>
      }
      notice={notice === "password" ? copy.signIn.passwordChanged : undefined}
    />
  );
}
