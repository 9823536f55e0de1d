import { randomUUID } from "node:crypto";
import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, inArray, isNull, lte, notInArray } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { nextOccurrence, type Timetable } from "../timetable.ts";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx, Scope } from "../events.ts";
import { type Schedule, schedulesIn, timetableOf } from "../jobs.ts";
import type { WorkflowNeeds } from "../needs.ts";
import { runs, schedules } from "../schema.ts";
import type { Enqueued } from "./insert.ts";

export type ScheduleRow = typeof schedules.$inferSelect;

/** As the service's own `enqueue`. */
export type Enqueue = (tx: AnyTx, jobId: string, input: object, options: OfSchedule) => Promise<Enqueued>;

interface OfSchedule {
  readonly idempotencyKey?: string;
  readonly scope: Scope;
  readonly schedule: string;
}

/** Who caused what started by itself. */
const SELF = { type: "system", id: "workflows.schedules" } as const;
export const NOBODY: Scope = { tenantId: null, userId: null };

/** An occurrence that is older is one that nobody was there for. */
const GRACE_MS = 60_000;
const MINUTE_MS = 60_000;
const BATCH_ROWS = 50;

export type Scheduler = ReturnType<typeof createScheduler>;

/**
 * Starts what is due. Any number of processes may do so at a time: an occurrence is the lock on its schedule's row, which
 * moves to the next one in the transaction that writes the run. A clock that goes ahead starts things early, and still
 * once.
 */
export function createScheduler(needs: Pick<WorkflowNeeds, "doors" | "jobs" | "now">, enqueue: Enqueue) {
  let declared: ReadonlyMap<string, Schedule> | undefined;
  let isInStep = false;
  /** No cron of five fields says more than a minute, so that there is one question to ask in each. */
  let doneMinute: number | undefined;

  const alone = <T>(work: (tx: SystemTx) => Promise<T>): Promise<T> =>
    needs.doors.asSystem({ reason: "relay", actor: SELF, requestId: `schedule-${randomUUID()}` }, work);

  return {
    async tick(): Promise<{ readonly isMore: boolean; readonly moved: number }> {
      declared ??= schedulesIn(needs.jobs());
      const known = declared;
      const now = needs.now();
      const minute = Math.floor(now.getTime() / MINUTE_MS);
      if (known.size === 0 || minute === doneMinute) return { isMore: false, moved: 0 };
      const { due, taken } = await alone(async (tx) => {
        const names = [...known.keys()];
        // Another release that has started since may have taken away what only this one declares.
        isInStep &&= (await tx.$count(schedules, inArray(schedules.name, names))) === names.length;
        if (!isInStep) await bringInStep(tx, known, now);
        const count = await tx.$count(schedules, isDue(names, now));
        return { due: count, taken: count === 0 ? 0 : await takeDue(tx, names, now) };
      });
      isInStep = true;
      // What another process has in hand is looked for again: it may end before it has committed.
      if (due === 0) doneMinute = minute;
      return { isMore: taken > 0, moved: taken };
    },
  };

  /** Answers how many it has looked at. What another process looks at is left to it. */
  async function takeDue(tx: SystemTx, names: readonly string[], now: Date): Promise<number> {
    const rows = await tx
      .select()
      .from(schedules)
      .where(isDue(names, now))
      .orderBy(schedules.nextAt)
      .limit(BATCH_ROWS)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      const decided = await decide(tx, row, now);
      await tx
        .update(schedules)
        .set({ ...decided, nextAt: after(row, now), updatedAt: now })
        .where(eq(schedules.id, row.id));
    }
    return rows.length;
  }

  async function decide(
    tx: SystemTx,
    row: ScheduleRow,
    now: Date,
  ): Promise<Pick<ScheduleRow, "lastAt" | "lastOutcome">> {
    const { mayOverlap = false, missed = "skip" } = declared?.get(row.name) ?? {};
    // As the row has it, and not this release: in a deploy, the two may differ for a while.
    const recent = nextOccurrence(row, new Date(now.getTime() - GRACE_MS));
    const isRecent = recent !== undefined && recent <= now;
    const lastAt = isRecent ? recent : row.nextAt;
    if (!isRecent && missed === "skip") return { lastAt, lastOutcome: "missed" };
    if (!mayOverlap && (await isOnItsWay(tx, row.name))) return { lastAt, lastOutcome: "overlapped" };
    const idempotencyKey = `schedule:${lastAt.toISOString()}`;
    await enqueue(tx, row.name, {}, { scope: NOBODY, schedule: row.name, idempotencyKey });
    return { lastAt, lastOutcome: "enqueued" };
  }
}

/** Has the rows say what this release declares. What starts anew or by another cron does so from now on. */
async function bringInStep(tx: SystemTx, declared: ReadonlyMap<string, Schedule>, now: Date): Promise<void> {
  const rows = await tx.select().from(schedules).orderBy(schedules.name).for("update");
  for (const [name, schedule] of declared) {
    const timetable = timetableOf(schedule);
    const nextAt = after(timetable, now);
    const row = rows.find((one) => one.name === name);
    const isSame = row?.cron === timetable.cron && row.timeZone === timetable.timeZone;
    // What is further ahead was written by a clock that was.
    if (isSame && row.nextAt <= nextAt) continue;
    const changed = { ...timetable, nextAt, updatedAt: now };
    await tx
      .insert(schedules)
      .values({ id: uuidv7(), name, ...changed })
      .onConflictDoUpdate({ target: schedules.name, set: changed });
  }
  await tx.delete(schedules).where(notInArray(schedules.name, [...declared.keys()]));
}

/** Never one that has been: what is behind is behind. */
export function after(timetable: Timetable, now: Date): Date {
  const next = nextOccurrence(timetable, now);
  if (next === undefined)
    throw new WorkflowsError("workflows.invalid_schedule", `"${timetable.cron}" never comes again`);
  return next;
}

const isDue = (names: readonly string[], now: Date) =>
  and(inArray(schedules.name, [...names]), isNull(schedules.pausedAt), lte(schedules.nextAt, now));

async function isOnItsWay(tx: SystemTx, name: string): Promise<boolean> {
  const rows = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.schedule, name), isNull(runs.endedAt)))
    .limit(1);
  return rows.length > 0;
}
