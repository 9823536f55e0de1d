import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, desc, eq, gt, inArray, isNull, lt, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { ReactionTable } from "../events.ts";
import type { WorkflowNeeds } from "../needs.ts";
import { outbox } from "../schema.ts";
import { insertReactions, type NewRun } from "./insert.ts";
import { writeHandOvers } from "./outbox.ts";
import { REACTION_LIMITS, REACTION_QUEUE, reactionTask } from "./reactions.ts";

type OutboxRow = typeof outbox.$inferSelect;

const BATCH_ROWS = 50;
const MAX_PUT_OFF_MS = 60 * 60_000;

/**
 * Takes the oldest events and makes one run of each reaction: the event goes and its runs come in one commit. An event
 * that the table of reactions does not know is put off and never dropped: a newer release may know it.
 */
export async function dispatchEvents(
  tx: SystemTx,
  needs: Pick<WorkflowNeeds, "now" | "reactions">,
): Promise<Dispatched> {
  const now = needs.now();
  const table = needs.reactions();
  const rows = await takeDue(tx, { kind: "event", now, limit: BATCH_ROWS });
  const unknown: OutboxRow[] = [];
  const done: string[] = [];
  for (const row of rows) {
    if (unknown.some((earlier) => isBehind(row, earlier))) continue;
    if (Object.hasOwn(table, row.name)) {
      await writeRuns(tx, { row, table, now });
      done.push(row.id);
    } else {
      unknown.push(row);
      await putOff(tx, row, now);
    }
  }
  if (done.length > 0) await tx.delete(outbox).where(inArray(outbox.id, done));
  return { isMore: rows.length > 0, moved: done.length, unknown: unknown.map(({ name }) => name) };
}

interface Dispatched {
  readonly isMore: boolean;
  readonly moved: number;
  /** The types of the events that were put off. */
  readonly unknown: readonly string[];
}

/**
 * The oldest rows that may be taken, locked, and no two relays at it at a time: otherwise the second would skip what the
 * first has locked, and overtake it.
 */
export async function takeDue(tx: SystemTx, due: Due): Promise<OutboxRow[]> {
  await lockQueue(tx, due.kind);
  const earlier = alias(outbox, "earlier");
  const heldBack = tx
    .select({ one: sql`1` })
    .from(earlier)
    .where(
      and(
        eq(earlier.kind, outbox.kind),
        eq(earlier.orderKey, outbox.orderKey),
        sql`${earlier.tenantId} is not distinct from ${outbox.tenantId}`,
        sql`${earlier.userId} is not distinct from ${outbox.userId}`,
        lt(earlier.seq, outbox.seq),
        gt(earlier.heldUntil, due.now),
      ),
    );
  return (
    tx
      .select()
      .from(outbox)
      .where(
        and(
          eq(outbox.kind, due.kind),
          due.kind === "run" ? isNull(outbox.lane) : undefined,
          isDue(due.now),
          or(isNull(outbox.orderKey), notExists(heldBack)),
        ),
      )
      // Of runs, those that keep an order alone: they are together in the index of lanes, whatever else waits there.
      .orderBy(...(due.kind === "run" ? [outbox.lane, desc(outbox.priority), outbox.seq] : [outbox.seq]))
      .limit(due.limit)
      .for("update", { skipLocked: true })
  );
}

interface Due {
  readonly kind: "event" | "run";
  readonly now: Date;
  readonly limit: number;
}

/** Twice as long each time, from one minute to one hour. */
export async function putOff(tx: SystemTx, row: Pick<OutboxRow, "id" | "failures">, now: Date): Promise<void> {
  const waitMs = Math.min(60_000 * 2 ** row.failures, MAX_PUT_OFF_MS);
  const heldUntil = new Date(now.getTime() + waitMs);
  await tx
    .update(outbox)
    .set({ heldUntil, failures: sql`${outbox.failures} + 1` })
    .where(eq(outbox.id, row.id));
}

/** Gives what failed another chance at once: a process has started, which may know more than the last. */
export async function takeUpAgain(tx: SystemTx): Promise<void> {
  for (const kind of ["event", "run"] as const) await lockQueue(tx, kind);
  await tx.update(outbox).set({ heldUntil: null }).where(gt(outbox.failures, 0));
}

/** True when the first must wait for the second, an earlier one of its key. */
export function isBehind(row: OutboxRow, earlier: OutboxRow): boolean {
  const isSameScope = row.tenantId === earlier.tenantId && row.userId === earlier.userId;
  return row.orderKey !== null && row.orderKey === earlier.orderKey && isSameScope;
}

export async function lockQueue(tx: SystemTx, kind: OutboxRow["kind"]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`workflows.outbox.${kind}`}))`);
}

const isDue = (now: Date): SQL | undefined => or(isNull(outbox.heldUntil), lte(outbox.heldUntil, now));

interface Taken {
  readonly row: OutboxRow;
  readonly table: ReactionTable;
  readonly now: Date;
}

async function writeRuns(tx: SystemTx, { row, table, now }: Taken): Promise<void> {
  const { id: eventId, name: type, payload: data, tenantId, userId, actor, requestId, traceparent, orderKey } = row;
  const cause = { tenantId, userId, actor, requestId, traceparent };
  // Not held to the limit of a payload: the data was, and its envelope must not make an event undeliverable.
  const input = JSON.stringify({ type, occurredAt: row.occurredAt.toISOString(), orderKey, data });
  const runs = Object.keys(table[type] ?? {}).map((reaction): NewRun => {
    const task = reactionTask(type, reaction);
    const key = { id: uuidv7(), idempotencyKey: eventId, eventId, reaction };
    return {
      ...cause,
      ...key,
      task,
      queue: REACTION_QUEUE,
      kind: "reaction",
      input,
      maxAttempts: REACTION_LIMITS.attempts,
      enqueuedAt: now,
    };
  });
  const created = await insertReactions(tx, runs);
  const fresh = runs.filter(({ id }) => created.has(id));
  await writeHandOvers(
    tx,
    fresh.map(({ id, task }) => {
      return { ...cause, runId: id, task, orderKey, concurrencyKey: null, priority: 0, at: now };
    }),
  );
}
