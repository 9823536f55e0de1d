import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, getTableColumns, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { UNFINISHED } from "../domain/ledger.ts";
import type { AnyTx } from "../events.ts";
import { runs } from "../schema.ts";
import { writeLine } from "./lines.ts";
import { handOverOf, writeHandOvers } from "./outbox.ts";
import type { Cause } from "./scope.ts";

export type LedgerRow = typeof runs.$inferSelect;

/** What an attempt wants to know of its run. */
export const ATTEMPTED = {
  id: runs.id,
  tenantId: runs.tenantId,
  userId: runs.userId,
  task: runs.task,
  input: runs.input,
  eventId: runs.eventId,
  actor: runs.actor,
  requestId: runs.requestId,
  traceparent: runs.traceparent,
  handed: runs.handed,
  attempts: runs.attempts,
  maxAttempts: runs.maxAttempts,
  replays: runs.replays,
  lane: runs.lane,
  startedAt: runs.startedAt,
};
export type AttemptedRun = Pick<LedgerRow, keyof typeof ATTEMPTED>;

/** One attempt of a run. What says otherwise than the row is late, and changes nothing. */
export type Fence = Pick<LedgerRow, "id" | "handed" | "attempts">;

const own = <T>(work: () => Promise<T>) => inSystem("workflows", work);

/**
 * Counts an attempt and makes it the one that may settle the run. `undefined` when there is nothing to do: it has ended,
 * was handed over anew, or has no place where it needs one, and is sent for one. `exhausted` when the attempts that it had
 * were lost with their processes; it is dead then.
 */
export function beginAttempt(
  tx: AnyTx,
  given: Pick<Fence, "id" | "handed">,
  { now, leaseUntil, needsPlace }: { readonly now: Date; readonly leaseUntil: Date; readonly needsPlace: boolean },
): Promise<AttemptedRun | "exhausted" | undefined> {
  return own(async () => {
    const open = and(eq(runs.id, given.id), eq(runs.handed, given.handed), atEngine());
    const inTime = or(isNotNull(runs.startedAt), isNull(runs.expiresAt), gt(runs.expiresAt, now));
    const placed = needsPlace ? isNotNull(runs.lane) : undefined;
    const [begun] = await tx
      .update(runs)
      .set({
        status: "running",
        attempts: sql`${runs.attempts} + 1`,
        startedAt: sql`coalesce(${runs.startedAt}, ${now.toISOString()}::timestamptz)`,
        leaseUntil,
        progress: null,
      })
      .where(and(open, lt(runs.attempts, runs.maxAttempts), inTime, placed))
      .returning(ATTEMPTED);
    if (begun !== undefined) {
      // Of the first the row says when: most runs need no second, and cost no line.
      if (begun.startedAt?.getTime() !== now.getTime()) await writeLine(tx, begun, { kind: "begun", at: now });
      return begun;
    }
    const [there] = await tx.select().from(runs).where(open).for("update");
    if (there === undefined) return undefined;
    if (there.attempts >= there.maxAttempts) {
      const lastError = there.lastError ?? "the process ended during the last attempt";
      await tx
        .update(runs)
        .set({ ...ENDED, status: "dead", endedAt: now, lastError })
        .where(eq(runs.id, there.id));
      await writeLine(tx, there, { kind: "failed", at: now, message: lastError });
      return "exhausted";
    }
    if (there.startedAt === null && there.expiresAt !== null && there.expiresAt <= now)
      await expire(tx, [there.id], now);
    else await sendAgain(tx, [there.id], now);
    return undefined;
  });
}

/** What a run that leaves the engine leaves behind there: its place, and the word that it is alive. */
const ENDED = { lane: null, leaseUntil: null } as const;

/** False when the attempt is no longer the one that may say so. */
export async function settle(tx: AnyTx, attempt: Fence, outcome: Outcome): Promise<boolean> {
  return own(async () => {
    // What the engine still makes of a run that waits for its next attempt is none: that one is handed over anew.
    const handed = outcome.status === "waiting_retry" ? { handed: sql`${runs.handed} + 1` } : {};
    const changed = await tx
      .update(runs)
      .set({ ...ENDED, ...outcome, ...handed })
      .where(isCurrent(attempt))
      .returning({ id: runs.id });
    return changed.length > 0;
  });
}

/** What whoever relays is told, in the transaction in which a run leaves the engine, and once that is committed. */
export interface Left {
  readonly leaving: (tx: AnyTx) => Promise<void>;
  readonly left: (run?: LeftRun) => void;
}

export interface LeftRun {
  /** Of a job with limits of its own, for whose places others may wait. */
  readonly isLimited?: boolean;
  /** When its next attempt is, if there is one. */
  readonly nextAt?: Date;
}

/** How an attempt ended. */
export type Outcome =
  | { readonly status: "succeeded"; readonly endedAt: Date }
  | { readonly status: "dead"; readonly endedAt: Date; readonly lastError: string }
  | { readonly status: "waiting_retry"; readonly dueAt: Date; readonly lastError: string };

/** Takes an attempt back as if it had never begun. The engine keeps the run, and the run its place. False when it is no longer the current one. */
export async function release(tx: AnyTx, attempt: Fence): Promise<boolean> {
  return own(async () => {
    const changed = await tx
      .update(runs)
      .set({ status: "queued", attempts: sql`${runs.attempts} - 1`, leaseUntil: null })
      .where(isCurrent(attempt))
      .returning({ id: runs.id });
    return changed.length > 0;
  });
}

export function findRow(tx: AnyTx, id: string): Promise<LedgerRow | undefined> {
  return own(async () => {
    const [row] = await tx.select().from(runs).where(eq(runs.id, id));
    return row;
  });
}

/** True when it ended the run; false when there was nothing to end. */
export function cancelRun(tx: AnyTx, id: string, now: Date): Promise<boolean> {
  return own(async () => {
    const changed = await tx
      .update(runs)
      .set({ ...ENDED, status: "cancelled", endedAt: now })
      .where(and(eq(runs.id, id), unfinished()))
      .returning({ id: runs.id });
    return changed.length > 0;
  });
}

/** Ends runs that were not begun in time. */
export async function expire(tx: AnyTx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await own(async () =>
    tx
      .update(runs)
      .set({ ...ENDED, status: "expired", endedAt: now })
      .where(inArray(runs.id, [...ids])),
  );
}

export interface Accepted {
  readonly id: string;
  readonly handed: number;
  readonly engineRunId: string;
  /** The lane that it takes a place of now; null: it has one, or needs none. */
  readonly lane: string | null;
}

/**
 * The engine has them. It may have run them already, so the status moves only from `pending`, and what has ended takes no
 * place. Answers those of which it is still true: one that is to be handed over anew is not among them.
 */
export async function markHanded(tx: SystemTx, list: readonly Accepted[]): Promise<ReadonlySet<string>> {
  if (list.length === 0) return new Set();
  const rows = await tx
    .update(runs)
    .set({
      engineRunId: sql`given."engineRunId"`,
      status: sql`case when ${runs.status} = 'pending' then 'queued' else ${runs.status} end`,
      lane: sql`case when ${runs.status} in ('pending', 'queued', 'running') then coalesce(${runs.lane}, given.lane) end`,
    })
    .from(
      sql`json_to_recordset(${JSON.stringify(list)}::json)
        as given (id uuid, handed integer, lane text, "engineRunId" text)`,
    )
    .where(and(eq(runs.id, sql`given.id`), eq(runs.handed, sql`given.handed`)))
    .returning({ id: runs.id });
  return new Set(rows.map(({ id }) => id));
}

/**
 * What the engine has ended already, and the ledger still waits for to begin, is handed over the next time as another run:
 * nothing would ever come of this one.
 */
export async function fenceOff(tx: SystemTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(runs)
    .set({ handed: sql`${runs.handed} + 1` })
    .where(and(inArray(runs.id, [...ids]), eq(runs.status, "pending")));
}

/**
 * Puts runs on their way again that an engine without a memory has lost: at the start of a process all that wait, and at
 * any time those whose attempt has not been heard of for longer than it may take.
 */
export async function handOverAnew(tx: SystemTx, now: Date, options: { readonly waiting: boolean }): Promise<number> {
  const lost = and(eq(runs.status, "running"), lte(runs.leaseUntil, now));
  // What waits for its next attempt waits in the ledger; without a time, an earlier release left it to the engine.
  const waits = or(eq(runs.status, "queued"), and(eq(runs.status, "waiting_retry"), isNull(runs.dueAt)));
  const rows = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(options.waiting ? or(waits, lost) : lost)
    .for("update", { skipLocked: true });
  const ids = rows.map(({ id }) => id);
  await sendAgain(tx, ids, now);
  return ids.length;
}

/** Moves what has become due to the outbox: delayed runs, and runs whose next attempt it is time for. */
export async function sendDue(tx: SystemTx, now: Date, limit: number): Promise<number> {
  const due = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(lte(runs.wakesAt, now))
    .orderBy(runs.wakesAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await changeToPending(
    tx,
    due.map(({ id }) => id),
    {},
  );
  await writeHandOvers(
    tx,
    rows.map((row) => handOverOf(row, now)),
  );
  return rows.length;
}

/** Hands runs over anew: whatever the engine has of them is fenced off. */
async function sendAgain(tx: AnyTx, ids: readonly string[], now: Date): Promise<void> {
  const rows = await changeToPending(tx, ids, { handed: sql`${runs.handed} + 1` });
  await writeHandOvers(
    tx,
    rows.map((row) => handOverOf(row, now)),
  );
}

async function changeToPending(tx: AnyTx, ids: readonly string[], also: { readonly handed?: SQL }) {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(runs)
    .set({ ...ENDED, status: "pending", ...also })
    .where(inArray(runs.id, [...ids]))
    .returning(getTableColumns(runs));
  return rows.toSorted((one, other) => firstDue(one) - firstDue(other));
}

const firstDue = ({ dueAt, enqueuedAt }: LedgerRow) => (dueAt ?? enqueuedAt).getTime();

/** Whose a stored row is, and who caused it. */
export function causeIn({ tenantId, userId, actor, requestId, traceparent }: Cause): Cause {
  return { tenantId, userId, actor, requestId, traceparent };
}

/** The engine may have it, whatever else the ledger knows. */
const atEngine = () =>
  or(inArray(runs.status, ["pending", "queued", "running"]), and(eq(runs.status, "waiting_retry"), isNull(runs.dueAt)));
const unfinished = () => inArray(runs.status, [...UNFINISHED]);
export const isCurrent = ({ id, handed, attempts }: Fence) =>
  and(eq(runs.id, id), eq(runs.handed, handed), eq(runs.attempts, attempts), eq(runs.status, "running"));
