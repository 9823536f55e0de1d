import type { SystemTx } from "@ninefold/identity/tenancy";
import { count, min } from "drizzle-orm";
import { outbox } from "../schema.ts";
import { earliest, type QueueDepth, readDepths } from "./depths.ts";
import type { InRelay } from "./hand-over.ts";
import { countDeadLetters } from "./watch.ts";

/** How much waits, and for how long. */
export interface Backlog extends OutboxDepth {
  /** Runs that have not ended, by status: `queued`, `running`, `waiting_retry`, … */
  readonly runs: Readonly<Record<string, number>>;
  /** The same by queue. */
  readonly queues: readonly QueueDepth[];
  /** Dead runs that nobody has decided about, by task, the most first. */
  readonly deadLetters: readonly { readonly task: string; readonly rows: number; readonly oldestAt: Date | null }[];
}

export interface OutboxDepth {
  /** Rows of the outbox: events that have no runs yet, and runs that the engine does not have. */
  readonly outbox: { readonly event: number; readonly run: number };
  /** Of the oldest row of the outbox; null when it is empty. */
  readonly oldestAt: Date | null;
}

export async function readBacklog(inRelay: InRelay): Promise<Backlog> {
  return inRelay(async (tx) => {
    const waiting = await readOutbox(tx);
    const queues = await readDepths(tx);
    const sums = new Map<string, number>();
    for (const [status, rows] of queues.flatMap((one) => Object.entries(one.runs))) {
      sums.set(status, (sums.get(status) ?? 0) + rows);
    }
    const dead = await countDeadLetters(tx, new Date(0));
    const deadLetters = dead.map(({ task, rows, oldestAt }) => ({ task, rows, oldestAt }));
    return { ...waiting, runs: Object.fromEntries(sums), queues, deadLetters };
  });
}

export async function readOutbox(tx: SystemTx): Promise<OutboxDepth> {
  const waiting = await tx
    .select({ kind: outbox.kind, rows: count(), oldestAt: min(outbox.createdAt) })
    .from(outbox)
    .groupBy(outbox.kind);
  const of = (kind: "event" | "run") => waiting.find((one) => one.kind === kind)?.rows ?? 0;
  return {
    outbox: { event: of("event"), run: of("run") },
    oldestAt: earliest(waiting.flatMap(({ oldestAt }) => (oldestAt === null ? [] : [oldestAt]))),
  };
}
