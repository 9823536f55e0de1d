import type { WrittenPage } from "../domain/page.ts";
import { readFrom } from "../domain/reading.ts";
import { assertSlugs } from "../domain/slugs.ts";
import type { ContentSource } from "../port.ts";

export interface MemoryContentOptions {
  readonly now?: () => Date;
}

/**
 * Serves the given pages; docs in the order given.
 * @throws MarketingError `marketing.invalid_slug`, and `marketing.duplicate_slug` when two pages of a collection have
 *   one slug: which of them a visitor would get is nobody's intention.
 */
export function memoryContent(pages: readonly WrittenPage[], options: MemoryContentOptions = {}): ContentSource {
  const { now = () => new Date() } = options;
  assertSlugs(pages);
  return { capabilities: { hasContent: true }, ...readFrom(async () => pages, now) };
}
