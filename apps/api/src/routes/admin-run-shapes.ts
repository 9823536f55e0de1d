import { LEDGER_STATUSES, MOMENTS, RUN_STATES } from "@ninefold/workflows";
import { z } from "zod";
import { NewestQuery } from "./paging.ts";
import { Instant } from "./shapes.ts";
import { moment, text } from "./validation.ts";

/** What operators ask of runs, and get. Names of tasks are the code's own, in its language. */

export const RunQuery = NewestQuery.extend({
  state: z
    .enum(RUN_STATES)
    .optional()
    .meta({ description: "`dead_letter`: dead, and not discarded; `unfinished`: not ended." }),
  task: text(200).optional().meta({ description: "A part of the task's name." }),
  workspaceId: z.uuid().optional().meta({ description: "Only of this workspace." }),
  kind: z.enum(["job", "reaction"]).optional(),
  queue: text(200).optional().meta({ description: "Only of this queue." }),
  tag: text(200).optional().meta({ description: "One of its tags, whole." }),
  schedule: text(200).optional().meta({ description: "That it is an occurrence of." }),
  from: moment().optional().meta({ description: "Asked for then or later." }),
  to: moment().optional().meta({ description: "Asked for before." }),
});

const Listed = {
  id: z.uuid(),
  task: z.string().meta({ description: "Name and version, as `notifications.deliver@1`." }),
  kind: z.enum(["job", "reaction"]),
  workspaceId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  queue: z.string(),
  tags: z.array(z.string()),
  schedule: z.string().nullable(),
  status: z.enum(LEDGER_STATUSES),
  attempts: z.int(),
  maxAttempts: z.int(),
  replays: z.int(),
  lastError: z.string().nullable(),
  enqueuedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  discardedAt: Instant.nullable(),
};
const RunShape = z.object(Listed).meta({ id: "Run", description: "A job or a reaction, and how it stands." });

export const RunList = z
  .object({
    runs: z.array(RunShape),
    counts: z.object({ unfinished: z.int(), deadLetters: z.int() }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "RunList", description: "Runs, and how many of all are on their way or wait for an operator." });

export const RunDetail = z
  .object({
    ...Listed,
    requestId: z.string(),
    traceparent: z.string().nullable(),
    engineRunId: z.string().nullable().meta({ description: "As the engine calls it." }),
    eventId: z.uuid().nullable(),
    actor: z.object({ type: z.string(), id: z.string() }),
    discardReason: z.string().nullable(),
    timeline: z
      .array(
        z.object({
          what: z.enum(MOMENTS),
          at: Instant,
          attempt: z.int().nullable().meta({ description: "Which attempt it is about." }),
          message: z
            .string()
            .nullable()
            .meta({ description: "Why it failed, or what its handler said, without secrets." }),
        }),
      )
      .meta({ description: "Oldest first. `said`: a line of its handler; a run keeps the first 200." }),
    progress: z.int().nullable().meta({ description: "0 to 100, as its handler said last." }),
    nextAttemptAt: Instant.nullable().meta({ description: "About when it is tried again." }),
    priority: z.int(),
    concurrencyKey: z.string().nullable(),
    dueAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    input: z.unknown().meta({ description: "What it was given, without secrets." }),
  })
  .meta({ id: "RunDetail", description: "One run, with what it was given and what happened to it." });

export const Discard = z
  .strictObject({ reason: text(500).meta({ description: "Why nobody will do it after all." }) })
  .meta({ id: "RunDiscard" });

export const Stop = z
  .strictObject({ reason: text(500).meta({ description: "Why it is not to go on." }) })
  .meta({ id: "RunStop" });
