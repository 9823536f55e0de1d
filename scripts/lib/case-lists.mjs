import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./machine.mjs";

/** How many attacks may go without a test. */
const MOST_UNTESTED = 5;

const ID = /\b[A-Z]-\d+\b/g;

/** The list of attacks that tests have to make. */
export const readAttacks = () => readFileSync(join(root, "docs/reference/attacks.md"), "utf8");

/**
 * What is wrong between the list and the titles of the tests that passed, a line each.
 * @param {string} page @param {readonly string[]} titles @returns {string[]}
 */
export function attackFaults(page, titles) {
  const [tested, untested] = page.split(/^## Not tested$/m).map(rowsOf);
  if (tested === undefined || untested === undefined || tested.length === 0) return ["attacks.md lacks its two tables"];
  const ran = new Set(titles.flatMap((title) => title.match(ID) ?? []));
  return [
    ...tested
      .filter(({ id }) => !ran.has(id))
      .map(({ id }) => `${id} is in attacks.md, and no test that passed has it`),
    ...untested.filter(({ id }) => ran.has(id)).map(({ id }) => `${id} ran, and attacks.md says that it is not tested`),
    ...untested.filter(({ text }) => !text.includes(": ")).map(({ id }) => `${id} is not tested, without a reason`),
    ...(untested.length > MOST_UNTESTED
      ? [`${untested.length} attacks are not tested, and ${MOST_UNTESTED} may be`]
      : []),
  ];
}

/** @param {string} part @returns {{ id: string, text: string }[]} */
function rowsOf(part) {
  return [...part.matchAll(/^\| ([A-Z]-\d+) \| (.+) \|$/gm)].map(([, id = "", text = ""]) => ({ id, text }));
}
