import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPage } from "../../../../content.ts";
import { contentImage, contentMetadata } from "../../../../content-metadata.ts";
import { getCopy } from "../../../../copy.ts";
import { WrittenPage } from "../../../../features/marketing/blog/written-page.tsx";
import { SiteFrame } from "../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../site.ts";

export function generateMetadata(): Metadata {
  return contentMetadata(findPage("changelog", "") ?? notFound());
}

export default async function ChangelogRoute({ params }: SiteParams) {
  const page = findPage("changelog", "") ?? notFound();
  const language = await pageLanguage(params);
  const { site, docs } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path={page.address} image={contentImage(page)}>
      <WrittenPage copy={docs} language={language} page={page} />
    </SiteFrame>
  );
}
