import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { MarketingError, type ContentSource, type Page, type PageSummary, type WrittenPage } from "@ninefold/marketing";
import { memoryContent } from "@ninefold/marketing/memory";
import { marketingCases, sampleNow, samplePages } from "./conformance.ts";
import { targets } from "./targets.ts";

describeConformance("ContentSource", marketingCases, targets);

const invented: Page = { collection: "docs", slug: "", title: "Page", description: "", markdown: "" };

/** Broken in ways that a source with pages and one without can both be. */
const anywhere: Record<string, Mutant<ContentSource>> = {
  "shows some page for a missing one": breaking((good) => ({
    find: async (...args) => (await good.find(...args)) ?? invented,
  })),
  "throws for a slug that no page can have": breaking((good) => ({
    find: async (query, options) => {
      if (/[^a-z0-9/-]/.test(query.slug)) throw new MarketingError("marketing.invalid_slug", "not a slug");
      return good.find(query, options);
    },
  })),
  "takes any limit": breaking((good) => ({
    search: (query, options) =>
      good.search({ ...query, limit: query.limit >= 1 && query.limit <= 50 ? Math.round(query.limit) : 10 }, options),
  })),
  "finds something for no text": breaking((good) => ({
    search: async (query, options) => {
      const found = await good.search(query, options);
      return /\w/.test(query.text) ? found : [invented];
    },
  })),
};

describeMutants("ContentSource (memory)", marketingCases, targets.memory, {
  ...anywhere,
  "lists by title": breaking((good) => ({
    list: async (...args) => (await good.list(...args)).toSorted((one, other) => (one.title < other.title ? -1 : 1)),
  })),
  "lists oldest first": breaking((good) => ({
    list: async (query, options) => {
      const listed = await good.list(query, options);
      return query.collection === "blog" ? listed.toReversed() : listed;
    },
  })),
  "forgets when a page was published": breaking((good) => ({
    list: async (...args) => (await good.list(...args)).map(undated),
  })),
  "answers the text as HTML": breaking((good) => ({
    find: async (...args) => {
      const found = await good.find(...args);
      return found && { ...found, markdown: `<p>${found.markdown}</p>` };
    },
  })),
  "calls the first page index": breaking((good) => ({
    find: async (query, options) => (query.slug === "" ? undefined : good.find(query, options)),
  })),
  "mixes up collections": breaking((good) => ({
    find: async (query, options) =>
      (await good.find(query, options)) ?? good.find({ ...query, collection: "blog" }, options),
  })),
  "shows drafts": serving((page) => ({ ...page, draft: false })),
  "shows pages before their day": serving((page) => (page.slug === "announcement" ? undated(page) : page)),
  "finds the exact case only": breaking((good) => ({
    search: async (query, options) => (/[A-Z]/.test(query.text) ? [] : good.search(query, options)),
  })),
  "puts the worst match first": breaking((good) => ({
    search: async (...args) => (await good.search(...args)).toReversed(),
  })),
  "finds pages that have one of the words": breaking((good) => ({
    search: (query, options) => good.search({ ...query, text: query.text.split(",")[0] ?? "" }, options),
  })),
  "searches everywhere": breaking((good) => ({
    search: ({ text, limit }, options) => good.search({ text, limit }, options),
  })),
  "ignores the limit": breaking((good) => ({
    search: (query, options) => good.search({ ...query, limit: query.limit === 1 ? 50 : query.limit }, options),
  })),
  "never gives up": breaking((good) => ({ list: (query) => good.list(query) })),
});

describeMutants("ContentSource (none)", marketingCases, targets.none, {
  ...anywhere,
  "lists a page that is not there": breaking(() => ({ list: async () => [invented] })),
  "finds what it was asked for": breaking((good) => ({
    search: async (query, options) => [
      ...(await good.search(query, options)),
      ...(/\w/.test(query.text) ? [invented] : []),
    ],
  })),
});

function breaking(part: (good: ContentSource) => Partial<ContentSource>): Mutant<ContentSource> {
  return (good) => ({ ...good, ...part(good) });
}

function serving(change: (page: WrittenPage) => WrittenPage): Mutant<ContentSource> {
  return () => memoryContent(samplePages.map(change), { now: () => sampleNow });
}

function undated<T extends PageSummary>(page: T): T {
  const copy: T & { publishedAt?: Date } = { ...page };
  delete copy.publishedAt;
  return copy;
}
