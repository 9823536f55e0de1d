import { randomUUID } from "node:crypto";
import { asOwner } from "../src/database/owner.ts";

/** A schedule as a worker has left it: due in an hour, and paused where there is a reason. */
export async function plantSchedule(ownerUrl: string, name: string, pauseReason: string | null = null): Promise<void> {
  const pausedAt = pauseReason === null ? null : new Date();
  await asOwner(
    ownerUrl,
    (sql) => sql`insert into workflows.schedules
      (id, name, cron, time_zone, next_at, last_at, last_outcome, paused_at, paused_by, pause_reason)
      values (${randomUUID()}, ${name}, '*/10 * * * *', 'UTC', now() + interval '1 hour', now() - interval '10 minutes',
        'enqueued', ${pausedAt}, ${pauseReason}, ${pauseReason})
      on conflict (name) do update set paused_at = excluded.paused_at, paused_by = excluded.paused_by,
        pause_reason = excluded.pause_reason`,
  );
}
