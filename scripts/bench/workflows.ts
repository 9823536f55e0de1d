import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { postgresWorkflows } from "../../packages/workflows/src/adapters/postgres/index.ts";
import { openRawQueue } from "../../packages/workflows/test/raw-queue.ts";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { compare, type Measure, median, perCall } from "./measure.ts";
import { layTables } from "./workflow-bed.ts";
import { workflowCosts } from "./workflow-costs.ts";
import { killedWorker, moreWorkers, noisyNeighbour } from "./workflow-load.ts";

const SLOTS = 10;
const LANES = 4;
const CALLS = 300;
const WAITING = 1_000;
const STARTS = 50;
const TASK = "bench.work@1";

/** A queue, as both are driven: one side that hands over, one that works. */
interface Subject {
  enqueue(payload: object): Promise<unknown>;
  fill(payloads: readonly object[]): Promise<unknown>;
  work(handle: (payload: unknown) => void): Promise<void>;
  /** Ends the work, and leaves nothing of it half done. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** The engine alone over its library, and then the whole way: ledger, outbox, relay and workers of their own. */
export async function workflows(): Promise<readonly Measure[]> {
  return [...(await engine()), ...(await system())];
}

async function system(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-ledger-"));
  const server = await openServer({ dataDir, env: {} });
  try {
    const urls = await prepareDatabase(server, { dataDir, env: {} });
    const tables = await layTables(server.ownerUrl);
    const measures: Measure[] = [];
    for (const part of [workflowCosts, noisyNeighbour, moreWorkers, killedWorker]) {
      measures.push(...(await part(urls, tables)));
    }
    await tables.owner.end();
    return measures;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * What the Postgres engine costs over the library under it: a run handed over, a backlog worked off ten at a time, and
 * the wait from handing over to the handler's first line on an idle queue. The same login, tables and number of
 * connections; handlers do nothing.
 */
async function engine(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-workflows-"));
  const server = await openServer({ dataDir, env: {} });
  try {
    const { DATABASE_QUEUE_URL: url } = await prepareDatabase(server, { dataDir, env: {} });
    const [ours, raw] = [openEngine(url), await openBaseline(url)];
    const enqueued = await compare(
      21,
      () => perCall(CALLS, LANES, () => ours.enqueue({ a: 1 })),
      () => perCall(CALLS, LANES, () => raw.enqueue({ a: 1 })),
    );
    // Its first, unmeasured round works off what the calls have left.
    const worked = await compare(
      7,
      () => perRun(ours),
      () => perRun(raw),
    );
    const started = await compare(
      7,
      () => untilStart(ours),
      () => untilStart(raw),
    );
    await Promise.all([ours.close(), raw.close()]);
    return [
      toMeasure("run handed to the queue", enqueued, 1.25),
      toMeasure(`run of a backlog, ${SLOTS} at a time`, worked, 1.43),
      toMeasure("from handing over to the start, idle queue, median", started, 1.5),
    ];
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function toMeasure(measure: string, compared: Awaited<ReturnType<typeof compare>>, goal: number): Measure {
  const { value, baseline, ratio, spread } = compared;
  const note = `raw pg-boss is the baseline; rounds from ${spread[0].toFixed(2)} to ${spread[1].toFixed(2)}`;
  return { area: "workflows", measure, value, unit: "ms", baseline, ratio, goal, ok: ratio <= goal, note };
}

/** Milliseconds a run of a backlog, from the start of the worker to the last handler. */
async function perRun(subject: Subject): Promise<number> {
  const isDone = Promise.withResolvers<void>();
  const round = randomUUID();
  let left = WAITING;
  await subject.fill(Array.from({ length: WAITING }, () => ({ round })));
  const started = performance.now();
  await subject.work((payload) => {
    if (typeof payload !== "object" || payload === null || !("round" in payload) || payload.round !== round) return;
    left -= 1;
    if (left === 0) isDone.resolve();
  });
  await isDone.promise;
  const tookMs = performance.now() - started;
  await subject.rest();
  return tookMs / WAITING;
}

async function untilStart(subject: Subject): Promise<number> {
  let begun = Promise.withResolvers<void>();
  await subject.work(() => begun.resolve());
  const waits: number[] = [];
  for (let index = 0; index <= STARTS; index += 1) {
    begun = Promise.withResolvers();
    const started = performance.now();
    await Promise.all([subject.enqueue({ a: 1 }), begun.promise]);
    // The first finds a worker that is still waking up.
    if (index > 0) waits.push(performance.now() - started);
  }
  await subject.rest();
  return median(waits);
}

function openEngine(databaseUrl: string): Subject {
  const troubles: string[] = [];
  const open = () => postgresWorkflows({ databaseUrl, onWarning: (message) => void troubles.push(message) });
  const [caller, worker] = [open(), open()];
  const enqueue = (payload: object) => {
    const nobodys = { tenantId: null, requestId: "bench" };
    return caller.enqueue({ task: TASK, payload, idempotencyKey: randomUUID(), ...nobodys });
  };
  const limits = { attempts: 3, backoffMs: 1_000, deadlineMs: 60_000 };
  return {
    enqueue,
    async fill(payloads) {
      for (const payload of payloads) await enqueue(payload);
      // Opens its connection, as the other's is open.
      await worker.findRun(randomUUID());
    },
    work: (handle) => worker.start([{ name: TASK, ...limits, run: async (payload) => handle(payload) }]),
    rest: () => worker.stop(),
    async close() {
      await Promise.all([caller.stop(), worker.stop()]);
      if (troubles.length > 0) throw new Error(`the engine had troubles of its own: ${troubles.join("; ")}`);
    },
  };
}

async function openBaseline(databaseUrl: string): Promise<Subject> {
  const [caller, worker] = [await openRawQueue(databaseUrl, "raw"), await openRawQueue(databaseUrl, "raw")];
  return {
    enqueue: caller.send,
    fill: caller.fill,
    work: (handle) => worker.work(SLOTS, handle),
    rest: () => worker.rest(),
    close: async () => void (await Promise.all([caller.close(), worker.close()])),
  };
}
