import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Measure, median } from "./measure.ts";
import { JOB, newTenant, openProduct, type ProcessOptions, type Tables, type Urls } from "./workflow-bed.ts";
import { percentile } from "./workflow-costs.ts";

const HANDLER_MS = 20;
const GOALS = { startMs: 2_000, ofCeiling: 0.5, twoWorkers: 1.7, againMs: 15_000 };
/** Longer is not waited for: it says enough. */
const PATIENCE_MS = 20_000;

/** One workspace floods the queue: whether another's runs begin, and what of the slots is used meanwhile. */
export async function noisyNeighbour(urls: Urls, tables: Tables): Promise<readonly Measure[]> {
  const [slots, queued, others] = [20, 10_000, 40];
  const began = new Map<string, number>();
  let handled = 0;
  const isSteady = Promise.withResolvers<void>();
  const worker = openProduct(
    urls,
    async ({ mark }) => {
      if (mark !== "") began.set(mark, performance.now());
      await delay(HANDLER_MS);
      handled += 1;
      if (handled === 100) isSteady.resolve();
    },
    { slots },
  );
  const caller = openProduct(urls, async () => undefined);
  await caller.fill(newTenant(), queued, { ms: 0, mark: "" });
  await worker.workflows.start();
  await isSteady.promise;

  const [from, before] = [performance.now(), handled];
  const quiet = newTenant();
  const committed = new Map<string, number>();
  for (let index = 0; index < others; index += 1) {
    const mark = `quiet ${index}`;
    await caller.inTenant(quiet, (tx) => caller.workflows.enqueue(tx, JOB, { ms: 0, mark }));
    committed.set(mark, performance.now());
    await delay(50);
  }
  // Of a time in which both wait: when the flood is over, so is the measure.
  const windowMs = performance.now() - from;
  const perSecond = ((handled - before) * 1_000) / windowMs;
  const deadline = performance.now() + PATIENCE_MS;
  while (began.size < others && performance.now() < deadline) await delay(20);
  const waits = [...committed].map(([mark, at]) => (began.get(mark) ?? deadline) - at);
  const ceiling = (slots * 1_000) / HANDLER_MS;
  await worker.workflows.stop({ signal: AbortSignal.abort() });
  await Promise.all([worker.close(), caller.close()]);
  await tables.empty();

  const startMs = percentile(waits, 0.95);
  const begun = [...committed.keys()].filter((mark) => began.has(mark)).length;
  return [
    {
      area: "workflows",
      measure: `another workspace's start while one has ${queued.toLocaleString("en")} queued, p95`,
      value: startMs,
      unit: "ms",
      goal: GOALS.startMs,
      ok: startMs < GOALS.startMs,
      note: `median ${percentile(waits, 0.5).toFixed(0)}; ${begun} of ${others} began within ${PATIENCE_MS / 1_000} s; ${slots} slots, handlers of ${HANDLER_MS} ms`,
    },
    {
      area: "workflows",
      measure: "runs a second meanwhile, against what the slots could",
      value: perSecond,
      unit: "runs/s",
      baseline: ceiling,
      ratio: perSecond / ceiling,
      goal: GOALS.ofCeiling,
      ok: perSecond / ceiling >= GOALS.ofCeiling,
    },
  ];
}

/** The same backlog by one, two and four processes. */
export async function moreWorkers(urls: Urls, tables: Tables): Promise<readonly Measure[]> {
  const [rounds, runs] = [3, 3_000];
  const caller = openProduct(urls, async () => undefined);
  const seconds = new Map<number, number[]>([1, 2, 4].map((count) => [count, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [count, taken] of round % 2 === 0 ? seconds : [...seconds].toReversed()) {
      await caller.fill(newTenant(), runs, { ms: HANDLER_MS, mark: "" });
      await caller.workflows.relay();
      const workers = await Promise.all(Array.from({ length: count }, () => openWorker({ urls })));
      const started = performance.now();
      await Promise.all(workers.map((worker) => worker.begin()));
      await tables.ended();
      taken.push((performance.now() - started) / 1_000);
      await Promise.all(workers.map((worker) => worker.end("SIGTERM")));
      await tables.empty();
    }
  }
  await caller.close();
  const perSecond = (count: number) => runs / median(seconds.get(count) ?? []);
  return [2, 4].map((count) => {
    const ratio = perSecond(count) / perSecond(1);
    const ratios = (seconds.get(count) ?? []).map((taken, round) => (seconds.get(1)?.[round] ?? Number.NaN) / taken);
    return {
      area: "workflows",
      measure: `${count} workers, ten slots each, handlers of ${HANDLER_MS} ms, against one`,
      value: perSecond(count),
      unit: "runs/s",
      baseline: perSecond(1),
      ratio,
      note: `rounds from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
      ...(count === 2 && { goal: GOALS.twoWorkers, ok: ratio >= GOALS.twoWorkers }),
    };
  });
}

/** `kill -9` of one of two workers in the middle of its handlers. */
export async function killedWorker(urls: Urls, tables: Tables): Promise<readonly Measure[]> {
  const [runs, slots] = [30, 10];
  const caller = openProduct(urls, async () => undefined);
  await caller.fill(newTenant(), runs, { ms: 3_000, mark: "told" });
  const options = { urls, slots, leaseMs: 10_000 };
  const [victim, survivor] = [await openWorker(options), await openWorker(options)];
  await Promise.all([victim.begin(), survivor.begin()]);
  while (victim.told.size < slots) await delay(10);
  const lost = new Set(victim.told.keys());
  await victim.end("SIGKILL");
  const killedAt = performance.now();
  await tables.ended(60_000);
  const again = [...lost].map((runId) => (survivor.told.get(runId) ?? Number.POSITIVE_INFINITY) - killedAt);
  await survivor.end("SIGTERM");
  const [outcome] = await tables.owner<{ lost: number; twice: number; attempts: number }[]>`
    select (select count(*)::int from workflows.runs where status <> 'succeeded') as lost,
           (select count(*)::int - count(distinct run_id)::int from bench.effects) as twice,
           (select max(attempts) from workflows.runs) as attempts`;
  await caller.close();
  await tables.empty();
  const longest = Math.max(...again);
  const { lost: missing = runs, twice = runs, attempts = 0 } = outcome ?? {};
  return [
    {
      area: "workflows",
      measure: "after kill -9 of a worker, until the last of its runs begins again",
      value: longest,
      unit: "ms",
      goal: GOALS.againMs,
      ok: longest < GOALS.againMs && missing === 0 && twice === 0 && attempts === 2,
      note: `${lost.size} of ${runs} runs were under way; ${missing} lost, ${twice} counted twice; a silent process is lost after 10 s`,
    },
  ];
}

interface Worker {
  /** When it began an attempt, by run. */
  readonly told: ReadonlyMap<string, number>;
  begin(): Promise<void>;
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

async function openWorker(options: ProcessOptions & { readonly urls: Urls }): Promise<Worker> {
  const file = path.join(import.meta.dirname, "workflow-worker.ts");
  const child: ChildProcess = fork(file, [JSON.stringify(options)]);
  const told = new Map<string, number>();
  child.on("message", (said) => {
    if (isAttempt(said)) told.set(said.runId, performance.now());
  });
  await once(child, "message");
  return {
    told,
    async begin() {
      child.send("begin");
      await once(child, "message");
    },
    async end(signal) {
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}

function isAttempt(said: unknown): said is { readonly runId: string } {
  return typeof said === "object" && said !== null && "runId" in said && typeof said.runId === "string";
}
