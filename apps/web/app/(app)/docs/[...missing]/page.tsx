import type { Metadata } from "next";
import { hasContent } from "../../../../content.ts";
import { getCopy } from "../../../../copy.ts";
import { MissingDocs } from "../../../../features/marketing/docs/missing-docs.tsx";
import { NotFoundPage } from "../../../../features/ops-safety/not-found-page.tsx";
import { answerWith } from "../../../../features/ops-safety/responses.ts";
import { visitorLanguage } from "../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).marketing.docs.missingTitle };
}

/** Every address under the docs that no page has. */
export default async function MissingDocsRoute() {
  if (!hasContent()) return <NotFoundPage />;
  const language = await visitorLanguage();
  const { site, docs } = getCopy(language).marketing;
  answerWith(404);
  return <MissingDocs copy={docs} site={site} language={language} />;
}
