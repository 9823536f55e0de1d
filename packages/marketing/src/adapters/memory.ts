import { assertLimit } from "../domain/limit.ts";
import { isPublic, isSlug, relevance, summaryOf, wordsOf, type WrittenPage } from "../domain/page.ts";
import { MarketingError } from "../errors.ts";
import type { CallOptions, Collection, ContentSource } from "../port.ts";

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
  const inCollection = (collection?: Collection) =>
    pages.filter((page) => (collection ?? page.collection) === page.collection && isPublic(page, now()));

  return {
    capabilities: { hasContent: true },

    async list({ collection }, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      const listed = inCollection(collection);
      return (collection === "blog" ? listed.toSorted(newestFirst) : listed).map(summaryOf);
    },

    async find({ collection, slug }, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      const found = inCollection(collection).find((page) => page.slug === slug);
      return found && { ...summaryOf(found), markdown: found.markdown };
    },

    async search({ text, limit, collection }, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      assertLimit(limit);
      const words = wordsOf(text);
      return inCollection(collection)
        .map((page) => ({ page, score: relevance(page, words) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, limit)
        .map(({ page }) => summaryOf(page));
    },
  };
}

function assertSlugs(pages: readonly WrittenPage[]): void {
  const taken = new Set<string>();
  for (const { collection, slug } of pages) {
    const address = `${collection}/${slug}`;
    if (!isSlug(slug)) throw new MarketingError("marketing.invalid_slug", `not a slug: ${address}`);
    if (taken.has(address)) throw new MarketingError("marketing.duplicate_slug", `two pages at ${address}`);
    taken.add(address);
  }
}

function newestFirst(one: WrittenPage, other: WrittenPage): number {
  return (other.publishedAt?.getTime() ?? 0) - (one.publishedAt?.getTime() ?? 0);
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new MarketingError("marketing.unavailable", "the call was given up", { cause: signal.reason });
  }
}
