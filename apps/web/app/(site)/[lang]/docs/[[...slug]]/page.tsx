import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPage, pagesIn } from "../../../../../content.ts";
import { contentImage, contentMetadata } from "../../../../../content-metadata.ts";
import { getCopy } from "../../../../../copy.ts";
import { DocsPage } from "../../../../../features/marketing/docs/docs-page.tsx";
import { SiteFrame } from "../../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../../site.ts";

interface DocsParams {
  readonly params: Promise<Awaited<SiteParams["params"]> & { readonly slug?: readonly string[] }>;
}

/** Any other address is answered by the app's own page for what is missing in the docs. */
export const dynamicParams = false;

export function generateStaticParams() {
  return pagesIn("docs").map(({ slug }) => ({ slug: slug === "" ? [] : slug.split("/") }));
}

export async function generateMetadata({ params }: DocsParams): Promise<Metadata> {
  return contentMetadata(await pageOf(params));
}

export default async function DocsRoute({ params }: DocsParams) {
  const language = await pageLanguage(params);
  const page = await pageOf(params);
  const { site, docs } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path={page.address} image={contentImage(page)}>
      <DocsPage copy={docs} language={language} page={page} />
    </SiteFrame>
  );
}

async function pageOf(params: DocsParams["params"]) {
  return findPage("docs", ((await params).slug ?? []).join("/")) ?? notFound();
}
