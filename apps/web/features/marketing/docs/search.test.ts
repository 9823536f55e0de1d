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

test("a page that somebody wrote comes before one that is made from the code and lists everything", () => {
  const text = "brass brass brass wick wick wick";
  const list: IndexedPage = { a: "/docs/reference/list", t: "List", d: "", s: [["", "", text]] };
  const written: IndexedPage = {
    a: "/docs/written",
    t: "Written",
    d: "",
    s: [["", "", "Brass, wick and more brass."]],
  };
  const found = searchDocs([list, written], "brass wick");
  expect(found.map(({ address }) => address)).toEqual(["/docs/written", "/docs/reference/list"]);
});

test("a heading is not about a word as short as that", () => {
  const a: IndexedPage = { a: "/docs/a", t: "Rope", d: "", s: [["b", "A hat", "brass and wick"]] };
  expect(searchDocs([a, ...pages], "an a brass wick")[0]?.address).toBe("/docs/lamp");
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
