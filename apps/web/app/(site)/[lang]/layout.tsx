import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { siteGraph } from "../../../content-metadata.ts";
import { getCopy } from "../../../copy.ts";
import { LANGUAGES } from "../../../languages.ts";
import { uiCopy } from "../../../ui/copy.ts";
import { Document } from "../../../ui/document.tsx";
import { barColours, themeScript } from "../../../ui/theme.ts";
import { Words } from "../../../ui/words.tsx";
import { pageLanguage, type SiteParams } from "../../../site.ts";

/** Anything else in this place of an address is no language, and not found. */
export const dynamicParams = false;

export function generateStaticParams() {
  return LANGUAGES.map((lang) => ({ lang }));
}

export const viewport: Viewport = { colorScheme: "light dark", themeColor: barColours() };

interface SiteLayoutProps extends SiteParams {
  readonly children: ReactNode;
}

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const language = await pageLanguage(params);
  const { site } = getCopy(language).marketing;
  return {
    title: { default: site.title, template: `%s · ${site.name}` },
    description: site.description,
    openGraph: { type: "website", ...siteGraph(language) },
    twitter: { card: "summary_large_image" },
  };
}

/** Around every public page. They are made at build time, so the theme is set by a script of the page itself. */
export default async function SiteLayout({ params, children }: SiteLayoutProps) {
  const language = await pageLanguage(params);
  return (
    <Document language={language} head={<script dangerouslySetInnerHTML={{ __html: themeScript }} />}>
      <Words language={language} words={uiCopy[language]}>
        {children}
      </Words>
    </Document>
  );
}
