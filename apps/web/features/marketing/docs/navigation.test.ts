import { expect, test } from "vitest";
import { groupDocs, neighboursOf, trailOf } from "./navigation.ts";

const docs = ["", "guides", "guides/start", "guides/deep/er", "glossary"].map((slug) => ({
  slug,
  title: slug || "first",
  address: `/docs/${slug}`,
}));

test("docs are grouped by folder, each with its first page, in reading order", () => {
  expect(groupDocs(docs).map(({ first, pages }) => [first.slug, pages.map((page) => page.slug)])).toEqual([
    ["", []],
    ["guides", ["guides/start", "guides/deep/er"]],
    ["glossary", []],
  ]);
});

test("a page knows what is read before and after it", () => {
  expect(neighboursOf(docs, "guides")).toMatchObject({ previous: { slug: "" }, next: { slug: "guides/start" } });
  expect(neighboursOf(docs, "")).toEqual({ next: docs[1] });
  expect(neighboursOf(docs, "glossary")).toEqual({ previous: docs[3] });
  expect(neighboursOf(docs, "no-such-page")).toEqual({});
});

test("a page knows the pages above it, and a folder without a first page is left out", () => {
  expect(trailOf(docs, "guides/deep/er").map(({ slug }) => slug)).toEqual(["", "guides"]);
  expect(trailOf(docs, "")).toEqual([]);
});
