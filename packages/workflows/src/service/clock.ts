import { type Doors, inSystem } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";

/** So far may the clocks of process and database differ: less than that is the way there and back. */
const TOLERANCE_MS = 1_000;

interface ClockNeeds {
  readonly now: () => Date;
  /** What the database's clock shows. Without, the process's own decides. */
  readonly databaseNow?: (() => Promise<Date>) | undefined;
  /** Milliseconds since some moment; never set by anybody. */
  readonly elapsedMs?: () => number;
}

/**
 * The process's own clock for as long as it agrees with the database's, which all processes share; else that one. Due
 * times, holds, leases and schedules are set by one process and read by another.
 */
export function createClock({ now, databaseNow, elapsedMs = () => performance.now() }: ClockNeeds) {
  let seen: { readonly at: number; readonly elapsedMs: number } | undefined;
  return {
    now(): Date {
      const own = now();
      if (seen === undefined) return own;
      const shared = seen.at + elapsedMs() - seen.elapsedMs;
      return Math.abs(own.getTime() - shared) <= TOLERANCE_MS ? own : new Date(shared);
    },

    /** Looks at the database's clock. What takes long says nothing; what fails leaves things as they were. */
    async follow(): Promise<void> {
      if (databaseNow === undefined) return;
      const asked = elapsedMs();
      const at = await databaseNow().catch(() => undefined);
      const answered = elapsedMs();
      if (at === undefined || answered - asked > TOLERANCE_MS) return;
      seen = { at: at.getTime(), elapsedMs: (asked + answered) / 2 };
    },
  };
}

/** For `WorkflowNeeds.databaseNow`. */
export const databaseClock = (doors: Pick<Doors, "asSystem">) => (): Promise<Date> =>
  doors.asSystem(
    { reason: "relay", actor: { type: "system", id: "workflows.clock" }, requestId: "clock" },
    async (tx) => {
      const [row] = await inSystem("workflows", async () =>
        tx.execute<{ at: string }>(sql`select to_json(clock_timestamp()) #>> '{}' as at`),
      );
      return new Date(row?.at ?? Number.NaN);
    },
  );
