/**
 * Reads the pages of the docs, the blog and the changelog, wherever they are written. Knows nothing about routes, layout
 * or React: a page is Markdown, the HTML made of it, and what lists, feeds and search results say about it.
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

/** The changelog is one page, at the empty slug. */
export const collections = ["docs", "blog", "changelog"] as const;
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
  /** Who wrote it, by name. */
  readonly author?: string;
}

export interface Page extends PageSummary {
  /** As it was written, without what a source keeps about it. */
  readonly markdown: string;
  /**
   * The text below the title, to be shown as it is. It has no script and no `h1`; each heading has an id; links to other
   * pages are addresses of the site (`addressOf`).
   */
  readonly html: string;
  /** Of levels two and three, in order: the table of contents. */
  readonly headings: readonly Heading[];
  /** The text in the pieces that a search finds, without markup. */
  readonly sections: readonly Section[];
  /** Where it is written, from the top of the repository; absent when it is in no file. */
  readonly file?: string;
}

export interface Heading {
  readonly id: string;
  readonly title: string;
  readonly depth: 2 | 3;
}

export interface Section {
  /** The id of the heading above it; absent before the first. */
  readonly heading?: string;
  readonly text: string;
}
