import type { SystemTx } from "@ninefold/identity/tenancy";
import { desc, eq, inArray } from "drizzle-orm";
import { nextOccurrences } from "../timetable.ts";
import { WorkflowsError } from "../errors.ts";
import { type Schedule, schedulesIn } from "../jobs.ts";
import { runs, schedules } from "../schema.ts";
import { type By, operatorDoor, type RunAdminNeeds } from "./decision.ts";
import { hashOf } from "./insert.ts";
import { after, type Enqueue, NOBODY, type ScheduleRow } from "./schedules.ts";

export type ScheduleAdmin = ReturnType<typeof createScheduleAdmin>;

/** What it wants from the rest of the system, in its own words. */
export interface ScheduleAdminNeeds extends Pick<RunAdminNeeds, "doors" | "jobs" | "now" | "audit"> {
  readonly enqueue: Enqueue;
}

/** A schedule as operators see it. */
export interface ListedSchedule extends Omit<ScheduleRow, "id" | "updatedAt"> {
  readonly mayOverlap: boolean;
  readonly missed: NonNullable<Schedule["missed"]>;
  /** The next five; none while it is paused. */
  readonly upcoming: readonly Date[];
  /** The newest of its runs, with those that an operator asked for. */
  readonly lastRun: Pick<typeof runs.$inferSelect, "id" | "status" | "enqueuedAt"> | undefined;
}

const UPCOMING = 5;
const MAX_REASON = 500;

/** For operators: what starts by itself, and what they decide about it. */
export function createScheduleAdmin(needs: ScheduleAdminNeeds) {
  const asOperator = operatorDoor(needs.doors);

  /** @throws WorkflowsError `workflows.schedule_not_found`. */
  async function locked(tx: SystemTx, name: string): Promise<ScheduleRow> {
    const [row] = await tx.select().from(schedules).where(eq(schedules.name, name)).for("update");
    if (row !== undefined && schedulesIn(needs.jobs()).has(name)) return row;
    throw new WorkflowsError("workflows.schedule_not_found", "there is no such schedule");
  }

  const record = (tx: SystemTx, action: string, row: ScheduleRow, data: Readonly<Record<string, string>> = {}) =>
    needs.audit(tx, { action, subject: { type: "schedule", id: row.name }, data: { cron: row.cron, ...data } });

  return {
    /** Those of this release, by name. Empty until a relay has run once. */
    async list(by: By): Promise<readonly ListedSchedule[]> {
      const declared = schedulesIn(needs.jobs());
      const now = needs.now();
      return asOperator(by, async (tx) => {
        const rows = await tx
          .select()
          .from(schedules)
          .where(inArray(schedules.name, [...declared.keys()]))
          .orderBy(schedules.name);
        const newest = await tx
          .selectDistinctOn([runs.schedule], {
            name: runs.schedule,
            id: runs.id,
            status: runs.status,
            enqueuedAt: runs.enqueuedAt,
          })
          .from(runs)
          .where(inArray(runs.schedule, [...declared.keys()]))
          .orderBy(runs.schedule, desc(runs.enqueuedAt));
        return rows.map(({ id: _id, updatedAt: _at, ...row }): ListedSchedule => {
          const { mayOverlap = false, missed = "skip" } = declared.get(row.name) ?? {};
          const upcoming = row.pausedAt === null ? nextOccurrences(row, now, UPCOMING) : [];
          const run = newest.find(({ name }) => name === row.name);
          const lastRun = run && { id: run.id, status: run.status, enqueuedAt: run.enqueuedAt };
          return { ...row, mayOverlap, missed, upcoming, lastRun };
        });
      });
    },

    /**
     * Starts the job now, beside its schedule and also while that is paused, whatever of it is on its way. Answers the run;
     * under the same key, if there is one, the same run for as long as that is remembered. An occurrence that falls due
     * before it has ended is skipped, as after any other of its runs.
     * @throws WorkflowsError `workflows.schedule_not_found`.
     */
    async runNow(by: By, name: string, key?: string): Promise<{ readonly runId: string }> {
      const once = key === undefined ? {} : { idempotencyKey: `now:${by.actor}:${hashOf(key)}` };
      return asOperator(by, async (tx) => {
        const row = await locked(tx, name);
        const asked = { scope: NOBODY, schedule: name, ...once };
        const { runId, deduplicated } = await needs.enqueue(tx, name, {}, asked);
        if (!deduplicated) await record(tx, "workflows.schedule_run", row, { runId });
        return { runId };
      });
    },

    /**
     * Nothing starts by itself until it is resumed. What is on its way goes on.
     * @throws WorkflowsError `workflows.invalid_reason` unless it has 1 to 500 characters; `workflows.schedule_not_found`;
     *   `workflows.schedule_paused` when it is already.
     */
    async pause(by: By, name: string, reason: string): Promise<void> {
      const pauseReason = reason.trim();
      if (pauseReason === "" || pauseReason.length > MAX_REASON) {
        throw new WorkflowsError("workflows.invalid_reason", `a reason has 1 to ${MAX_REASON} characters`);
      }
      await asOperator(by, async (tx) => {
        const row = await locked(tx, name);
        if (row.pausedAt !== null) throw new WorkflowsError("workflows.schedule_paused", "it is paused already");
        const now = needs.now();
        await tx
          .update(schedules)
          .set({ pausedAt: now, pausedBy: by.actor, pauseReason, updatedAt: now })
          .where(eq(schedules.id, row.id));
        await record(tx, "workflows.schedule_paused", row, { reason: pauseReason });
      });
    },

    /**
     * Goes on with the next occurrence from now on. What fell into the pause is neither made up for nor counted as missed.
     * @throws WorkflowsError `workflows.schedule_not_found`, `workflows.schedule_not_paused`.
     */
    async resume(by: By, name: string): Promise<void> {
      await asOperator(by, async (tx) => {
        const row = await locked(tx, name);
        if (row.pausedAt === null) throw new WorkflowsError("workflows.schedule_not_paused", "it is not paused");
        const now = needs.now();
        const running = { pausedAt: null, pausedBy: null, pauseReason: null };
        await tx
          .update(schedules)
          .set({ ...running, nextAt: after(row, now), updatedAt: now })
          .where(eq(schedules.id, row.id));
        await record(tx, "workflows.schedule_resumed", row);
      });
    },
  };
}
