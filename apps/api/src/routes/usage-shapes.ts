import { MONTH } from "@ninefold/identity";
import { z } from "zod";

export const UsageQuery = z.strictObject({
  month: z
    .string()
    .regex(MONTH)
    .optional()
    .meta({ description: "A calendar month of UTC, such as `2026-11`; this one when absent." }),
});

const count = () => z.int().min(0);

const UsageOfDay = z
  .object({
    day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    seats: z.int().meta({ description: "Members at its end, or now." }),
    activePeople: z.int().meta({ description: "People whose first request of the month was on this day." }),
    apiRequests: z.int(),
  })
  .meta({ id: "UsageOfDay" });

export const UsageShape = z
  .object({
    month: z.string().regex(MONTH),
    seats: z.object({
      now: count().meta({ description: "Members of the workspace, whatever the month." }),
      highest: count().meta({ description: "As many as there ever were at once in the month." }),
    }),
    activePeople: z.int().meta({ description: "People who came into the workspace in the month." }),
    apiRequests: z
      .int()
      .meta({ description: "Requests with API keys of the workspace. The last second or two may be missing." }),
    days: z.array(UsageOfDay).max(31).meta({ description: "Each day of the month up to today." }),
  })
  .meta({ id: "Usage", description: "What a workspace used in a month." });
