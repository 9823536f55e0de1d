import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { findBrowser } from "../lib/browser.mjs";
import { pinnedNode, toolEnv } from "../lib/machine.mjs";
import { type Measure, median } from "./measure.ts";
import { withSite } from "./site.ts";

const RUNS = 3;
const LIMIT_MS = 180_000;

const PAGES = [
  { name: "landing page", address: "/" },
  { name: "page of the docs", address: "/docs/guides/getting-started" },
  // Asks search engines not to list it: nobody should find a form in place of what it is for.
  { name: "sign-up", address: "/sign-up", isUnlisted: true },
] as const;

const SCORES = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 } as const;

const TIMES = [
  { audit: "first-contentful-paint", measure: "first contentful paint", unit: "s", goal: 1.5 },
  { audit: "largest-contentful-paint", measure: "largest contentful paint", unit: "s", goal: 2.5 },
  { audit: "cumulative-layout-shift", measure: "layout shift", unit: "", goal: 0.1 },
  { audit: "server-response-time", measure: "time to first byte", unit: "ms", goal: 200 },
] as const;

const Report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.record(z.string(), z.object({ score: z.number() })),
  audits: z.record(z.string(), z.object({ numericValue: z.number().optional() })),
});
type Report = z.infer<typeof Report>;

/** Lighthouse as it is set by default, a phone on a slow network, over the production build on loopback. */
export async function lighthouse(): Promise<readonly Measure[]> {
  const browser = findBrowser();
  if ("problem" in browser) throw new Error(browser.problem);
  return withSite(async ({ baseUrl }) => {
    const measures: Measure[] = [];
    for (const page of PAGES) {
      const url = new URL(page.address, baseUrl).href;
      // The first answer of a process that has just started is nobody's.
      await (await fetch(url)).text();
      const reports: Report[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        reports.push(await inspect(url, { browser: browser.path, isUnlisted: "isUnlisted" in page }));
      }
      measures.push(...measuresOf(page, reports));
    }
    return measures;
  });
}

function measuresOf(page: (typeof PAGES)[number], reports: readonly Report[]): readonly Measure[] {
  // Its scores of speed come from a simulation over what this machine took, so they fall when it has other work.
  const isBusy = (loadavg()[0] ?? 0) > cpus().length;
  const measured = { area: "lighthouse", note: `median of ${reports.length}${isBusy ? ", machine busy" : ""}` };
  const scores = Object.entries(SCORES).map(([category, goal]) => {
    const value = 100 * median(reports.map(({ categories }) => categories[category]?.score ?? 0));
    const note =
      category === "seo" && "isUnlisted" in page
        ? `${measured.note}; not listed on purpose, not judged`
        : measured.note;
    return { ...measured, measure: `${page.name}, ${category}`, value, unit: "of 100", goal, ok: value >= goal, note };
  });
  const times = TIMES.map(({ audit, measure, unit, goal }) => {
    const found = median(reports.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
    const value = unit === "s" ? found / 1_000 : found;
    return { ...measured, measure: `${page.name}, ${measure}`, value, unit, goal, ok: value <= goal };
  });
  return [...scores, ...times];
}

async function inspect(
  url: string,
  { browser, isUnlisted }: { browser: string; isUnlisted: boolean },
): Promise<Report> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-lighthouse-"));
  const file = path.join(folder, "report.json");
  const asRoot = process.getuid?.() === 0;
  const args = [
    fileURLToPath(import.meta.resolve("lighthouse/cli/index.js")),
    url,
    "--output=json",
    `--output-path=${file}`,
    "--quiet",
    "--no-enable-error-reporting",
    `--only-categories=${Object.keys(SCORES).join(",")}`,
    ...(isUnlisted ? ["--skip-audits=is-crawlable"] : []),
    `--chrome-flags=--headless=new --disable-gpu${asRoot ? " --no-sandbox" : ""}`,
  ];
  try {
    const env = { ...toolEnv(), CHROME_PATH: browser };
    const run = spawnSync(pinnedNode, args, { env, encoding: "utf8", timeout: LIMIT_MS });
    if (run.status !== 0) throw new Error(`Lighthouse ended with ${run.status ?? run.signal}:\n${run.stderr}`);
    const report = Report.parse(JSON.parse(await readFile(file, "utf8")));
    if (report.runtimeError !== undefined) throw new Error(`Lighthouse could not look: ${report.runtimeError.message}`);
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
