import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { MarketingError, type ContentSource, type Page, type PageSummary } from "@ninefold/marketing";
import { fumadocsContent } from "@ninefold/marketing/fumadocs";
import { memoryContent } from "@ninefold/marketing/memory";
import { marketingCases, sampleNow, samplePages } from "./conformance.ts";
import { removeSampleFolders, type SampleFolder, writeSampleFolder } from "./sample-folder.ts";
import { targets } from "./targets.ts";

afterAll(removeSampleFolders);

describeConformance("ContentSource", marketingCases, targets);

const invented: Page = {
  collection: "docs",
  slug: "",
  title: "Page",
  description: "",
  markdown: "",
  html: "",
  headings: [],
  sections: [],
};

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

/** Broken in ways that any source with pages can be. */
const serves: Record<string, Mutant<ContentSource>> = {
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
  "answers the text as HTML": changing((page) => ({ ...page, markdown: page.html })),
  "answers HTML as it was written": changing((page) => ({ ...page, html: page.markdown })),
  "forgets the ids of headings": changing((page) => ({ ...page, html: page.html.replaceAll(/ id="[^"]*"/g, "") })),
  "forgets the table of contents": changing((page) => ({ ...page, headings: [] })),
  "leaves links as they were written": changing((page) => ({
    ...page,
    html: page.html.replaceAll("/docs/guides/anchor", "anchor.md"),
  })),
  "searches a page in one piece": changing((page) => ({ ...page, sections: [{ text: page.markdown }] })),
  "lets a page bring its scripts": changing((page) => ({
    ...page,
    html: page.html.replaceAll("&#x3C;", "<").replaceAll("&lt;", "<"),
  })),
  "counts the changelog among the docs": breaking((good) => ({
    list: async (query, options) => (query.collection === "changelog" ? [] : good.list(query, options)),
  })),
  "calls the first page index": breaking((good) => ({
    find: async (query, options) => (query.slug === "" ? undefined : good.find(query, options)),
  })),
  "mixes up collections": breaking((good) => ({
    find: async (query, options) =>
      (await good.find(query, options)) ?? good.find({ ...query, collection: "blog" }, options),
  })),
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
};

const inTheOpen = samplePages.map((page) => ({ ...page, draft: false }));
const beforeTheirDay = samplePages.map((page) =>
  page.slug === "announcement" ? { ...page, publishedAt: sampleNow } : page,
);

describeMutants("ContentSource (memory)", marketingCases, targets.memory, {
  ...serves,
  "shows drafts": () => memoryContent(inTheOpen, { now: () => sampleNow }),
  "shows pages before their day": () => memoryContent(beforeTheirDay, { now: () => sampleNow }),
});

describeMutants("ContentSource (fumadocs)", marketingCases, targets.fumadocs, {
  ...serves,
  "shows drafts": readingFrom(() => writeSampleFolder(inTheOpen)),
  "shows pages before their day": readingFrom(() => writeSampleFolder(beforeTheirDay)),
  "reads pages by their names": readingFrom(() => {
    const sample = writeSampleFolder();
    rmSync(join(sample.folder, "guides/meta.json"));
    return sample;
  }),
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

function changing(change: (page: Page) => Page): Mutant<ContentSource> {
  return breaking((good) => ({
    find: async (...args) => {
      const found = await good.find(...args);
      return found && change(found);
    },
  }));
}

/** A good adapter over a folder with a fault in it; opened once. */
function readingFrom(write: () => SampleFolder): Mutant<ContentSource> {
  let source: ContentSource | undefined;
  return () => (source ??= fumadocsContent({ folder: write().folder, now: () => sampleNow }));
}

function undated<T extends PageSummary>(page: T): T {
  const copy: T & { publishedAt?: Date } = { ...page };
  delete copy.publishedAt;
  return copy;
}
