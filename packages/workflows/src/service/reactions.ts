import { z } from "zod";
import type { ReactionTable, SystemEvent } from "../events.ts";
import type { AttemptedRun } from "./ledger.ts";

/** A reaction only writes what others do later, so it is quick, and worth half an hour of patience. */
export const REACTION_LIMITS = { attempts: 12, backoffMs: 1_000, deadlineMs: 15_000 } as const;

/** Each reaction to each type is a task of its own: in a rolling deploy, a run waits for a process that knows it. */
/** What a worker is told to work off. */
export const REACTION_QUEUE = "reactions";

export const reactionTask = (type: string, reaction: string) => `reaction/${type}/${reaction}@1`;

export function reactionTasks(table: ReactionTable) {
  return Object.entries(table).flatMap(([type, entry]) =>
    Object.entries(entry).map(([name, react]) => ({ task: reactionTask(type, name), react })),
  );
}

const Input = z.object({
  type: z.string(),
  occurredAt: z.iso.datetime().transform((text) => new Date(text)),
  orderKey: z.string().nullable(),
  data: z.looseObject({}),
});

/** The event that a run of the ledger was made of. */
export function eventIn(row: AttemptedRun): SystemEvent {
  const { type, occurredAt, orderKey, data } = Input.parse(row.input);
  const { tenantId, userId, actor, requestId, traceparent } = row;
  const event = { id: row.eventId ?? row.id, type, occurredAt, tenantId, userId, actor, requestId, traceparent, data };
  return orderKey === null ? event : { ...event, orderKey };
}
