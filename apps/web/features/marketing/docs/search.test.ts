import { expect, test } from "vitest";
import { type IndexedPage, searchDocs } from "./search.ts";

const pages: readonly IndexedPage[] = [
  {
    a: "/docs/guides/anchor",
    t: "Anchor",
    d: "Staying where you are",
    s: [
      ["", "", "Drop it and wait."],
      ["chain", "The chain", "A chain of steel holds the anchor."],
    ],
  },
  { a: "/docs/lamp", t: "Lamp", d: "Light", s: [["", "", "Éclair, wick and an anchor of brass."]] },
];
const addresses = (text: string) => searchDocs(pages, text).map(({ address }) => address);

test("a page whose title has the word comes before one that mentions it", () => {
  expect(addresses("anchor")).toEqual(["/docs/guides/anchor", "/docs/guides/anchor#chain", "/docs/lamp"]);
});

test("a place that is about the words comes before a long list that has them among a thousand others", () => {
  const text = `brass wick ${"other words ".repeat(1_000)} brass wick`;
  const list: IndexedPage = { a: "/docs/list", t: "List", d: "", s: [["", "", text]] };
  const found = searchDocs([list, ...pages], "brass wick");
  expect(found.map(({ address }) => address)).toEqual(["/docs/lamp", "/docs/list"]);
});

test("every word has to be there, in the place or in the page's title", () => {
  expect(addresses("anchor steel")).toEqual(["/docs/guides/anchor#chain"]);
  expect(addresses("anchor unicorn")).toEqual([]);
});

test("the beginning of a word is enough, in any case and without accents", () => {
  expect(addresses("ECLA")).toEqual(["/docs/lamp"]);
});

test.each(["", "   ", "--", ".*", "(", "\\", "\u0000"])("%j finds nothing and does not throw", (text) => {
  expect(addresses(text)).toEqual([]);
});

test("ten thousand characters are looked for in no time, and a list is never longer than eight", () => {
  const many = Array.from({ length: 50 }, (_, index) => ({ ...pages[1]!, a: `/docs/lamp-${index}` }));
  expect(searchDocs(many, "lamp ".repeat(2_000))).toHaveLength(8);
});
