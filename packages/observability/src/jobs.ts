import { z } from "zod";

const ToldFact = z.object({
  // Of a later release too: a run that waits must survive going back to an earlier one.
  name: z.string().max(100),
  properties: z.record(z.string(), z.string()),
  id: z.uuid(),
  occurredAt: z.iso.datetime(),
  actorId: z.uuid().nullable(),
  tenantId: z.uuid().nullable(),
});
export type ToldFact = z.infer<typeof ToldFact>;

interface Teller {
  tell(fact: ToldFact, attempt: { readonly signal: AbortSignal }): Promise<void>;
}

/** The attempts span a day and a half: an outage of the vendor that is longer loses what was told before it began. */
export const tellJob = {
  id: "observability.tell",
  version: 1,
  input: ToldFact,
  // From 15 seconds to an hour in eight steps, then every hour.
  retry: { attempts: 44, backoffMs: 15_000 },
  deadlineMs: 30_000,
  // It tells our vendor about the workspace, and nobody who needs to know it.
  mayBeCancelled: true,
  handler:
    (analytics: Teller) =>
    (fact: ToldFact, attempt: { readonly signal: AbortSignal }): Promise<void> =>
      analytics.tell(fact, attempt),
};

/** Every job of observability, as plain data. */
export const observabilityJobs = [tellJob] as const;
