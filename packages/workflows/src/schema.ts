import { scopedTable, systemTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
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
    /** Of a run: whose turn it is by (`laneOf`), null for one that keeps an order; and how urgent it is. Of an event nothing. */
    lane: text(),
    priority: smallint().notNull().default(0),
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
      index("outbox_lane")
        .on(t.lane, t.priority.desc(), t.seq)
        .where(sql`kind = 'run'`),
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
    /** What a worker is told to work off: a job's own, else its system's name; `reactions`. */
    queue: text().notNull(),
    /** -1 low, 0, 1 high. */
    priority: smallint().notNull().default(0),
    /** Runs of one job that share it run at most as many at a time as the job says. */
    concurrencyKey: text(),
    /** At most ten, to find it by. */
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The schedule that it is an occurrence of. */
    schedule: text(),
    /** Of a job, what the caller gave; of a reaction, what the event says. */
    input: jsonb().notNull(),
    /** SHA-256 of the input's canonical JSON. */
    inputHash: text().notNull(),
    /** The run's own id where the caller gave none. */
    idempotencyKey: text().notNull(),
    /** When the key may be used for another run; null: never. */
    keyExpiresAt: timestamp({ withTimezone: true }),
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
    /** Not before; null: at once. Of a run that waits for its next attempt, when that is. */
    dueAt: timestamp({ withTimezone: true }),
    /** A run that has not begun by then never does. */
    expiresAt: timestamp({ withTimezone: true }),
    /** The lane that it takes a place of, from when a relay took it until it ends or waits; null: none. */
    lane: text(),
    /** 0 to 100, as its handler said last. */
    progress: smallint(),
    startedAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
    /** How often an operator had it made again after it was dead, and when last. */
    replays: integer().notNull().default(0),
    replayedAt: timestamp({ withTimezone: true }),
    /** Set on a dead run that an operator has decided to leave dead, with why. */
    discardedAt: timestamp({ withTimezone: true }),
    discardReason: text(),
    // No index names `status`: nearly every change of a run is one of it alone, and then Postgres has nothing to do but
    // write the row (a HOT update). What an index would ask of it is said by columns that most runs never change.
    /** When a run that waits in the ledger goes on. */
    wakesAt: timestamp({ withTimezone: true }).generatedAlwaysAs(
      sql`case when status in ('scheduled', 'waiting_retry') then due_at end`,
    ),
    /** Since when a dead run waits for somebody's decision. */
    deadSince: timestamp({ withTimezone: true }).generatedAlwaysAs(
      sql`case when status = 'dead' and discarded_at is null then ended_at end`,
    ),
  },
  {
    grants: ["select", "insert", "update"],
    extras: (t) => [
      // The person is part of it: else the key of one would collide with the key of another, whose rows are not theirs to see.
      unique("runs_key").on(t.tenantId, t.userId, t.task, t.idempotencyKey).nullsNotDistinct(),
      uniqueIndex("runs_reaction")
        .on(t.eventId, t.reaction)
        .where(sql`event_id is not null`),
      index("runs_unfinished")
        .on(t.enqueuedAt)
        .where(sql`ended_at is null`),
      index("runs_newest").on(t.enqueuedAt, t.id),
      index("runs_dead_letters")
        .on(t.deadSince)
        .where(sql`dead_since is not null`),
      index("runs_due")
        .on(t.wakesAt)
        .where(sql`wakes_at is not null`),
      index("runs_places")
        .on(t.lane)
        .where(sql`lane is not null`),
      index("runs_tenant").on(t.tenantId, t.enqueuedAt, t.id),
      index("runs_tags")
        .using("gin", t.tags)
        .where(sql`tags <> '{}'`),
      index("runs_schedule")
        .on(t.schedule, t.enqueuedAt)
        .where(sql`schedule is not null`),
      index("runs_ended")
        .on(t.endedAt)
        .where(sql`ended_at is not null`),
      check("runs_kind", sql`kind in ('job', 'reaction')`),
      check(
        "runs_status",
        sql`status in ('scheduled', 'pending', 'queued', 'running', 'waiting_retry', 'succeeded', 'dead', 'cancelled', 'expired')`,
      ),
      check("runs_priority", sql`priority between -1 and 1`),
      check("runs_progress", sql`progress between 0 and 100`),
      check("runs_tags", sql`cardinality(tags) <= 10`),
      check("runs_last_error", sql`length(last_error) <= 2000`),
      check("runs_discarded", sql`(discarded_at is null) = (discard_reason is null) and length(discard_reason) <= 500`),
    ],
  },
);

/** What a run's attempts say on their way: lines for whoever reads its timeline, removed with the run. */
export const runLines = scopedTable(
  workflows,
  "run_lines",
  {
    /** The order of writing. */
    seq: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    attempt: integer().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** `begun`, `failed` and `given_back` are written by the engine's side, `log` by the handler. */
    kind: text().$type<"begun" | "failed" | "given_back" | "log">().notNull(),
    message: text(),
  },
  {
    grants: ["select", "insert"],
    extras: (t) => [
      index("run_lines_run").on(t.runId, t.seq),
      check("run_lines_kind", sql`kind in ('begun', 'failed', 'given_back', 'log')`),
      check("run_lines_message", sql`length(message) <= 2000`),
    ],
  },
);

/** When which job starts by itself, as the release declares it, and what operators decided about it. */
export const schedules = systemTable(
  workflows,
  "schedules",
  {
    /** `system.what_it_does`: the job's id. */
    name: text().notNull(),
    /** Cron, five fields, and the IANA zone by whose clock it is read: what `nextAt` was reckoned from. */
    cron: text().notNull(),
    timeZone: text().notNull(),
    nextAt: timestamp({ withTimezone: true }).notNull(),
    /** The last occurrence that was looked at, and what became of it. */
    lastAt: timestamp({ withTimezone: true }),
    lastOutcome: text().$type<"enqueued" | "overlapped" | "missed">(),
    pausedAt: timestamp({ withTimezone: true }),
    pausedBy: text(),
    pauseReason: text(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  {
    extras: (t) => [
      unique("schedules_name").on(t.name),
      index("schedules_next")
        .on(t.nextAt)
        .where(sql`paused_at is null`),
      check("schedules_last_outcome", sql`last_outcome in ('enqueued', 'overlapped', 'missed')`),
      check("schedules_paused", sql`(paused_at is null) = (pause_reason is null) and length(pause_reason) <= 500`),
    ],
  },
);

/** What relays have told of, so that none of them tells it again. */
export const watches = systemTable(workflows, "watches", {
  /** `dead-letters`. */
  name: text().notNull().unique("watches_name"),
  /** The fewest that there were since somebody was told; null: nobody has to know of any. */
  fewest: integer(),
});
