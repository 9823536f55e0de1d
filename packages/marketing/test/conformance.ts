import assert from "node:assert/strict";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { Collection, ContentSource, Page, WrittenPage } from "@ninefold/marketing";

/** What a target's source holds: exactly these pages, read at `sampleNow`. */
export const samplePages: readonly WrittenPage[] = [
  {
    ...plain("docs", "", "Everything about the *lighthouse*.", "<p>Everything about the <em>lighthouse</em>.</p>"),
    title: "Welcome",
    description: "Where to begin",
  },
  {
    collection: "docs",
    slug: "guides/lighthouse",
    title: "Lighthouse",
    description: "Keeping the lamp lit",
    markdown: "# Lighthouse\n\nTrim the wick.\n\n## By night\n\nLook `out`, and\n\n[drop it](anchor.md#then).",
    html: '<p>Trim the wick.</p>\n<h2 id="by-night">By night</h2>\n<p>Look <code>out</code>, and</p>\n<p><a href="/docs/guides/anchor#then">drop it</a>.</p>',
    headings: [{ id: "by-night", title: "By night", depth: 2 }],
    sections: [{ text: "Trim the wick." }, { heading: "by-night", text: "Look out, and drop it." }],
  },
  {
    collection: "docs",
    slug: "guides/anchor",
    title: "Anchor",
    description: "Staying where you are",
    markdown: "Drop it.\n\n## Then\n\nWait.\n\n<script>sink()</script>",
    html: '<p>Drop it.</p>\n<h2 id="then">Then</h2>\n<p>Wait.</p>\n&lt;script>sink()&lt;/script>',
    headings: [{ id: "then", title: "Then", depth: 2 }],
    sections: [{ text: "Drop it." }, { heading: "then", text: "Wait." }],
  },
  {
    ...plain("docs", "guides/unfinished", "Secret wick."),
    title: "Lighthouse draft",
    description: "Not for visitors",
    draft: true,
  },
  {
    ...plain("blog", "first-light", "The lighthouse is open."),
    title: "First light",
    description: "We opened",
    author: "Ada Keeper",
    publishedAt: new Date("2026-01-10T00:00:00Z"),
  },
  {
    ...plain("blog", "anchor", "It is heavy."),
    title: "A new anchor",
    description: "We bought one",
    author: "Ada Keeper",
    publishedAt: new Date("2026-02-10T00:00:00Z"),
  },
  {
    ...plain("blog", "announcement", "Secret wick."),
    title: "Lighthouse announcement",
    description: "Not yet public",
    author: "Ada Keeper",
    publishedAt: new Date("2026-09-01T00:00:00Z"),
  },
  {
    ...plain("changelog", "", "The glass is clearer."),
    title: "Changelog",
    description: "What changed",
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
        author: "Ada Keeper",
        publishedAt: new Date("2026-02-10T00:00:00Z"),
      });
    },
  },
  {
    name: "finds a page with its text, as it was written",
    needs: "serves",
    async run(source) {
      const { collection, slug, title, description, markdown } = await found(source, "guides/lighthouse");
      const page = { collection, slug, title, description, markdown };
      assert.deepEqual(page, {
        collection: "docs",
        slug: "guides/lighthouse",
        title: "Lighthouse",
        description: "Keeping the lamp lit",
        markdown: "# Lighthouse\n\nTrim the wick.\n\n## By night\n\nLook `out`, and\n\n[drop it](anchor.md#then).",
      });
    },
  },
  {
    name: "finds a page with its text as HTML, without the title",
    needs: "serves",
    async run(source) {
      const { html } = await found(source, "guides/lighthouse");
      assert.match(html, /<p>Trim the wick[.]<\/p>/);
      assert.doesNotMatch(html, /<h1|Lighthouse/);
    },
  },
  {
    name: "gives each heading an id that its table of contents and links can name",
    needs: "serves",
    async run(source) {
      const { html, headings } = await found(source, "guides/lighthouse");
      assert.deepEqual(headings, [{ id: "by-night", title: "By night", depth: 2 }]);
      assert.match(html, /<h2 id="by-night"/);
    },
  },
  {
    name: "links to another page by its address on the site",
    needs: "serves",
    async run(source) {
      assert.match((await found(source, "guides/lighthouse")).html, /href="\/docs\/guides\/anchor#then"/);
    },
  },
  {
    name: "cuts a page's text into the pieces that a search names",
    needs: "serves",
    async run(source) {
      assert.deepEqual((await found(source, "guides/lighthouse")).sections, [
        { text: "Trim the wick." },
        { heading: "by-night", text: "Look out, and drop it." },
      ]);
    },
  },
  {
    name: "lets no script of a page run",
    needs: "serves",
    async run(source) {
      assert.doesNotMatch((await found(source, "guides/anchor")).html, /<script/i);
    },
  },
  {
    name: "has the changelog as one page",
    needs: "serves",
    async run(source) {
      assert.deepEqual(slugs(await source.list({ collection: "changelog" })), [""]);
      assert.equal((await source.find({ collection: "changelog", slug: "" }))?.markdown, "The glass is clearer.");
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
      assert.deepEqual(await source.list({ collection: "changelog" }), []);
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

async function found(source: ContentSource, slug: string): Promise<Page> {
  const page = await source.find({ collection: "docs", slug });
  assert.ok(page, `there is no docs page ${slug}`);
  return page;
}

/** A page of one paragraph. */
function plain(collection: Collection, slug: string, markdown: string, html = `<p>${markdown}</p>`) {
  return { collection, slug, markdown, html, headings: [], sections: [{ text: markdown }] };
}
