import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { composeContent, type Content } from "./compose.ts";
import { CONTENT_FILE, type ContentPage } from "./content.ts";
import { contentVariables } from "./env.ts";

/**
 * Before the build, and in development whenever a page was edited: writes every public page as data. A page with a fault
 * ends it with a line that names file and field.
 */
async function pagesOf({ marketing, sourceUrl, addressOf }: Content): Promise<readonly ContentPage[]> {
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
  return pages;
}

try {
  const content = await composeContent(contentVariables());
  const pages = await pagesOf(content);
  const file = path.join(import.meta.dirname, CONTENT_FILE);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ hasContent: content.marketing.capabilities.hasContent, pages }));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
