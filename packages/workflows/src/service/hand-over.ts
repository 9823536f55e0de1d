import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, sql } from "drizzle-orm";
import { isPermanent } from "../domain/retry.ts";
import type { Job } from "../jobs.ts";
import type { EnqueueRequest, WorkflowEngine } from "../port.ts";
import { outbox } from "../schema.ts";
import { among } from "./among.ts";
import { claim, type Claimed, letGo } from "./claim.ts";
import { putOff } from "./dispatch.ts";
import type { Handed } from "./execute.ts";
import { type Accepted, fenceOff, markHanded } from "./ledger.ts";
import type { Round } from "./turns.ts";

const CALL_TIMEOUT_MS = 10_000;
/** No call begins later, so that the last one has ended, and was written down, while the rows are held. */
const GIVE_MS = 15_000;
/** Calls at a time: few to a vendor, all to an engine of ours, which makes one statement of many. */
const CALLS = { platform: 10, worker: 200, caller: 200 } as const;
/** Handed over together, and written down together. */
const CHUNK = 200;
/** So many refusals and not one success: it is the engine, and not the rows. */
const DOWN_AFTER_FAILURES = 5;

/** One transaction across tenants, of the relay. */
export type InRelay = <T>(work: (tx: SystemTx) => Promise<T>) => Promise<T>;

interface HandingOver {
  readonly engine: WorkflowEngine;
  readonly inRelay: InRelay;
  readonly now: () => Date;
  readonly jobs: () => readonly Job[];
  readonly random: () => number;
  readonly round: Round;
  /** Aborted when the relay stops: the rest of the batch is left to another. */
  readonly ending: AbortSignal;
}

export interface HandedOver {
  readonly isMore: boolean;
  readonly moved: number;
  /** Rows that the engine will not take as they are; each is put off. */
  readonly refused: readonly { readonly id: string; readonly error: unknown }[];
}

/**
 * Gives the engine the next runs: claimed in one transaction, handed over in none, and taken out of the outbox only
 * after that. Whoever dies in between leaves rows that are handed over again, under the same key. So does whoever is
 * slower than its hold: the engine answers the run that it has, and the rows are the other relay's by then.
 * @throws what the engine said, when it takes nothing at all; every row is free again then.
 */
export async function handOverRuns(given: HandingOver): Promise<HandedOver> {
  const { engine, now, jobs, random, round, ending } = given;
  const inRelay = forTheRelay(given.inRelay);
  const begunAt = now();
  const claimed = await inRelay((tx) => claim(tx, { now: begunAt, jobs: jobs(), random, round }));
  const refused = new Map<string, unknown>();
  const accepted = new Map<string, Accepted>();
  /** Of these, those that the engine knew, and had ended. */
  const ended = new Set<string>();

  const isDown = () => accepted.size === 0 && refused.size >= DOWN_AFTER_FAILURES;
  const isLate = () => now().getTime() >= begunAt.getTime() + GIVE_MS;
  let newest: AbortSignal | undefined;
  /** Calls that begin together end together. */
  function deadline(): AbortSignal {
    if (newest === undefined) setImmediate(() => (newest = undefined));
    return (newest ??= AbortSignal.any([ending, AbortSignal.timeout(CALL_TIMEOUT_MS)]));
  }
  /** Answers whether the engine took it. */
  async function giveOne(row: Claimed): Promise<boolean> {
    try {
      const run = await engine.enqueue(requestOf(row), { signal: deadline() });
      const { id, handed, lane } = row;
      accepted.set(id, { id, handed, lane, engineRunId: run.id });
      if (run.status !== "queued" && run.status !== "running") ended.add(id);
      return true;
    } catch (error) {
      if (!ending.aborted) refused.set(row.id, error);
      return false;
    }
  }
  async function give(lane: readonly Claimed[]): Promise<void> {
    for (const row of lane) {
      // Those behind one that is refused keep their place.
      if (isDown() || isLate() || ending.aborted || !(await giveOne(row))) return;
    }
  }
  const gone = new Set<string>();
  let written = 0;
  /** Writes down what the engine has taken since the last time. */
  async function writeDown(): Promise<void> {
    const list = [...accepted.values()].slice(written);
    written = accepted.size;
    if (list.length === 0) return;
    await inRelay(async (tx) => {
      await fenceOff(
        tx,
        list.flatMap(({ id }) => (ended.has(id) ? [id] : [])),
      );
      const handed = await markHanded(tx, list);
      if (handed.size > 0) await tx.delete(outbox).where(and(eq(outbox.kind, "run"), among(outbox.id, [...handed])));
      for (const id of handed) gone.add(id);
    });
  }
  const lanes = lanesOf(claimed.rows);
  let writing = Promise.resolve();
  // While some are written down, the engine is given the next.
  for (let at = 0; at < lanes.length; at += CHUNK) {
    await inLanes(lanes.slice(at, at + CHUNK), give, CALLS[engine.capabilities.executesIn]);
    await writing;
    writing = writeDown();
    // Whoever waits for it hears of its failure.
    writing.catch(() => undefined);
  }
  await writing;
  const [youngest] = lanes.findLast((lane) => !refused.has(lane[0]?.id ?? "")) ?? [];
  // The oldest may be refused for what they are: if it takes another, they are put off and keep nobody back.
  if (isDown() && youngest !== undefined && !isLate() && !ending.aborted) await giveOne(youngest);
  await writeDown();

  const [failure] = refused.values();
  const isEngine = accepted.size === 0 && !isPermanent(failure);
  const left = claimed.rows.filter(({ id }) => !gone.has(id));
  if (left.length > 0) {
    await inRelay(async (tx) => {
      const ours = await letGo(tx, left, claimed.heldUntil);
      const putOffs = isEngine ? [] : ours.filter(({ id }) => refused.has(id));
      for (const row of putOffs) await putOff(tx, row, now());
    });
  }
  if (failure !== undefined && isEngine) throw failure;
  const moved = accepted.size;
  return { isMore: claimed.isMore, moved, refused: [...refused].map(([id, error]) => ({ id, error })) };
}

/**
 * Every statement here finds its rows by an index. A flood fills the tables faster than Postgres looks at them: by what it
 * knew before, and by plans that it has kept, it would read all of them each time.
 *
 * No commit waits for the disk. If the server itself goes down within that second, what was written here is forgotten,
 * and the rows are handed over again under the same keys, as after any relay that died.
 */
function forTheRelay(inRelay: InRelay): InRelay {
  return (work) =>
    inRelay(async (tx) => {
      await tx.execute(
        sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
                   set_config('synchronous_commit', 'off', true)`,
      );
      return work(tx);
    });
}

/** The input stays in the ledger: an engine, and whoever hosts it, is told no more than it needs. */
function requestOf({ id, task, tenantId, userId, requestId, handed }: Claimed): EnqueueRequest {
  const payload: Handed = { runId: id, userId, handed };
  return { task, payload, idempotencyKey: handed === 0 ? id : `${id}#${handed}`, tenantId, requestId };
}

/** Rows of one order key go one after the other; all others go side by side. */
function lanesOf(rows: readonly Claimed[]): readonly (readonly Claimed[])[] {
  return [...Map.groupBy(rows, orderOf).values()];
}

function orderOf({ id, orderKey, tenantId, userId }: Claimed): string {
  return orderKey === null ? id : JSON.stringify([tenantId, userId, orderKey]);
}

async function inLanes<T>(lanes: readonly T[], work: (lane: T) => Promise<void>, atATime: number): Promise<void> {
  const waiting = [...lanes];
  async function next(): Promise<void> {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) await work(lane);
  }
  await Promise.all(Array.from({ length: atATime }, next));
}
