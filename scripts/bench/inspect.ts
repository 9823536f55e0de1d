import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { findBrowser } from "../lib/browser.mjs";
import { pinnedNode, toolEnv } from "../lib/machine.mjs";
import { busyNote, type Measure, median } from "./measure.ts";

const RUNS = 3;
const LIMIT_MS = 180_000;

const TIMES = [
  { audit: "first-contentful-paint", measure: "first contentful paint", unit: "s", goal: 1.5 },
  { audit: "largest-contentful-paint", measure: "largest contentful paint", unit: "s", goal: 2.5 },
  { audit: "cumulative-layout-shift", measure: "layout shift", unit: "", goal: 0.1 },
  { audit: "server-response-time", measure: "time to first byte", unit: "ms", goal: 200 },
] as const;

const Report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  finalDisplayedUrl: z.string(),
  categories: z.record(z.string(), z.object({ score: z.number() })),
  audits: z.record(z.string(), z.object({ numericValue: z.number().optional() })),
});
type Report = z.infer<typeof Report>;

export interface Inspection {
  readonly area: string;
  readonly name: string;
  readonly url: string;
  /** Categories of Lighthouse, and the score of 100 that each has to reach. */
  readonly scores: Readonly<Record<string, number>>;
  /** Of whoever has signed in. */
  readonly cookie?: string;
  /** The page asks search engines not to list it, so that is not held against it. */
  readonly isUnlisted?: boolean;
}

/** What Lighthouse says of a page as it is set by default, a phone on a slow network: medians of some runs. */
export async function inspect(inspection: Inspection): Promise<readonly Measure[]> {
  const { area, name, url, scores, cookie, isUnlisted = false } = inspection;
  // The first answer of a process that has just started is nobody's. No connection is kept: it would grow old meanwhile.
  await (await fetch(url, { headers: { connection: "close", ...(cookie !== undefined && { cookie }) } })).text();
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run += 1) reports.push(await report(inspection));
  // Its scores of speed come from a simulation over what this machine took, so they fall when it has other work.
  const measured = { area, note: `median of ${RUNS}${busyNote()}` };
  const judged = Object.entries(scores).map(([category, goal]) => {
    const value = 100 * median(reports.map(({ categories }) => categories[category]?.score ?? 0));
    const note =
      category === "seo" && isUnlisted ? `${measured.note}; not listed on purpose, not judged` : measured.note;
    return { ...measured, measure: `${name}, ${category}`, value, unit: "of 100", goal, ok: value >= goal, note };
  });
  const times = TIMES.map(({ audit, measure, unit, goal }) => {
    const found = median(reports.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
    const value = unit === "s" ? found / 1_000 : found;
    return { ...measured, measure: `${name}, ${measure}`, value, unit, goal, ok: value <= goal };
  });
  return [...judged, ...times];
}

async function report({ url, scores, cookie, isUnlisted = false }: Inspection): Promise<Report> {
  const browser = findBrowser();
  if ("problem" in browser) throw new Error(browser.problem);
  const folder = await mkdtemp(path.join(tmpdir(), "bench-lighthouse-"));
  const file = path.join(folder, "report.json");
  const headers = path.join(folder, "headers.json");
  if (cookie !== undefined) await writeFile(headers, JSON.stringify({ Cookie: cookie }), { mode: 0o600 });
  const asRoot = process.getuid?.() === 0;
  const args = [
    fileURLToPath(import.meta.resolve("lighthouse/cli/index.js")),
    url,
    "--output=json",
    `--output-path=${file}`,
    "--quiet",
    "--no-enable-error-reporting",
    `--only-categories=${["performance", ...Object.keys(scores)].join(",")}`,
    ...(isUnlisted ? ["--skip-audits=is-crawlable"] : []),
    ...(cookie === undefined ? [] : [`--extra-headers=${headers}`]),
    `--chrome-flags=--headless=new --disable-gpu${asRoot ? " --no-sandbox" : ""}`,
  ];
  try {
    const env = { ...toolEnv(), CHROME_PATH: browser.path };
    const run = spawnSync(pinnedNode, args, { env, encoding: "utf8", timeout: LIMIT_MS });
    if (run.status !== 0) throw new Error(`Lighthouse ended with ${run.status ?? run.signal}:\n${run.stderr}`);
    const found = Report.parse(JSON.parse(await readFile(file, "utf8")));
    if (found.runtimeError !== undefined) throw new Error(`Lighthouse could not look: ${found.runtimeError.message}`);
    // Whoever is not let in is sent to another page, and that one would be measured.
    if (found.finalDisplayedUrl !== url) throw new Error(`${url} led to ${found.finalDisplayedUrl}`);
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
