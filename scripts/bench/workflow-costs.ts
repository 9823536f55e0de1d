import { openRawLoop } from "../../packages/workflows/test/raw-loop.ts";
import { compare, type Compared, type Measure, perCall } from "./measure.ts";
import { JOB, newTenant, openProduct, type Product, type Tables, type Urls, writeBusinessRow } from "./workflow-bed.ts";

const LANES = 4;
const CALLS = 400;
const BATCH = 100;
/** Workspaces whose windows fill the job's. */
const SHARES = 4;
const RUNS = 2_000;
const SLOTS = 200;
const STARTS = 200;
const GOALS = { enqueue: 0.8, relay: 0.3, drain: 0.5, startMs: 50 };

/**
 * What a run costs from the caller's transaction to its end, with the ledger, outbox and relay, against the queue's
 * library alone: no ledger, no tenants, nobody who hands over. The same server, and as many connections for both.
 */
export async function workflowCosts(urls: Urls, tables: Tables): Promise<readonly Measure[]> {
  const bare = await openRawLoop(urls.DATABASE_QUEUE_URL, { connections: LANES, batch: BATCH });
  const tenant = newTenant();
  const caller = openProduct(urls, async () => undefined, { connections: { app: LANES, system: 1 } });
  const input = { ms: 0, mark: "" };

  const enqueued = await compare(
    15,
    () =>
      perCall(CALLS, LANES, () =>
        caller.inTenant(tenant, async (tx) => {
          await writeBusinessRow(tx);
          await caller.workflows.enqueue(tx, JOB, input);
        }),
      ),
    () => perCall(CALLS, LANES, () => bare.sendBeside(writeBusinessRow)),
  );
  await tables.empty();

  const relayed = await compare(
    9,
    () => perRelayed(caller, tables),
    async () => {
      await tables.empty();
      return perRun(() => bare.fill(RUNS));
    },
  );

  // All of them are in the queue before the first begins: what it costs to bring them there is the row above.
  const [filler, worker] = [{}, { slots: SLOTS }].map((options) =>
    openProduct(urls, async () => undefined, { ...options, places: RUNS }),
  );
  if (filler === undefined || worker === undefined) throw new Error("two of them were opened");
  const drained = await compare(
    9,
    async () => {
      await tables.empty();
      await filler.fill(tenant, RUNS, input);
      await filler.workflows.relay();
      return drain(worker, tables);
    },
    async () => {
      await tables.empty();
      await bare.fill(RUNS);
      return perRun(() => bare.drain());
    },
  );
  await tables.empty();
  const waits = await startsOf(urls);
  for (const { troubles, close } of [caller, filler, worker]) {
    await close();
    if (troubles.length > 0) throw new Error(`workflows had troubles of their own: ${troubles.join("; ")}`);
  }
  await bare.close();
  return [
    throughput("run enqueued beside a row of the caller's", "the row and the library's send in one transaction", {
      ...enqueued,
      goal: GOALS.enqueue,
    }),
    throughput("run relayed to the queue", `the library's insert of ${BATCH}`, { ...relayed, goal: GOALS.relay }),
    throughput(`run of a backlog with its ledger, ${SLOTS} slots`, `the library's loop of ${BATCH}`, {
      ...drained,
      goal: GOALS.drain,
    }),
    {
      area: "workflows",
      measure: "from the caller's commit to the handler, idle, p95",
      value: percentile(waits, 0.95),
      unit: "ms",
      goal: GOALS.startMs,
      ok: percentile(waits, 0.95) < GOALS.startMs,
      note: `median ${percentile(waits, 0.5).toFixed(1)}, longest ${Math.max(...waits).toFixed(1)}, of ${waits.length}`,
    },
  ];
}

function throughput(measure: string, to: string, compared: Compared & { readonly goal: number }): Measure {
  const { value, baseline, ratio, spread, goal } = compared;
  const [slowest, fastest] = [1 / spread[1], 1 / spread[0]];
  return {
    area: "workflows",
    measure: `${measure}, throughput against ${to}`,
    value: 1_000 / value,
    unit: "runs/s",
    baseline: 1_000 / baseline,
    ratio: 1 / ratio,
    goal,
    ok: 1 / ratio >= goal,
    note: `rounds from ${slowest.toFixed(2)} to ${fastest.toFixed(2)}`,
  };
}

async function perRun(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / RUNS;
}

/** A relay hands over no more than has a place, so it is given as many as that, five times. */
async function perRelayed({ fill, workflows }: Product, tables: Tables): Promise<number> {
  let [took, moved] = [0, 0];
  for (let turn = 0; turn < 5; turn += 1) {
    await tables.empty();
    for (let one = 0; one < SHARES; one += 1) await fill(newTenant(), BATCH, { ms: 0, mark: "" });
    const started = performance.now();
    moved += await workflows.relay();
    took += performance.now() - started;
  }
  return took / moved;
}

/** Until the last run has been handed over, if it has not been, and has ended, in the ledger and in the queue. The worker's connections are open by then. */
async function drain({ engine, workflows }: Product, tables: Tables): Promise<number> {
  await engine.findRun(crypto.randomUUID());
  const took = await perRun(async () => {
    await workflows.start();
    await tables.ended();
  });
  await workflows.stop();
  return took;
}

/** Milliseconds from the commit to the handler, one run at a time, between processes' worth of parts: caller, relay, worker. */
async function startsOf(urls: Urls): Promise<readonly number[]> {
  let begun = Promise.withResolvers<void>();
  const worker = openProduct(urls, async () => begun.resolve(), { slots: 10 });
  const caller = openProduct(urls, async () => undefined);
  await worker.workflows.start();
  const waits: number[] = [];
  for (let index = 0; index < STARTS; index += 1) {
    begun = Promise.withResolvers();
    await caller.inTenant(newTenant(), (tx) => caller.workflows.enqueue(tx, JOB, { ms: 0, mark: "" }));
    const committed = performance.now();
    await begun.promise;
    // The first finds a worker that is still waking up.
    if (index > 0) waits.push(performance.now() - committed);
    // Idle means that what follows on a run is over.
    await new Promise((resolve) => setTimeout(resolve, 5 + (index % 20)));
  }
  await Promise.all([worker.close(), caller.close()]);
  return waits;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
