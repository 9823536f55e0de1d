import { count, isNull, min } from "drizzle-orm";
import { outbox, runs } from "../schema.ts";
import type { InRelay } from "./hand-over.ts";
import { countDeadLetters } from "./watch.ts";

/** How much waits, and for how long. */
export interface Backlog {
  /** Rows of the outbox: events that have no runs yet, and runs that the engine does not have. */
  readonly outbox: { readonly event: number; readonly run: number };
  /** Of the oldest row of the outbox; null when it is empty. */
  readonly oldestAt: Date | null;
  /** Runs that have not ended, by status: `queued`, `running`, `waiting_retry`, … */
  readonly runs: Readonly<Record<string, number>>;
  /** Dead runs that nobody has decided about, by task, the most first. */
  readonly deadLetters: readonly { readonly task: string; readonly rows: number; readonly oldestAt: Date | null }[];
}

export async function readBacklog(inRelay: InRelay): Promise<Backlog> {
  return inRelay(async (tx) => {
    const waiting = await tx
      .select({ kind: outbox.kind, rows: count(), oldestAt: min(outbox.createdAt) })
      .from(outbox)
      .groupBy(outbox.kind);
    const unfinished = await tx
      .select({ status: runs.status, rows: count() })
      .from(runs)
      .where(isNull(runs.endedAt))
      .groupBy(runs.status);
    const dead = await countDeadLetters(tx, new Date(0));
    const of = (kind: "event" | "run") => waiting.find((one) => one.kind === kind)?.rows ?? 0;
    const [oldest = null] = waiting
      .flatMap(({ oldestAt }) => (oldestAt === null ? [] : [oldestAt]))
      .toSorted((one, other) => one.getTime() - other.getTime());
    return {
      outbox: { event: of("event"), run: of("run") },
      oldestAt: oldest,
      runs: Object.fromEntries(unfinished.map(({ status, rows }) => [status, rows])),
      deadLetters: dead.map(({ task, rows, oldestAt: diedAt }) => ({ task, rows, oldestAt: diedAt })),
    };
  });
}
