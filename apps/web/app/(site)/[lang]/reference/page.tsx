import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { readDescription } from "../../../../features/marketing/reference/read-description.ts";
import { Reference } from "../../../../features/marketing/reference/reference.tsx";
import { SiteFrame } from "../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../site.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { reference } = getCopy(await pageLanguage(params)).marketing;
  return { title: reference.title, description: reference.lead };
}

export default async function ReferencePage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  const { site, reference, landing } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path="/reference">
      <Reference copy={reference} systems={landing.systems} description={readDescription()} />
    </SiteFrame>
  );
}
