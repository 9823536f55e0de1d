/**
 * Reads the pages of the docs and the blog, wherever they are written. Knows nothing about routes, layout or React: a
 * page is Markdown and what lists, feeds and search results say about it.
 *
 * Contract (checked by `marketingCases`): only public pages leave the source. A draft, and a page whose day has not
 * come, is absent from `list`, `find` and `search` alike, so that no sitemap, feed or search box can leak one.
 */
export interface ContentSource {
  readonly capabilities: ContentCapabilities;

  /**
   * All public pages of a collection, without their text; empty when there are none. Docs come in reading order, the
   * blog newest first.
   * @throws MarketingError `marketing.unavailable` when the source did not answer, or `signal` was aborted.
   */
  list(query: ListQuery, options?: CallOptions): Promise<readonly PageSummary[]>;

  /**
   * One public page; `undefined` when there is none, also for a slug that no page can have.
   * @throws MarketingError `marketing.unavailable`.
   */
  find(query: FindQuery, options?: CallOptions): Promise<Page | undefined>;

  /**
   * Public pages that have every word of the text, in title, description or body, best first; never more than `limit`.
   * Upper and lower case are one. Text without a word finds nothing.
   * @throws MarketingError `marketing.invalid_limit`, `marketing.unavailable`.
   */
  search(query: SearchQuery, options?: CallOptions): Promise<readonly PageSummary[]>;
}

/** What a source may honestly differ on. Anything not listed is not negotiable. */
export interface ContentCapabilities {
  /** False: there are no pages and never will be. Lists and searches are empty, and every page is absent. */
  readonly hasContent: boolean;
}

export const collections = ["docs", "blog"] as const;
export type Collection = (typeof collections)[number];

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface ListQuery {
  readonly collection: Collection;
}

export interface FindQuery {
  readonly collection: Collection;
  /** `guides/swap-a-vendor`; empty for the collection's first page. */
  readonly slug: string;
}

export interface SearchQuery {
  readonly text: string;
  /** Whole, 1 to 50. */
  readonly limit: number;
  /** Absent: all collections. */
  readonly collection?: Collection;
}

export interface PageSummary {
  readonly collection: Collection;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** The day from which the page is public. Absent: always. */
  readonly publishedAt?: Date;
}

export interface Page extends PageSummary {
  readonly markdown: string;
}
