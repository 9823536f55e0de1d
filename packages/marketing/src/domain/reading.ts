import { MarketingError } from "../errors.ts";
import type { CallOptions, Collection, ContentSource } from "../port.ts";
import { assertLimit } from "./limit.ts";
import { byDay, isPublic, pageOf, relevance, summaryOf, wordsOf, type WrittenPage } from "./page.ts";

/**
 * The three ways to read, for a source that has all its pages at hand: docs in the order in which they come. What is not
 * public is left out here, before anything else looks at a page.
 */
export function readFrom(
  pages: () => Promise<readonly WrittenPage[]>,
  now: () => Date,
): Pick<ContentSource, "list" | "find" | "search"> {
  async function inCollection(collection: Collection | undefined, { signal }: CallOptions) {
    refuseAborted(signal);
    const written = await pages();
    return written.filter((page) => (collection ?? page.collection) === page.collection && isPublic(page, now()));
  }

  return {
    async list({ collection }, options = {}) {
      const listed = await inCollection(collection, options);
      return (collection === "blog" ? listed.toSorted(byDay) : listed).map(summaryOf);
    },

    async find({ collection, slug }, options = {}) {
      const found = (await inCollection(collection, options)).find((page) => page.slug === slug);
      return found && pageOf(found);
    },

    async search({ text, limit, collection }, options = {}) {
      assertLimit(limit);
      const words = wordsOf(text);
      return (await inCollection(collection, options))
        .map((page) => ({ page, score: relevance(page, words) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, limit)
        .map(({ page }) => summaryOf(page));
    },
  };
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new MarketingError("marketing.unavailable", "the call was given up", { cause: signal.reason });
  }
}
