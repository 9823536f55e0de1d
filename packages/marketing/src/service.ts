import { MarketingError } from "./errors.ts";
import { collections, type Collection, type ContentSource, type Page, type PageSummary } from "./port.ts";

export type Marketing = ReturnType<typeof createMarketing>;

/** Runs in the web app, on the server: while pages are built, and when one is asked for. */
export function createMarketing(source: ContentSource) {
  return {
    capabilities: source.capabilities,

    /** The public pages of a collection: docs in reading order, the blog newest first. */
    list: (collection: Collection): Promise<readonly PageSummary[]> => source.list({ collection }),

    /** @throws MarketingError `marketing.not_found` when there is no such public page. */
    async get(collection: Collection, slug: string): Promise<Page> {
      const page = await source.find({ collection, slug });
      if (page === undefined) throw new MarketingError("marketing.not_found", "there is no such page");
      return page;
    },

    /** Takes a visitor's text as it comes: what is past 200 characters is left out, and at most ten pages are found. */
    search: (text: string, collection?: Collection): Promise<readonly PageSummary[]> =>
      source.search({ text: text.slice(0, 200), limit: 10, ...(collection && { collection }) }),

    /** Every public page of every collection: the one list behind sitemap, feeds and static paths. */
    async listAll(): Promise<readonly PageSummary[]> {
      const lists = await Promise.all(collections.map((collection) => source.list({ collection })));
      return lists.flat();
    },
  };
}
