import { scopedTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgSchema, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import type { LedgerStatus } from "./domain/ledger.ts";
import type { EventActor } from "./events.ts";

export const workflows = pgSchema("workflows");

/**
 * What was committed and is not handed over yet: events for the table of reactions, and runs for the engine. Request
 * code can insert here and nothing else; a row leaves when its successor is safe.
 */
export const outbox = scopedTable(
  workflows,
  "outbox",
  {
    /** The order of writing. Its gaps mean nothing: a transaction that was rolled back leaves one. */
    seq: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    kind: text().$type<"event" | "run">().notNull(),
    /** An event's type, or a run's task. */
    name: text().notNull(),
    payload: jsonb().notNull(),
    orderKey: text(),
    actor: jsonb().$type<EventActor>().notNull(),
    requestId: text().notNull(),
    traceparent: text(),
    occurredAt: timestamp({ withTimezone: true }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Nobody takes it before: a relay has it in hand, or it is put off after a failure. Null: take it now. */
    heldUntil: timestamp({ withTimezone: true }),
    failures: integer().notNull().default(0),
  },
  {
    grants: ["insert"],
    extras: (t) => [
      unique("outbox_kind_seq").on(t.kind, t.seq),
      index("outbox_order")
        .on(t.kind, t.orderKey, t.seq)
        .where(sql`order_key is not null`),
      check("outbox_kind", sql`kind in ('event', 'run')`),
    ],
  },
);

/** The ledger: every job and reaction that was ever asked for, and what became of it, whichever engine runs it. */
export const runs = scopedTable(
  workflows,
  "runs",
  {
    /** `name@version`. */
    task: text().notNull(),
    kind: text().$type<"job" | "reaction">().notNull(),
    /** Of a job, what the caller gave; of a reaction, what the event says. */
    input: jsonb().notNull(),
    /** SHA-256 of the input's canonical JSON. */
    inputHash: text().notNull(),
    /** The run's own id where the caller gave none. */
    idempotencyKey: text().notNull(),
    requestId: text().notNull(),
    traceparent: text(),
    actor: jsonb().$type<EventActor>().notNull(),
    status: text().$type<LedgerStatus>().notNull(),
    attempts: integer().notNull().default(0),
    maxAttempts: integer().notNull(),
    lastError: text(),
    eventId: uuid(),
    reaction: text(),
    /** How often it was handed over anew, after a process that kept it in memory had ended. */
    handed: integer().notNull().default(0),
    /** The engine's own id of the run. */
    engineRunId: text(),
    /** Until when a running attempt counts as alive, where the engine can not tell. */
    leaseUntil: timestamp({ withTimezone: true }),
    enqueuedAt: timestamp({ withTimezone: true }).notNull(),
    startedAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
    /** How often an operator had it made again after it was dead, and when last. */
    replays: integer().notNull().default(0),
    replayedAt: timestamp({ withTimezone: true }),
    /** Set on a dead run that an operator has decided to leave dead, with why. */
    discardedAt: timestamp({ withTimezone: true }),
    discardReason: text(),
  },
  {
    grants: ["select", "insert", "update"],
    extras: (t) => [
      // The person is part of it: else the key of one would collide with the key of another, whose rows are not theirs to see.
      unique("runs_key").on(t.tenantId, t.userId, t.task, t.idempotencyKey).nullsNotDistinct(),
      unique("runs_reaction").on(t.eventId, t.reaction),
      index("runs_unfinished")
        .on(t.status, t.enqueuedAt)
        .where(sql`ended_at is null`),
      index("runs_newest").on(t.enqueuedAt, t.id),
      index("runs_dead_letters")
        .on(t.endedAt)
        .where(sql`status = 'dead' and discarded_at is null`),
      check("runs_kind", sql`kind in ('job', 'reaction')`),
      check(
        "runs_status",
        sql`status in ('pending', 'queued', 'running', 'waiting_retry', 'succeeded', 'dead', 'cancelled')`,
      ),
      check("runs_last_error", sql`length(last_error) <= 2000`),
      check("runs_discarded", sql`(discarded_at is null) = (discard_reason is null) and length(discard_reason) <= 500`),
    ],
  },
);
