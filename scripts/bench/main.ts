import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { api } from "./api.ts";
import { emulators } from "./emulators.ts";
import { firstRun } from "./first-run.ts";
import { identity } from "./identity.ts";
import { interactions } from "./interactions.ts";
import { lighthouse, signedIn } from "./lighthouse.ts";
import { machine, type Measure } from "./measure.ts";
import { opsSafety } from "./ops-safety.ts";
import { renewedPage } from "./page.ts";
import { signUp } from "./sign-up.ts";
import { tenancy } from "./tenancy.ts";
import { usageFacts } from "./usage.ts";
import { web } from "./web.ts";
import { workflows } from "./workflows.ts";

/**
 * `npm run bench -- [area …] [--json] [--write]`. Each figure is a ratio against a baseline of the same run where there
 * is one, so that it means something on another machine. `--write` renews the rows of these areas in
 * docs/reference/benchmarks.md.
 */
const areas: Readonly<Record<string, () => Promise<readonly Measure[]>>> = {
  tenancy,
  identity: async () => [...(await identity()), ...(await usageFacts())],
  workflows,
  "ops-safety": opsSafety,
  api,
  emulators,
  "sign-up": signUp,
  web,
  lighthouse,
  "signed-in": signedIn,
  interactions,
  "first-run": firstRun,
};

const wanted = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const unknown = wanted.find((one) => !(one in areas));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". Choose from: ${Object.keys(areas).join(", ")}.`);
  process.exit(1);
}

const json = process.argv.includes("--json");
const results: Measure[] = [];
for (const [name, run] of Object.entries(areas)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!json) console.log(`${name} …`);
  for (const measure of await run()) {
    results.push(measure);
    console.log(json ? JSON.stringify(measure) : `  ${describe(measure)}`);
  }
}
if (process.argv.includes("--write")) {
  const page = path.join(import.meta.dirname, "../../docs/reference/benchmarks.md");
  const date = new Date().toISOString().slice(0, 10);
  const run = { results, machine: machine(), date, areas: Object.keys(areas) };
  writeFileSync(page, renewedPage(readFileSync(page, "utf8"), run));
}
if (results.some((one) => one.ok === false)) process.exitCode = 1;

function describe({ measure, value, unit, baseline, ratio, goal, ok, note }: Measure): string {
  const compared =
    ratio === undefined ? "" : `, ratio ${ratio.toFixed(2)} to ${(baseline ?? 0).toPrecision(3)} ${unit}`;
  const judged = goal === undefined ? "" : ` (goal ${goal}: ${ok ? "met" : "missed"})`;
  return `${measure}: ${value.toPrecision(3)} ${unit}${compared}${judged}${note === undefined ? "" : `; ${note}`}`;
}
