import type { Metadata } from "next";
import type { ContentPage } from "./content.ts";
import { getCopy } from "./copy.ts";
import { defaultLanguage, type Language } from "./languages.ts";

/** What search engines and previews of a link say about a page that was written. */
export function contentMetadata({ title, description, publishedAt, author }: ContentPage): Metadata {
  return {
    title,
    description,
    openGraph: {
      ...siteGraph(defaultLanguage),
      type: "article",
      title,
      description,
      ...(publishedAt !== undefined && { publishedTime: publishedAt }),
      ...(author !== undefined && { authors: [author] }),
    },
    ...(author !== undefined && { authors: [{ name: author }] }),
  };
}

/** Of every page of the content, its own picture. */
export function contentImage({ address }: Pick<ContentPage, "address">): string {
  return `/social-image/en${address}`;
}

const OPEN_GRAPH_LOCALE = { en: "en_GB", id: "id_ID" } as const;

/** What a preview of any public page says of the site. A page's own words replace the layout's as a whole, these too. */
export function siteGraph(language: Language) {
  return { siteName: getCopy(language).marketing.site.name, locale: OPEN_GRAPH_LOCALE[language] };
}
