import { describe, expect, it } from "vitest";
import { attackFaults, readAttacks } from "./attacks.mjs";

const page = (...untested: readonly string[]) =>
  ["| I-1 | a wall is climbed |", "| I-2 | a door is left open |", "## Not tested", ...untested].join("\n");

describe("the list of attacks", () => {
  it("is kept by tests whose titles have each id, in a title of their own or together", () => {
    expect(attackFaults(page(), ["walls I-1, I-2: hold", "I-22: is another"])).toEqual([]);
  });

  it.each([
    ["an id that no test has", page(), ["I-1: holds", "I-22: holds"], /^I-2 is in/],
    ["an id that is said to have no test", page("| I-3 | rain: no roof yet |"), ["I-1", "I-2", "I-3"], /^I-3 ran/],
    ["a gap without a reason", page("| I-3 | rain |"), ["I-1", "I-2"], /^I-3 .* without a reason/],
    [
      "more than five gaps",
      page(...[3, 4, 5, 6, 7, 8].map((id) => `| I-${id} | x: y |`)),
      ["I-1", "I-2"],
      /^6 attacks/,
    ],
    ["a list that can not be read", "", ["I-1"], /lacks its two tables/],
  ])("finds %s", (_what, list, titles, fault) => {
    expect(attackFaults(list, titles)).toEqual([expect.stringMatching(fault)]);
  });

  it("has the ids that identity and tenancy are attacked by, each once", () => {
    const ids = [...readAttacks().matchAll(/^\| I-(\d+) /gm)].map(([, id]) => Number(id)).toSorted((a, b) => a - b);
    const expected = [...Array.from({ length: 70 }, (_, index) => index + 1), 135, 136, 137, 138, 139, 140, 142];
    expect(ids).toEqual(expected);
  });
});
