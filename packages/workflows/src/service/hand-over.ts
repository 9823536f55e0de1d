import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, inArray } from "drizzle-orm";
import { isPermanent } from "../domain/retry.ts";
import type { EnqueueRequest, WorkflowEngine } from "../port.ts";
import { outbox } from "../schema.ts";
import { putOff, takeDue } from "./dispatch.ts";
import type { Handed } from "./execute.ts";
import { markHanded, unfinishedOf } from "./ledger.ts";

const BATCH_ROWS = 50;
/** A relay that has not said a word by then has ended, and another takes its rows. */
const HOLD_MS = 30_000;
const CALL_TIMEOUT_MS = 10_000;
/** No call begins later, so that the last one has ended, and was written down, while the rows are held. */
const GIVE_MS = 15_000;
/** Calls at a time: a platform's limit on requests is for all of its customer's processes; our own queue takes what comes as one. */
const LANES = { platform: 10, worker: BATCH_ROWS, caller: BATCH_ROWS };
/** So many refusals and not one success: it is the engine, and not the rows. */
const DOWN_AFTER_FAILURES = 5;

/** One transaction across tenants, of the relay. */
export type InRelay = <T>(work: (tx: SystemTx) => Promise<T>) => Promise<T>;

interface HandingOver {
  readonly engine: WorkflowEngine;
  readonly inRelay: InRelay;
  readonly now: () => Date;
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
export async function handOverRuns({ engine, inRelay, now, ending }: HandingOver): Promise<HandedOver> {
  const begunAt = now();
  const claimed = await inRelay((tx) => claim(tx, begunAt));
  const refused = new Map<string, unknown>();
  const accepted = new Map<string, Accepted>();

  const isDown = () => accepted.size === 0 && refused.size >= DOWN_AFTER_FAILURES;
  const isLate = () => now().getTime() >= begunAt.getTime() + GIVE_MS;
  /** Answers whether the engine took it. */
  async function giveOne(row: Claimed): Promise<boolean> {
    try {
      const signal = AbortSignal.any([ending, AbortSignal.timeout(CALL_TIMEOUT_MS)]);
      const run = await engine.enqueue(requestOf(row), { signal });
      accepted.set(row.id, { id: row.id, handed: row.handed, engineRunId: run.id });
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
  const lanes = lanesOf(claimed.rows);
  await inLanes(lanes, LANES[engine.capabilities.executesIn], give);
  const [youngest] = lanes.findLast((lane) => !refused.has(lane[0]?.id ?? "")) ?? [];
  // The oldest may be refused for what they are: if it takes another, they are put off and keep nobody back.
  if (isDown() && youngest !== undefined && !isLate() && !ending.aborted) await giveOne(youngest);

  const [failure] = refused.values();
  const isEngine = accepted.size === 0 && !isPermanent(failure);
  await inRelay(async (tx) => {
    const gone = await markHanded(tx, [...accepted.values()]);
    if (gone.size > 0) await tx.delete(outbox).where(and(eq(outbox.kind, "run"), inArray(outbox.id, [...gone])));
    const left = claimed.rows.filter(({ id }) => !gone.has(id));
    const ours = await letGo(tx, left, claimed.heldUntil);
    const putOffs = isEngine ? [] : ours.filter(({ id }) => refused.has(id));
    for (const row of putOffs) await putOff(tx, row, now());
  });
  if (failure !== undefined && isEngine) throw failure;
  const moved = accepted.size;
  return { isMore: claimed.taken > 0, moved, refused: [...refused].map(([id, error]) => ({ id, error })) };
}

interface Claimed {
  readonly id: string;
  readonly task: string;
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly requestId: string;
  readonly orderKey: string | null;
  readonly failures: number;
  readonly handed: number;
}

interface Accepted {
  readonly id: string;
  readonly handed: number;
  readonly engineRunId: string;
}

interface Claim {
  readonly taken: number;
  readonly rows: readonly Claimed[];
  /** Tells the hold of this relay from every other one: who takes a row later holds it for longer. */
  readonly heldUntil: Date;
}

/** Holds the rows for this relay. What has ended meanwhile, cancelled say, is taken out here and never handed over. */
async function claim(tx: SystemTx, now: Date): Promise<Claim> {
  const heldUntil = new Date(now.getTime() + HOLD_MS);
  const due = await takeDue(tx, { kind: "run", now, limit: BATCH_ROWS });
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return { taken: 0, rows: [], heldUntil };
  const handedOf = await unfinishedOf(tx, ids);
  const ended = ids.filter((id) => !handedOf.has(id));
  if (ended.length > 0) await tx.delete(outbox).where(inArray(outbox.id, ended));
  await tx.update(outbox).set({ heldUntil }).where(inArray(outbox.id, ids));
  const rows = due.flatMap((row) => {
    const handed = handedOf.get(row.id);
    return handed === undefined ? [] : [{ ...row, task: row.name, handed }];
  });
  return { taken: ids.length, rows, heldUntil };
}

/** Frees the rows. Answers those that were still this relay's: it may have been slower than its hold. */
async function letGo(tx: SystemTx, rows: readonly Claimed[], heldUntil: Date): Promise<readonly Claimed[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const freed = await tx
    .update(outbox)
    .set({ heldUntil: null })
    .where(and(inArray(outbox.id, ids), eq(outbox.heldUntil, heldUntil)))
    .returning({ id: outbox.id });
  const ours = new Set(freed.map(({ id }) => id));
  return rows.filter(({ id }) => ours.has(id));
}

/** The input stays in the ledger: an engine, and whoever hosts it, is told no more than it needs. */
function requestOf({ id, task, tenantId, userId, requestId, handed }: Claimed): EnqueueRequest {
  const payload: Handed = { runId: id, userId, handed };
  return { task, payload, idempotencyKey: handed === 0 ? id : `${id}#${handed}`, tenantId, requestId };
}

/** Rows of one order key go one after the other; all others go side by side. */
function lanesOf(rows: readonly Claimed[]): readonly (readonly Claimed[])[] {
  const keyOf = ({ id, orderKey, tenantId, userId }: Claimed) =>
    orderKey === null ? id : JSON.stringify([tenantId, userId, orderKey]);
  return [...Map.groupBy(rows, keyOf).values()];
}

async function inLanes<T>(lanes: readonly T[], atOnce: number, work: (lane: T) => Promise<void>): Promise<void> {
  const waiting = [...lanes];
  async function next(): Promise<void> {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) await work(lane);
  }
  await Promise.all(Array.from({ length: atOnce }, next));
}
