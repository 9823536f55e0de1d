import type { SystemTx } from "@ninefold/identity/tenancy";
import { count, isNull, sql } from "drizzle-orm";
import type { LedgerStatus } from "../domain/ledger.ts";
import { runs } from "../schema.ts";

/** What has not ended, of one queue. */
export interface QueueDepth {
  readonly queue: string;
  readonly runs: Readonly<Partial<Record<LedgerStatus, number>>>;
  /** Since when the one waits that has waited longest for its start; null when none does. */
  readonly oldestAt: Date | null;
}

/** From when a run could have started: it was put off, or made again. */
export const readyAt = sql`greatest(${runs.enqueuedAt}, ${runs.dueAt}, ${runs.replayedAt})`;

/** One look at what has not ended (`runs_unfinished`), so it costs as much as waits, whatever the ledger holds. */
export async function readDepths(tx: SystemTx): Promise<readonly QueueDepth[]> {
  const rows = await tx
    .select({
      queue: runs.queue,
      status: runs.status,
      rows: count(),
      oldestAt: sql<Date | null>`min(${readyAt})`.mapWith(runs.enqueuedAt),
    })
    .from(runs)
    .where(isNull(runs.endedAt))
    .groupBy(runs.queue, runs.status);
  return [...Map.groupBy(rows, ({ queue }) => queue)].map(([queue, list]) => ({
    queue,
    runs: Object.fromEntries(list.map(({ status, rows: many }) => [status, many])),
    oldestAt: earliest(list.flatMap(({ status, oldestAt }) => (isWaiting(status) && oldestAt ? [oldestAt] : []))),
  }));
}

export function earliest(dates: readonly Date[]): Date | null {
  return dates.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

const isWaiting = (status: LedgerStatus) => status === "pending" || status === "queued";
