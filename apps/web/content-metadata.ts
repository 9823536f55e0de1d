import type { Metadata } from "next";
import type { ContentPage } from "./content.ts";

/** What search engines and previews of a link say about a page that was written. */
export function contentMetadata({ title, description, publishedAt, author }: ContentPage): Metadata {
  return {
    title,
    description,
    openGraph: {
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
