import { z } from "zod";
import { Instant } from "./shapes.ts";
import { moment, text } from "./validation.ts";

/** What operators ask of dead letters, and decide about many at once. */

const said = (maxLength: number) => text(maxLength).min(1).optional();

const Filter = {
  task: said(200).meta({ description: "A part of the task's name." }),
  queue: said(200).meta({ description: "Only of this queue." }),
  workspaceId: z.uuid().optional().meta({ description: "Only of this workspace." }),
  tag: said(200).meta({ description: "Only with this tag." }),
  error: said(500).meta({ description: "A part of what the last attempt said, in upper or lower case." }),
  diedAfter: moment().optional().meta({ description: "Dead from this moment on." }),
  diedBefore: moment().optional().meta({ description: "Dead before this moment." }),
};

export const DeadLetterQuery = z.strictObject(Filter);

const Limit = z
  .int()
  .min(1)
  .max(10_000)
  .default(1_000)
  .meta({ description: "At most so many, the longest dead first." });

export const Replay = z.strictObject({ ...Filter, limit: Limit }).meta({ id: "DeadLetterReplay" });

export const Discard = z
  .strictObject({
    ...Filter,
    limit: Limit,
    reason: text(500).meta({ description: "Why nobody will do them after all." }),
  })
  .meta({ id: "DeadLetterDiscard" });

export const Preview = z
  .object({
    at: Instant.meta({ description: "When it was counted: as `diedBefore`, it keeps out what dies afterwards." }),
    count: z.int().meta({ description: "How many a discard would take." }),
    replayable: z.int().meta({ description: "How many a replay would: this release has their task." }),
    oldestAt: Instant.nullable(),
    kinds: z
      .array(
        z.object({
          task: z.string(),
          error: z.string().nullable().meta({ description: "Its beginning, without secrets." }),
          count: z.int(),
          oldestAt: Instant,
          isReplayable: z.boolean(),
        }),
      )
      .meta({ description: "By task and error, the most first, at most 50." }),
  })
  .meta({ id: "DeadLetterPreview", description: "What a decision with this filter would be about." });

const Moved = {
  moved: z.int(),
  left: z.int().meta({ description: "What fits and was left: above the limit, or dead once more." }),
};

export const Replayed = z
  .object({
    ...Moved,
    unknown: z
      .array(z.object({ task: z.string(), count: z.int() }))
      .meta({ description: "What stays dead since this release does not have its task." }),
  })
  .meta({ id: "DeadLettersReplayed" });

export const Discarded = z.object(Moved).meta({ id: "DeadLettersDiscarded" });
