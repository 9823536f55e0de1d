import { describe, expect, it } from "vitest";
import { caseFaults, readCaseLists } from "./case-lists.mjs";

const list = (...untested: readonly string[]) => ({
  name: "storms.md",
  page: ["| I-1 | a wall is climbed |", "| I-2 | a door is left open |", "## Not tested", ...untested].join("\n"),
});

describe("a list of cases", () => {
  it("is kept by tests whose titles have each id, in a title of their own or together", () => {
    expect(caseFaults(list(), ["walls I-1, I-2: hold", "I-22: is another"])).toEqual([]);
  });

  it.each([
    ["an id that no test has", list(), ["I-1: holds", "I-22: holds"], /^I-2 is in storms[.]md/],
    ["an id that is said to have no test", list("| I-3 | rain: no roof yet |"), ["I-1", "I-2", "I-3"], /^I-3 ran/],
    ["a gap without a reason", list("| I-3 | rain |"), ["I-1", "I-2"], /^I-3 .* without a reason/],
    ["more than five gaps", list(...[3, 4, 5, 6, 7, 8].map((id) => `| I-${id} | x: y |`)), ["I-1", "I-2"], /^6 cases/],
    ["a list that can not be read", { name: "storms.md", page: "" }, ["I-1"], /lacks its two tables/],
  ])("finds %s", (_what, given, titles, fault) => {
    expect(caseFaults(given, titles)).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    ["attacks.md", "I", [...upTo(70), 135, 136, 137, 138, 139, 140, 142]],
    ["workflow-cases.md", "J", upTo(60)],
  ])("%s has each of its ids once", (name, letter, expected) => {
    const { page = "" } = readCaseLists().find((one) => one.name === name) ?? {};
    const ids = [...page.matchAll(new RegExp(String.raw`^\| ${letter}-(\d+) `, "gm"))].map(([, id]) => Number(id));
    expect(ids.toSorted((a, b) => a - b)).toEqual(expected);
  });
});

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
