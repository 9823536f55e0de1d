import type { SettingGroup } from "./catalogue.ts";
import type { Check } from "./report.ts";
import type { Settings } from "./settings.ts";

/** Read by the commands, and by no shape of the apps. */
const OF_COMMANDS = new Set(["PORT", "NODE_ENV", "DEBUG", "NINEFOLD_STACK", "CONFORMANCE_LIVE"]);

/** Names in the file that nobody reads, and names anywhere that are a slip away from one that somebody does. */
export function checkNames({ written, envFile }: Settings, groups: readonly SettingGroup[]): Check {
  const known = new Set([...OF_COMMANDS, ...groups.flatMap(({ shape }) => Object.keys(shape))]);
  const unknown = [...written].filter(([name]) => !known.has(name));
  const hints = unknown.flatMap(([name, from]) => {
    const meant = [...known].find((one) => isSlip(name, one));
    if (meant !== undefined) return [`${name} (did you mean ${meant}?)`];
    return from === "file" || name.startsWith("NINEFOLD_") ? [name] : [];
  });
  if (hints.length === 0) {
    return { name: "names", status: "ok", detail: `nothing unknown in ${envFile ?? "the environment"}` };
  }
  return { name: "names", status: "warning", detail: `nobody reads ${hints.join(", ")}` };
}

/** Two letters added, left out or changed, in a name that is long enough for that to be no chance. */
function isSlip(name: string, known: string): boolean {
  return name.length >= 8 && known.length >= 8 && distance(name.toUpperCase(), known) <= 2;
}

/** Levenshtein's, row by row. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of one.split("").entries()) {
    const current = [row + 1];
    for (const [column, wanted] of other.split("").entries()) {
      const replaced = (above[column] ?? 0) + (letter === wanted ? 0 : 1);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above[other.length] ?? 0;
}
