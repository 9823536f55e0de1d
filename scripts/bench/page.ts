import type { Measure } from "./measure.ts";

export interface Run {
  /** What was measured now. */
  readonly results: readonly Measure[];
  readonly machine: string;
  /** As `2026-11-20`. */
  readonly date: string;
  /** Every area there is, in the page's order; rows of others are dropped. */
  readonly areas: readonly string[];
}

/**
 * The page with what was measured now in place of its area's older rows. The rows of the other areas stay, each with its
 * date; of another machine none stays, since figures of two machines can't be compared.
 */
export function renewedPage(before: string, { results, machine, date, areas }: Run): string {
  const isSameMachine = before.includes(`\nMachine: ${machine}.\n`);
  const kept = isSameMachine ? rowsOf(before) : [];
  const rows = areas.flatMap((area) => {
    const now = results.filter((one) => one.area === area);
    return now.length > 0 ? now.map((one) => rowOf(one, date)) : kept.filter((row) => row.startsWith(`${area} | `));
  });
  return `---
title: Benchmarks
description: What was measured, on which machine, and how it compares with a baseline of the same run.
---

# Benchmarks

Written by \`npm run bench -- --write\`, which renews the areas that it runs.
A ratio compares with the baseline of the same run, in interleaved rounds; read absolute times as those of that machine.

Machine: ${machine}.

${HEAD}
--- | --- | --- | --- | --- | --- | --- | ---
${rows.join("\n")}
`;
}

const HEAD = "area | measure | value | baseline | ratio | goal | measured | note";

function rowsOf(page: string): readonly string[] {
  const lines = page.split("\n");
  const head = lines.indexOf(HEAD);
  return head === -1 ? [] : lines.slice(head + 2).filter((line) => line.includes(" | "));
}

function rowOf({ area, measure, value, unit, baseline, ratio, goal, ok, note }: Measure, date: string): string {
  return [
    area,
    measure,
    `${value.toPrecision(3)} ${unit}`,
    baseline === undefined ? "–" : `${baseline.toPrecision(3)} ${unit}`,
    ratio?.toFixed(2) ?? "–",
    goal === undefined ? "–" : `${goal}${ok ? "" : " (missed)"}`,
    date,
    note ?? "",
  ].join(" | ");
}
