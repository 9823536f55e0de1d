import type { Metadata } from "next";
import { headers } from "next/headers";
import { ApiProblem, asProblem } from "../../../api.ts";
import { getCopy } from "../../../copy.ts";
import { readEnv } from "../../../env.ts";
import { hasConsole } from "../../../features/dev/allowed.ts";
import { Console } from "../../../features/dev/console.tsx";
import { devCopy } from "../../../features/dev/copy.ts";
import { readConsole } from "../../../features/dev/read.ts";
import { findMe } from "../../../features/identity/session.ts";
import { NotFoundPage } from "../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../features/ops-safety/unavailable-page.tsx";
import { visitorLanguage } from "../../../visitor.ts";

const isHere = async () => hasConsole(readEnv(), await headers());

/** Its title is no more to be seen elsewhere than the page. */
export async function generateMetadata(): Promise<Metadata> {
  const language = await visitorLanguage();
  return { title: (await isHere()) ? devCopy[language].title : getCopy(language).opsSafety.notFound.title };
}

/** The development console: on a person's own machine alone. */
export default async function ConsolePage() {
  if (!(await isHere())) return <NotFoundPage />;
  const language = await visitorLanguage();
  const [state, me] = await Promise.all([readConsole().catch(asProblem), findMe().catch(asProblem)]);
  if (state instanceof ApiProblem) {
    if (state.kind === "not_found") return <NotFoundPage />;
    return <UnavailablePage copy={getCopy(language).opsSafety} path="/dev" />;
  }
  const workspaces = me === undefined || me instanceof ApiProblem ? [] : me.workspaces;
  return (
    <Console
      initial={state}
      copy={devCopy[language]}
      workspaces={workspaces.map(({ id, name }) => ({ id, name }))}
      origin={readEnv().APP_URL}
    />
  );
}
