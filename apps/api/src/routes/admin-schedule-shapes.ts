import { LEDGER_STATUSES } from "@ninefold/workflows";
import { z } from "zod";
import { Instant } from "./shapes.ts";
import { text } from "./validation.ts";

/** What operators ask of schedules, and get. Names are those of jobs: the code's own, in its language. */

const ScheduleShape = z
  .object({
    name: z.string().meta({ description: "The job that it starts." }),
    cron: z.string().meta({ description: "Five fields." }),
    timeZone: z.string().meta({ description: "IANA, by whose clock the cron is read." }),
    mayOverlap: z
      .boolean()
      .meta({ description: "False: an occurrence is skipped while an earlier run is on its way." }),
    missed: z.enum(["skip", "once"]).meta({ description: "What becomes of occurrences that no worker was there for." }),
    upcoming: z.array(Instant).meta({ description: "The next five; none while it is paused." }),
    lastAt: Instant.nullable().meta({ description: "The last occurrence that was looked at." }),
    lastOutcome: z.enum(["enqueued", "overlapped", "missed"]).nullable(),
    lastRun: z
      .object({
        id: z.uuid(),
        status: z.enum(LEDGER_STATUSES),
        enqueuedAt: Instant,
      })
      .nullable()
      .meta({ description: "Its newest run, with those that an operator asked for." }),
    paused: z
      .object({ at: Instant, by: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: "Who had it start nothing more, and why." }),
  })
  .meta({ id: "Schedule", description: "When a job starts by itself, and how that went last." });

export const ScheduleList = z
  .object({ schedules: z.array(ScheduleShape) })
  .meta({ id: "ScheduleList", description: "What starts by itself, by name; empty until a worker has run once." });

const name = text(200).meta({ description: "The job that it starts." });
export const ScheduleName = z.strictObject({ name }).meta({ id: "ScheduleName" });
export const SchedulePause = z
  .strictObject({ name, reason: text(500).meta({ description: "Why it is to start nothing for now." }) })
  .meta({ id: "SchedulePause" });

export const StartedRun = z
  .object({ runId: z.uuid() })
  .meta({ id: "StartedRun", description: "The run that is on its way." });
