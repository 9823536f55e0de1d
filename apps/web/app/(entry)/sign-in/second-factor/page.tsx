import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getCopy } from "../../../../copy.ts";
import { nextPath } from "../../../../features/identity/next-path.ts";
import { SecondStep } from "../../../../features/identity/second-step.tsx";
import { findMe } from "../../../../features/identity/session.ts";
import { visitorLanguage } from "../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, lead } = getCopy(await visitorLanguage()).identity.secondStep;
  return { title, description: lead };
}

export default async function SecondStepPage({ searchParams }: PageProps<"/sign-in/second-factor">) {
  const { next: given } = await searchParams;
  const next = nextPath(given);
  // Without the API nobody is known, and the form says so when it is sent.
  const me = await findMe().catch(() => undefined);
  if (me !== undefined) redirect(next);
  const { identity: copy } = getCopy(await visitorLanguage());
  return <SecondStep copy={copy.secondStep} failures={copy.failures} next={next} />;
}
