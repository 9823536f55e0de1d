import type { Metadata } from "next";
import { getCopy } from "../../../../../copy.ts";
import { AdminFrameSample } from "../../../../../features/marketing/design/frames.tsx";
import { pageLanguage, type SiteParams } from "../../../../../site.ts";
import { uiCopy } from "../../../../../ui/copy.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { design } = getCopy(await pageLanguage(params)).marketing;
  return { title: `${design.title}: ${design.adminFrame}`, description: design.lead, robots: { index: false } };
}

export default async function AdminFramePage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  return <AdminFrameSample copy={getCopy(language).marketing.design} language={language} words={uiCopy[language]} />;
}
