import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { jobOf } from "../domain/lanes.ts";
import { UNFINISHED } from "../domain/ledger.ts";
import type { Job } from "../jobs.ts";
import { outbox, runs } from "../schema.ts";
import { among } from "./among.ts";
import { takeDue } from "./dispatch.ts";
import { expire } from "./ledger.ts";
import { type Round, takeInTurn } from "./turns.ts";

/** A relay that has not said a word by then has ended, and another takes its rows. */
const HOLD_MS = 30_000;
/** Of runs whose turn it is, and of those that keep an order. */
const BATCH_ROWS = 400;
const ORDERED_ROWS = 50;

export interface Claimed {
  readonly id: string;
  readonly task: string;
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly requestId: string;
  readonly orderKey: string | null;
  readonly failures: number;
  readonly handed: number;
  /** The lane that it takes a place of once the engine has it; null where it has its place, or needs none. */
  readonly lane: string | null;
}

export interface Claim {
  readonly isMore: boolean;
  readonly rows: readonly Claimed[];
  /** Tells the hold of this relay from every other one: who takes a row later holds it for longer. */
  readonly heldUntil: Date;
}

interface Claiming {
  readonly now: Date;
  readonly jobs: readonly Job[];
  readonly random: () => number;
  readonly round: Round;
}

/**
 * Holds the next rows for this relay, and takes their places. What has ended meanwhile, cancelled say, is taken out here
 * and never handed over; so is what was not begun in time, and what waits for its next attempt and comes again with it.
 */
export async function claim(tx: SystemTx, { now, jobs, random, round }: Claiming): Promise<Claim> {
  const heldUntil = new Date(now.getTime() + HOLD_MS);
  // The lock of the queue is taken here, for what follows as well.
  const ordered = await takeDue(tx, { kind: "run", now, limit: ORDERED_ROWS });
  const turns = await takeInTurn(tx, { now, limit: BATCH_ROWS, jobs, random, round });
  const taken = [...ordered.map((row) => ({ ...row, task: row.name })), ...turns.rows];
  const isMore = turns.isMore || ordered.length > 0;
  if (taken.length === 0) return { isMore, rows: [], heldUntil };
  const limited = new Set(jobs.flatMap(({ id, concurrency }) => (concurrency === undefined ? [] : [id])));
  const isLimited = ({ task }: { readonly task: string }) => limited.has(jobOf(task));
  const { handedOf, left } = await admit(tx, { taken, limited: taken.filter(isLimited), now });
  const held = taken.filter(({ id }) => handedOf.has(id)).map(({ id }) => id);
  const gone = taken.filter(({ id }) => !handedOf.has(id) && !left.has(id)).map(({ id }) => id);
  if (gone.length > 0) await tx.delete(outbox).where(among(outbox.id, gone));
  if (held.length > 0) await tx.update(outbox).set({ heldUntil }).where(among(outbox.id, held));
  const rows = taken.flatMap((row) => {
    const handed = handedOf.get(row.id);
    return handed === undefined ? [] : [{ ...row, handed, lane: isLimited(row) ? null : row.lane }];
  });
  return { isMore, rows, heldUntil };
}

interface Admission {
  readonly taken: readonly Taken[];
  /** Those whose limits are exact. */
  readonly limited: readonly Taken[];
  readonly now: Date;
}

interface Admitted {
  /** How often each was handed over anew. */
  readonly handedOf: ReadonlyMap<string, number>;
  /** Somebody else is deciding about them just now. */
  readonly left: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Gives runs of limited jobs their places before anybody can begin them. A window may be exceeded for a moment: the
 * others get theirs with the word that the engine has them, in a statement that is made anyway.
 */
async function admit(tx: SystemTx, { taken, limited, now }: Admission): Promise<Admitted> {
  const placed = await takePlaces(tx, limited, now);
  const others = taken.map(({ id }) => id).filter((id) => !placed.has(id));
  if (others.length === 0) return { handedOf: placed, left: NONE };
  // Also what the engine has already though nobody has written it down: that has its place.
  const { id, handed, status, startedAt, expiresAt, dueAt } = runs;
  const open = await tx
    .select({ id, handed, status, startedAt, expiresAt, dueAt })
    .from(runs)
    .where(and(among(runs.id, others), inArray(runs.status, [...UNFINISHED])));
  const late = open.filter((run) => {
    return run.status === "pending" && run.startedAt === null && run.expiresAt !== null && run.expiresAt <= now;
  });
  const lateIds = late.map((run) => run.id);
  await expire(tx, lateIds, now);
  // Its attempt failed before it was noted that the engine had it. Handed over now, it would be none the engine may begin.
  const early = open.filter((run) => run.status === "waiting_retry" && run.dueAt !== null).map((run) => run.id);
  const kept = open.filter((run) => !lateIds.includes(run.id) && !early.includes(run.id));
  const handedOf = new Map([...placed, ...kept.map((run) => [run.id, run.handed] as const)]);
  return { handedOf, left: await inOtherHands(tx, early) };
}

/** Of runs that wait for their next attempt, those that are being sent off to it: their rows of the outbox are needed. */
async function inOtherHands(tx: SystemTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return NONE;
  const ours = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(inArray(runs.id, [...ids]), eq(runs.status, "waiting_retry")))
    .for("update", { skipLocked: true });
  const locked = new Set(ours.map(({ id }) => id));
  return new Set(ids.filter((id) => !locked.has(id)));
}

async function takePlaces(tx: SystemTx, taken: readonly Taken[], now: Date): Promise<ReadonlyMap<string, number>> {
  const places = taken.flatMap(({ id, lane }) => (lane === null ? [] : [{ id, lane }]));
  if (places.length === 0) return new Map();
  const inTime = or(isNotNull(runs.startedAt), isNull(runs.expiresAt), gt(runs.expiresAt, now));
  const rows = await tx
    .update(runs)
    .set({ lane: sql`given.lane` })
    .from(sql`json_to_recordset(${JSON.stringify(places)}::json) as given (id uuid, lane text)`)
    .where(and(eq(runs.id, sql`given.id`), eq(runs.status, "pending"), inTime))
    .returning({ id: runs.id, handed: runs.handed });
  return new Map(rows.map(({ id, handed }) => [id, handed]));
}

interface Taken {
  readonly id: string;
  readonly lane: string | null;
}

/**
 * Frees rows, and the places that they took. Answers those that were still this relay's: it may have been slower than its
 * hold.
 */
export async function letGo(tx: SystemTx, rows: readonly Claimed[], heldUntil: Date): Promise<readonly Claimed[]> {
  if (rows.length === 0) return [];
  const freed = await tx
    .update(outbox)
    .set({ heldUntil: null })
    .where(
      and(
        among(
          outbox.id,
          rows.map(({ id }) => id),
        ),
        eq(outbox.heldUntil, heldUntil),
      ),
    )
    .returning({ id: outbox.id });
  const ours = freed.map(({ id }) => id);
  if (ours.length > 0) {
    await tx
      .update(runs)
      .set({ lane: null })
      .where(and(among(runs.id, ours), eq(runs.status, "pending")));
  }
  return rows.filter(({ id }) => ours.includes(id));
}
