import type { ReactNode } from "react";
import { ApiProblem, asProblem } from "../../api.ts";
import { getCopy } from "../../copy.ts";
import type { Language } from "../../languages.ts";
import { visitorLanguage } from "../../visitor.ts";
import { AdminFrame } from "../identity/admin-frame.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { visitorAt } from "../identity/visit.ts";
import type { AdminCopy } from "./copy/admin.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { UnavailablePage } from "./unavailable-page.tsx";

interface AdminPageProps<Data> {
  readonly path: string;
  /** `undefined`: there is no such thing. */
  readonly read: () => Promise<Data | undefined>;
  readonly children: (data: Data, words: Words) => ReactNode;
}

interface Words {
  readonly copy: AdminCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

/** A page of operators. To anybody else there is nothing here, as the API says too. */
export async function AdminPage<Data>({ path, read, children }: AdminPageProps<Data>) {
  const me = await visitorAt(path);
  const language = await visitorLanguage();
  const { identity, opsSafety } = getCopy(language);
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;
  if (!me.person.isOperator) return <NotFoundPage />;
  const data = await read().catch(asProblem);
  if (data === undefined) return <NotFoundPage />;
  if (data instanceof ApiProblem) {
    if (data.kind === "not_found") return <NotFoundPage />;
    return <UnavailablePage copy={opsSafety} path={path} />;
  }
  return (
    <AdminFrame me={me}>{children(data, { copy: opsSafety.admin, failures: identity.failures, language })}</AdminFrame>
  );
}

/** Its title is no more to be seen by others than the page. */
export async function adminTitle(
  path: string,
  title: (copy: AdminCopy, language: Language) => string,
): Promise<string> {
  const me = await visitorAt(path);
  const language = await visitorLanguage();
  const { opsSafety } = getCopy(language);
  const isTheirs = !(me instanceof ApiProblem) && me.person.isOperator;
  return isTheirs ? title(opsSafety.admin, language) : opsSafety.notFound.title;
}
