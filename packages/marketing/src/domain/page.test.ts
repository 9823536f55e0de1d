import { describe, expect, it } from "vitest";
import { isPublic, isSlug, relevance, summaryOf, wordsOf, type WrittenPage } from "./page.ts";

const now = new Date("2026-03-01T00:00:00Z");
const page = {
  collection: "docs",
  slug: "start",
  title: "Start",
  description: "First steps",
  markdown: "Run it",
} as const satisfies Partial<WrittenPage>;

const undated: { publishedAt?: Date } = {};

describe("isPublic", () => {
  it("hides a draft, whatever its day", () => {
    expect(isPublic({ ...page, draft: true, publishedAt: new Date(0) }, now)).toBe(false);
  });

  it("shows a page from its very day on", () => {
    expect(isPublic({ ...page, publishedAt: now }, now)).toBe(true);
    expect(isPublic({ ...page, publishedAt: new Date(now.getTime() + 1) }, now)).toBe(false);
  });

  it("shows a page without a day", () => {
    expect(isPublic(undated, now)).toBe(true);
  });
});

describe("isSlug", () => {
  it.each(["", "start", "guides/swap-a-vendor", "2026/a-1"])("accepts %j", (slug) => {
    expect(isSlug(slug)).toBe(true);
  });

  it.each([
    "/start",
    "start/",
    "a//b",
    "../secrets",
    "Start",
    "a b",
    "a%2fb",
    "-a",
    "a-",
    "a--b",
    "a\n",
    "a".repeat(201),
  ])("refuses %j", (slug) => {
    expect(isSlug(slug)).toBe(false);
  });
});

describe("search words", () => {
  it("are lower case, without punctuation, and each once", () => {
    expect(wordsOf("  Swap, swap a VENDOR! Über ")).toEqual(["swap", "a", "vendor", "über"]);
    expect(wordsOf(" -- ")).toEqual([]);
  });

  it("weigh more in the title than in the text", () => {
    expect(relevance(page, ["start"])).toBeGreaterThan(relevance(page, ["run"]));
  });

  it("must all be in the page", () => {
    expect(relevance(page, ["start", "absent"])).toBe(0);
  });
});

describe("summaryOf", () => {
  it("leaves behind what a list must not carry", () => {
    expect(summaryOf(page)).toEqual({ collection: "docs", slug: "start", title: "Start", description: "First steps" });
  });
});
