import { OWN_MOMENTS, OWN_STATES } from "@ninefold/workflows";
import { z } from "zod";
import { NewestQuery } from "./paging.ts";
import { Instant } from "./shapes.ts";

/** What a workspace sees of its own runs. */

export const OwnRunQuery = NewestQuery.extend({
  state: z.enum(OWN_STATES).optional(),
  kind: z
    .enum(["job", "reaction"])
    .optional()
    .meta({ description: "`job`: what was asked for; `reaction`: what follows an event." }),
});

const Shown = {
  id: z.uuid(),
  job: z.string().meta({ description: "A stable name, as `notifications.tell`." }),
  kind: z.enum(["job", "reaction"]),
  state: z.enum(OWN_STATES).meta({
    description: "`retrying`: it failed and is tried again; `failed`: it is not; `expired`: it was too late to begin.",
  }),
  progress: z.int().min(0).max(100).nullable().meta({ description: "Percent, where it says so." }),
  attempts: z.int(),
  maxAttempts: z.int(),
  enqueuedAt: Instant,
  dueAt: Instant.nullable().meta({ description: "It does not start before." }),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  isCancellable: z.boolean(),
};
const OwnRunShape = z.object(Shown).meta({ id: "OwnRun", description: "Background work of the workspace." });

export const OwnRunList = z
  .object({ runs: z.array(OwnRunShape), nextCursor: z.string().nullable() })
  .meta({ id: "OwnRunList", description: "Background work of the workspace, newest first." });

export const OwnRunDetail = z
  .object({
    ...Shown,
    timeline: z.array(
      z.object({
        what: z.enum(OWN_MOMENTS),
        at: Instant,
      }),
    ),
  })
  .meta({ id: "OwnRunDetail", description: "One piece of background work, with what happened to it." });
