import type { SystemTx } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { outbox, runs } from "../schema.ts";

/** What there is to do. */
export interface Seen {
  /** Events that no runs were made of yet; runs that wait to be handed over, whether or not there is a place for them. */
  readonly events: boolean;
  readonly runs: boolean;
  /** Runs whose time has come, delayed ones or those between two attempts. */
  readonly due: boolean;
  /** When the next one's time comes. */
  readonly nextAt: Date | undefined;
}

export const NOTHING: Seen = { events: false, runs: false, due: false, nextAt: undefined };

/** One cheap question for a quiet second. */
export async function look(tx: SystemTx, now: Date): Promise<Seen> {
  const isFree = sql`(o.held_until is null or o.held_until <= ${now.toISOString()}::timestamptz)`;
  const [row] = await tx.execute<{ events: boolean; runs: boolean; nextAt: string | null }>(sql`
    select exists (select from ${outbox} o where o.kind = 'event' and ${isFree}) as events,
           exists (select from ${outbox} o where o.kind = 'run' and ${isFree}) as runs,
           (select to_json(min(r.wakes_at)) #>> '{}' from ${runs} r) as "nextAt"`);
  if (row === undefined) return NOTHING;
  const nextAt = row.nextAt === null ? undefined : new Date(row.nextAt);
  return { events: row.events, runs: row.runs, due: nextAt !== undefined && nextAt <= now, nextAt };
}
