import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./machine.mjs";

/** How many cases of a list may go without a test. */
const MOST_UNTESTED = 5;

const ID = /\b[A-Z]-\d+\b/g;

/** @typedef {{ name: string, page: string }} CaseList */

/** The lists of cases that tests have to make. @returns {CaseList[]} */
export const readCaseLists = () =>
  ["attacks.md", "workflow-cases.md"].map((name) => ({
    name,
    page: readFileSync(join(root, "docs/reference", name), "utf8"),
  }));

/**
 * What is wrong between a list and the titles of the tests that passed, a line each.
 * @param {CaseList} list @param {readonly string[]} titles @returns {string[]}
 */
export function caseFaults({ name, page }, titles) {
  const [tested, untested] = page.split(/^## Not tested$/m).map(rowsOf);
  if (tested === undefined || untested === undefined || tested.length === 0) return [`${name} lacks its two tables`];
  const ran = new Set(titles.flatMap((title) => title.match(ID) ?? []));
  return [
    ...tested.filter(({ id }) => !ran.has(id)).map(({ id }) => `${id} is in ${name}, and no test that passed has it`),
    ...untested.filter(({ id }) => ran.has(id)).map(({ id }) => `${id} ran, and ${name} says that it is not tested`),
    ...untested.filter(({ text }) => !text.includes(": ")).map(({ id }) => `${id} is not tested, without a reason`),
    ...(untested.length > MOST_UNTESTED
      ? [`${untested.length} cases of ${name} are not tested, and ${MOST_UNTESTED} may be`]
      : []),
  ];
}

/** @param {string} part @returns {{ id: string, text: string }[]} */
function rowsOf(part) {
  return [...part.matchAll(/^\| ([A-Z]-\d+) \| (.+) \|$/gm)].map(([, id = "", text = ""]) => ({ id, text }));
}
