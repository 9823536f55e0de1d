import { and, count, desc, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { LedgerStatus } from "../domain/ledger.ts";
import type { EventActor } from "../events.ts";
import { runs } from "../schema.ts";
import { type LedgerRun, runIn } from "../runs.ts";
import type { InRelay } from "./hand-over.ts";

/** What happened lately, and what came of it. */
export interface Newest {
  /** What has not ended before what has; newest first. Without occurrences of schedules that went well. */
  readonly runs: readonly LedgerRun[];
  /** What was reacted to, newest first, each once. An event that nobody reacts to leaves no trace here. */
  readonly events: readonly SeenEvent[];
  /** All runs there are, by status. */
  readonly counts: Readonly<Partial<Record<LedgerStatus, number>>>;
}

export interface SeenEvent {
  readonly id: string;
  readonly type: string;
  readonly actor: EventActor;
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly requestId: string;
  /** When it was taken out of the outbox. */
  readonly at: Date;
}

/** A schedule that went well happens too often to be told. */
const isNews = and(isNotNull(runs.endedAt), or(isNull(runs.schedule), ne(runs.status, "succeeded")));

/** More than one event has reactions, so that enough of them are different ones. */
const REACTIONS_EACH = 4;

export async function readNewest(inSystem: InRelay, limit: number): Promise<Newest> {
  return inSystem(async (tx) => {
    // Ids are UUIDs of version 7: their order is that of time, and they have the index.
    const open = await tx.select().from(runs).where(isNull(runs.endedAt)).orderBy(desc(runs.id)).limit(limit);
    const ended = await tx.select().from(runs).where(isNews).orderBy(desc(runs.id)).limit(limit);
    const reactions = await tx
      .select()
      .from(runs)
      .where(eq(runs.kind, "reaction"))
      .orderBy(desc(runs.id))
      .limit(limit * REACTIONS_EACH);
    const counted = await tx.select({ status: runs.status, rows: count() }).from(runs).groupBy(runs.status);
    return {
      runs: [...open, ...ended].slice(0, limit).map(runIn),
      events: eventsIn(reactions).slice(0, limit),
      counts: Object.fromEntries(counted.map(({ status, rows }) => [status, rows])),
    };
  });
}

/** `reaction/<type>/<reaction>@1`, as `reactionTask` writes it. */
const TYPE = /^reaction\/([^/]+)\//;

function eventsIn(rows: readonly (typeof runs.$inferSelect)[]): readonly SeenEvent[] {
  const seen = new Map<string, SeenEvent>();
  for (const { eventId, task, actor, tenantId, userId, requestId, enqueuedAt } of rows) {
    const type = TYPE.exec(task)?.[1];
    if (eventId === null || type === undefined || seen.has(eventId)) continue;
    seen.set(eventId, { id: eventId, type, actor, tenantId, userId, requestId, at: enqueuedAt });
  }
  return [...seen.values()];
}
