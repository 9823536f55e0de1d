import { addressOf, createMarketing, type WrittenPage } from "@ninefold/marketing";
import { memoryContent } from "@ninefold/marketing/memory";
import { describe, expect, test, vi } from "vitest";
import type { WrittenContent } from "../content.ts";
import { writtenContent } from "../written-content.ts";

const now = new Date("2026-03-01T00:00:00Z");
const page = (collection: WrittenPage["collection"], slug: string, rest: Partial<WrittenPage> = {}): WrittenPage => ({
  collection,
  slug,
  title: `Page ${slug}`,
  description: "What it says",
  markdown: "Text.",
  html: "<p>Text.</p>",
  headings: [],
  sections: [{ text: "Text." }],
  ...rest,
});
const hidden = {
  title: "Secret plan",
  description: "Secret",
  markdown: "Secret",
  html: "Secret",
  sections: [{ text: "Secret" }],
};
const pages = [
  page("docs", ""),
  page("docs", "shown", { title: `Quotes " & <tags> ]]> 🙂`, html: '<p><a href="/docs">Up</a> ]]&gt; ]]></p>' }),
  page("docs", "draft", { ...hidden, draft: true }),
  page("blog", "posted", {
    title: `Quotes " & <tags> ]]> 🙂`,
    html: '<p><a href="/docs">Up</a> ]]></p>',
    publishedAt: new Date("2026-02-01T00:00:00Z"),
    author: "Ada",
  }),
  page("blog", "draft", { ...hidden, draft: true, publishedAt: new Date("2026-02-01T00:00:00Z") }),
  page("blog", "tomorrow", { ...hidden, publishedAt: new Date("2026-03-02T00:00:00Z") }),
  page("changelog", "", { ...hidden, draft: true }),
];

const content: WrittenContent = await writtenContent({
  marketing: createMarketing(memoryContent(pages, { now: () => now })),
  sourceUrl: () => undefined,
  addressOf,
});

vi.mock("../content.ts", () => ({
  readContent: () => content,
  pagesIn: (collection: string) => content.pages.filter((one) => one.collection === collection),
}));
const { blogFeed } = await import("../features/marketing/blog/feed.ts");
const { llmsFull, llmsList } = await import("../features/marketing/docs/llms.ts");
const { searchIndex } = await import("../features/marketing/docs/search-index.ts");

const ORIGIN = "https://n.example";
const outputs: Readonly<Record<string, () => string>> = {
  "what pages are made of": () => JSON.stringify(content),
  "the search index": () => JSON.stringify(searchIndex()),
  RSS: () => blogFeed(ORIGIN)?.rss2() ?? "",
  Atom: () => blogFeed(ORIGIN)?.atom1() ?? "",
  "the JSON feed": () => blogFeed(ORIGIN)?.json1() ?? "",
  "llms.txt": () => llmsList(ORIGIN) ?? "",
  "llms-full.txt": () => llmsFull(ORIGIN) ?? "",
};

describe("a draft, and a page before its day", () => {
  test.each(Object.entries(outputs))("are not in %s", (_name, write) => {
    expect(write()).toMatch(/Quotes/);
    expect(write()).not.toMatch(/secret|draft|tomorrow/i);
  });
});

describe("a feed", () => {
  test("has the whole text, with full addresses, and the day and author of each post", () => {
    const { items } = JSON.parse(blogFeed(ORIGIN)?.json1() ?? "") as { items: readonly object[] };
    expect(items).toEqual([
      expect.objectContaining({
        id: "https://n.example/blog/posted",
        url: "https://n.example/blog/posted",
        date_modified: "2026-02-01T00:00:00.000Z",
        content_html: '<p><a href="https://n.example/docs">Up</a> ]]></p>',
        author: { name: "Ada" },
      }),
    ]);
  });

  test.each(["rss2", "atom1"] as const)("is whole as %s, whatever a title has in it", (format) => {
    const xml = blogFeed(ORIGIN)?.[format]() ?? "";
    const outside = xml.replaceAll(/<!\[CDATA\[[^]*?\]\]>/g, "");
    expect(outside).not.toMatch(/\]\]>|<tags>|&(?!amp;|lt;|gt;|quot;|apos;|#)/);
    expect(xml.match(/<!\[CDATA\[/g)?.length).toBe(xml.match(/\]\]>/g)?.length);
  });

  test("says when something was last published, and not when the site was built", () => {
    expect(blogFeed(ORIGIN)?.rss2()).toContain("<lastBuildDate>Sun, 01 Feb 2026 00:00:00 GMT</lastBuildDate>");
  });
});
