import { describe, expect, it } from "vitest";
import { createMarketing, type SearchQuery } from "@ninefold/marketing";
import { memoryContent } from "@ninefold/marketing/memory";
import { noContent } from "@ninefold/marketing/none";
import { sampleNow, samplePages } from "./conformance.ts";

const sample = () => memoryContent(samplePages, { now: () => sampleNow });

describe("marketing", () => {
  it("reports a missing page as marketing.not_found", async () => {
    const marketing = createMarketing(sample());
    await expect(marketing.get("docs", "no-such-page")).rejects.toMatchObject({
      code: "marketing.not_found",
      kind: "not_found",
    });
  });

  it("lists every public page, and no other, for the sitemap", async () => {
    const all = await createMarketing(sample()).listAll();
    expect(all.map((page) => `${page.collection}/${page.slug}`)).toEqual([
      "docs/",
      "docs/guides/lighthouse",
      "docs/guides/anchor",
      "blog/anchor",
      "blog/first-light",
      "changelog/",
    ]);
  });

  it("publishes a page when its day comes", async () => {
    let now = sampleNow;
    const marketing = createMarketing(memoryContent(samplePages, { now: () => now }));
    now = new Date("2026-09-01T00:00:00Z");
    expect((await marketing.list("blog")).map((page) => page.slug)).toContain("announcement");
  });

  it("hands a visitor's endless text to the source cut to 200 characters", async () => {
    const queries: SearchQuery[] = [];
    const source = sample();
    const marketing = createMarketing({
      ...source,
      search: (query, options) => {
        queries.push(query);
        return source.search(query, options);
      },
    });
    await marketing.search("lighthouse ".repeat(1_000), "docs");
    expect(queries).toMatchObject([{ limit: 10, collection: "docs" }]);
    expect(queries[0]?.text).toHaveLength(200);
  });

  it("has nothing to show without content, and does not fail", async () => {
    const marketing = createMarketing(noContent());
    expect(await marketing.listAll()).toEqual([]);
    expect(await marketing.search("lighthouse")).toEqual([]);
    await expect(marketing.get("docs", "")).rejects.toMatchObject({ code: "marketing.not_found" });
  });
});

describe("memory content", () => {
  it("refuses two pages at one address", () => {
    const [page] = samplePages;
    if (page === undefined) throw new Error("there are no sample pages");
    expect(() => memoryContent([page, page])).toThrow(expect.objectContaining({ code: "marketing.duplicate_slug" }));
  });

  it("refuses a page at an address that no link can have", () => {
    const [page] = samplePages;
    if (page === undefined) throw new Error("there are no sample pages");
    expect(() => memoryContent([{ ...page, slug: "../up" }])).toThrow(
      expect.objectContaining({ code: "marketing.invalid_slug" }),
    );
  });
});
