import assert from "node:assert/strict";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { ContentSource, WrittenPage } from "@ninefold/marketing";

/** What a target's source holds: exactly these pages, read at `sampleNow`. */
export const samplePages: readonly WrittenPage[] = [
  {
    collection: "docs",
    slug: "",
    title: "Welcome",
    description: "Where to begin",
    markdown: "Everything about the *lighthouse*.",
  },
  {
    collection: "docs",
    slug: "guides/lighthouse",
    title: "Lighthouse",
    description: "Keeping the lamp lit",
    markdown: "# Lighthouse\n\nTrim the wick.",
  },
  {
    collection: "docs",
    slug: "guides/anchor",
    title: "Anchor",
    description: "Staying where you are",
    markdown: "Drop it. Then wait.",
  },
  {
    collection: "docs",
    slug: "guides/unfinished",
    title: "Lighthouse draft",
    description: "Not for visitors",
    markdown: "Secret wick.",
    draft: true,
  },
  {
    collection: "blog",
    slug: "first-light",
    title: "First light",
    description: "We opened",
    markdown: "The lighthouse is open.",
    publishedAt: new Date("2026-01-10T00:00:00Z"),
  },
  {
    collection: "blog",
    slug: "anchor",
    title: "A new anchor",
    description: "We bought one",
    markdown: "It is heavy.",
    publishedAt: new Date("2026-02-10T00:00:00Z"),
  },
  {
    collection: "blog",
    slug: "announcement",
    title: "Lighthouse announcement",
    description: "Not yet public",
    markdown: "Secret wick.",
    publishedAt: new Date("2026-09-01T00:00:00Z"),
  },
];

export const sampleNow = new Date("2026-03-01T00:00:00Z");

/** `serves` and `empty` are each other's opposite: `empty` marks the rules of a source without pages. */
export type MarketingRule = "serves" | "empty";

export const marketingCases: readonly Case<ContentSource, MarketingRule>[] = [
  {
    name: "answers undefined for a page that does not exist",
    async run(source) {
      assert.equal(await source.find({ collection: "docs", slug: "no-such-page" }), undefined);
    },
  },
  {
    name: "answers undefined, and does not throw, for a slug that no page can have",
    async run(source) {
      for (const slug of [
        "../secrets",
        "/",
        "Guides/Lighthouse",
        "guides%2flighthouse",
        "a\u0000b",
        "x".repeat(5_000),
      ]) {
        assert.equal(await source.find({ collection: "docs", slug }), undefined);
      }
    },
  },
  {
    name: "refuses a search for less than one page, more than fifty, or part of one",
    async run(source) {
      for (const limit of [0, -1, 51, 1.5, Number.NaN]) {
        await assert.rejects(source.search({ text: "lighthouse", limit }), {
          code: "marketing.invalid_limit",
          kind: "invalid",
        });
      }
    },
  },
  {
    name: "finds nothing for text without a word",
    async run(source) {
      for (const text of ["", "  ", "--"]) assert.deepEqual(await source.search({ text, limit: 50 }), []);
    },
  },
  {
    name: "lists docs in reading order",
    needs: "serves",
    async run(source) {
      assert.equal(source.capabilities.hasContent, true);
      assert.deepEqual(slugs(await source.list({ collection: "docs" })), ["", "guides/lighthouse", "guides/anchor"]);
    },
  },
  {
    name: "lists the blog newest first",
    needs: "serves",
    async run(source) {
      assert.deepEqual(slugs(await source.list({ collection: "blog" })), ["anchor", "first-light"]);
    },
  },
  {
    name: "lists what a page is about, without its text",
    needs: "serves",
    async run(source) {
      const [newest] = await source.list({ collection: "blog" });
      assert.deepEqual(newest, {
        collection: "blog",
        slug: "anchor",
        title: "A new anchor",
        description: "We bought one",
        publishedAt: new Date("2026-02-10T00:00:00Z"),
      });
    },
  },
  {
    name: "finds a page with its text, as it was written",
    needs: "serves",
    async run(source) {
      assert.deepEqual(await source.find({ collection: "docs", slug: "guides/lighthouse" }), {
        collection: "docs",
        slug: "guides/lighthouse",
        title: "Lighthouse",
        description: "Keeping the lamp lit",
        markdown: "# Lighthouse\n\nTrim the wick.",
      });
    },
  },
  {
    name: "finds a collection's first page by the empty slug",
    needs: "serves",
    async run(source) {
      assert.equal((await source.find({ collection: "docs", slug: "" }))?.title, "Welcome");
    },
  },
  {
    name: "keeps the same slug of two collections apart",
    needs: "serves",
    async run(source) {
      assert.equal((await source.find({ collection: "blog", slug: "anchor" }))?.title, "A new anchor");
      assert.equal(await source.find({ collection: "docs", slug: "anchor" }), undefined);
    },
  },
  {
    name: "shows a draft nowhere",
    needs: "serves",
    async run(source) {
      assert.ok(!slugs(await source.list({ collection: "docs" })).includes("guides/unfinished"));
      assert.equal(await source.find({ collection: "docs", slug: "guides/unfinished" }), undefined);
      assert.deepEqual(await source.search({ text: "visitors", limit: 50 }), []);
    },
  },
  {
    name: "shows a page nowhere before its day",
    needs: "serves",
    async run(source) {
      assert.ok(!slugs(await source.list({ collection: "blog" })).includes("announcement"));
      assert.equal(await source.find({ collection: "blog", slug: "announcement" }), undefined);
      assert.deepEqual(await source.search({ text: "announcement", limit: 50 }), []);
    },
  },
  {
    name: "finds a word in title, description and text, in any case, the title first",
    needs: "serves",
    async run(source) {
      const found = await source.search({ text: "LIGHTHOUSE", limit: 50 });
      assert.equal(found[0]?.slug, "guides/lighthouse");
      assert.deepEqual(new Set(slugs(found)), new Set(["guides/lighthouse", "", "first-light"]));
      assert.deepEqual(slugs(await source.search({ text: "lamp", limit: 50 })), ["guides/lighthouse"]);
    },
  },
  {
    name: "finds pages that have every word only",
    needs: "serves",
    async run(source) {
      assert.deepEqual(slugs(await source.search({ text: "lighthouse, open", limit: 50 })), ["first-light"]);
    },
  },
  {
    name: "searches within one collection when asked to",
    needs: "serves",
    async run(source) {
      const found = await source.search({ text: "anchor", limit: 50, collection: "blog" });
      assert.deepEqual(slugs(found), ["anchor"]);
    },
  },
  {
    name: "answers the best pages up to the limit, without their text",
    needs: "serves",
    async run(source) {
      const found = await source.search({ text: "lighthouse", limit: 1 });
      assert.deepEqual(slugs(found), ["guides/lighthouse"]);
      assert.ok(found.every((page) => !("markdown" in page)));
    },
  },
  {
    name: "gives up with a retryable marketing.unavailable when the signal is aborted",
    needs: "serves",
    async run(source) {
      const signal = AbortSignal.abort();
      const givenUp = { code: "marketing.unavailable", kind: "unavailable", retryable: true };
      await assert.rejects(source.list({ collection: "docs" }, { signal }), givenUp);
      await assert.rejects(source.find({ collection: "docs", slug: "" }, { signal }), givenUp);
      await assert.rejects(source.search({ text: "lighthouse", limit: 1 }, { signal }), givenUp);
    },
  },
  {
    name: "says that it has no content, and lists none",
    needs: "empty",
    async run(source) {
      assert.equal(source.capabilities.hasContent, false);
      assert.deepEqual(await source.list({ collection: "docs" }), []);
      assert.deepEqual(await source.list({ collection: "blog" }), []);
    },
  },
  {
    name: "finds nothing where there is no content",
    needs: "empty",
    async run(source) {
      assert.equal(await source.find({ collection: "docs", slug: "" }), undefined);
      assert.deepEqual(await source.search({ text: "lighthouse", limit: 50 }), []);
    },
  },
];

function slugs(pages: readonly { readonly slug: string }[]): readonly string[] {
  return pages.map((page) => page.slug);
}
