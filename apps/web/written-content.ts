import type { Content } from "./compose.ts";
import type { ContentPage, WrittenContent } from "./content.ts";

/** Every public page as data: all that pages, search, feeds, sitemap and lists are made of. */
export async function writtenContent({ marketing, sourceUrl, addressOf }: Content): Promise<WrittenContent> {
  const pages: ContentPage[] = [];
  for (const { collection, slug } of await marketing.listAll()) {
    const { publishedAt, file, ...page } = await marketing.get(collection, slug);
    const source = sourceUrl(file);
    pages.push({
      ...page,
      headings: [...page.headings],
      sections: page.sections.map((section) => ({ ...section })),
      address: addressOf(page),
      ...(publishedAt && { publishedAt: publishedAt.toISOString() }),
      ...(source !== undefined && { source }),
    });
  }
  return { hasContent: marketing.capabilities.hasContent, pages };
}
