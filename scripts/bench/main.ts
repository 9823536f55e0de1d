import { writeFileSync } from "node:fs";
import path from "node:path";
import { api } from "./api.ts";
import { firstRun } from "./first-run.ts";
import { machine, type Measure } from "./measure.ts";
import { opsSafety } from "./ops-safety.ts";
import { signUp } from "./sign-up.ts";
import { tenancy } from "./tenancy.ts";
import { workflows } from "./workflows.ts";

/**
 * `npm run bench -- [area …] [--json] [--write]`. Each figure is a ratio against a baseline of the same run where there
 * is one, so that it means something on another machine. `--write` renews docs/reference/benchmarks.md.
 */
const areas: Readonly<Record<string, () => Promise<readonly Measure[]>>> = {
  tenancy,
  workflows,
  "ops-safety": opsSafety,
  api,
  "sign-up": signUp,
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
if (process.argv.includes("--write"))
  writeFileSync(path.join(import.meta.dirname, "../../docs/reference/benchmarks.md"), page());
if (results.some((one) => one.ok === false)) process.exitCode = 1;

function describe({ measure, value, unit, baseline, ratio, goal, ok, note }: Measure): string {
  const compared =
    ratio === undefined ? "" : `, ratio ${ratio.toFixed(2)} to ${(baseline ?? 0).toPrecision(3)} ${unit}`;
  const judged = goal === undefined ? "" : ` (goal ${goal}: ${ok ? "met" : "missed"})`;
  return `${measure}: ${value.toPrecision(3)} ${unit}${compared}${judged}${note === undefined ? "" : `; ${note}`}`;
}

function page(): string {
  const rows = results.map(({ area, measure, value, unit, baseline, ratio, goal, ok, note }) =>
    [
      area,
      measure,
      `${value.toPrecision(3)} ${unit}`,
      baseline === undefined ? "–" : `${baseline.toPrecision(3)} ${unit}`,
      ratio?.toFixed(2) ?? "–",
      goal === undefined ? "–" : `${goal}${ok ? "" : " (missed)"}`,
      note ?? "",
    ].join(" | "),
  );
  return `---
title: Benchmarks
description: What was measured, on which machine, and how it compares with a baseline of the same run.
---

# Benchmarks

Written by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.
A ratio compares with the baseline of the same run, in interleaved rounds; read absolute times as those of that machine.

area | measure | value | baseline | ratio | goal | note
--- | --- | --- | --- | --- | --- | ---
${rows.join("\n")}
`;
}
