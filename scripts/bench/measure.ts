import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

/** One line of `--json`. `ratio` is value over baseline of the same run; `ok` compares it, or the value, with the goal. */
export interface Measure {
  readonly area: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
  readonly goal?: number;
  readonly ok?: boolean;
  readonly note?: string;
}

export interface Compared {
  readonly value: number;
  readonly baseline: number;
  readonly ratio: number;
  /** Smallest and largest ratio of a round. */
  readonly spread: readonly [number, number];
}

/**
 * Runs two subjects in turn, A B B A A B …, and compares them round by round, so that a machine that slows down slows
 * both. Answers medians, in milliseconds a call.
 */
export async function compare(
  rounds: number,
  subject: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<Compared> {
  await subject();
  await baseline();
  const pairs: { a: number; b: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const a = await subject();
      pairs.push({ a, b: await baseline() });
    } else {
      const b = await baseline();
      pairs.push({ a: await subject(), b });
    }
  }
  const ratios = pairs.map(({ a, b }) => a / b).toSorted((x, y) => x - y);
  return {
    value: median(pairs.map((pair) => pair.a)),
    baseline: median(pairs.map((pair) => pair.b)),
    ratio: median(ratios),
    spread: [ratios[0] ?? Number.NaN, ratios.at(-1) ?? Number.NaN],
  };
}

/** Milliseconds a call, `calls` of them over `lanes` that each wait for their own. */
export async function perCall(
  calls: number,
  lanes: number,
  call: (index: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let index = lane; index < calls; index += lanes) await call(index);
    }),
  );
  return (performance.now() - started) / calls;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${process.platform}`;
}

/** For the note of a time that other work on this machine makes longer. */
export function busyNote(): string {
  return (loadavg()[0] ?? 0) > cpus().length ? ", machine busy" : "";
}

/** Memory of a process that is really held, in MB. Linux says it in /proc; elsewhere `ps` does. */
export function residentMb(pid: number): number {
  if (process.platform !== "linux") {
    return Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1024;
  }
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
