import { z } from "zod";

/** Some six hours: a plan that the next release brings, or a workspace that is matched a little later. */
const PATIENT = { attempts: 12, backoffMs: 15_000 };

/** Does what one delivery of the vendor asks for. */
export const applyDeliveryJob = {
  id: "billing.apply_delivery",
  version: 1,
  input: z.object({ inboxId: z.uuid() }),
  retry: PATIENT,
  deadlineMs: 60_000,
  handler:
    (billing: Pick<BillingWorker, "applyDelivery">) =>
    ({ inboxId }: { readonly inboxId: string }, attempt: BillingAttempt) =>
      billing.applyDelivery(inboxId, attempt),
};

/** Asks the vendor for one subscription and stores what it says. */
export const refreshJob = {
  id: "billing.refresh",
  version: 1,
  input: z.object({ ref: z.string() }),
  retry: PATIENT,
  deadlineMs: 60_000,
  handler:
    (billing: Pick<BillingWorker, "refresh">) =>
    ({ ref }: { readonly ref: string }, attempt: BillingAttempt) =>
      billing.refresh(ref, attempt),
};

/** Asks the vendor about what should have been heard of, so that a purchase is seen whose webhook was lost. */
export const sweepJob = {
  id: "billing.sweep",
  version: 1,
  input: z.object({}),
  retry: { attempts: 5, backoffMs: 15_000 },
  deadlineMs: 300_000,
  schedule: { cron: "* * * * *" },
  handler:
    (billing: Pick<BillingWorker, "sweep">) =>
    async (_input: object, { requestId }: Pick<BillingAttempt, "requestId">) =>
      void (await billing.sweep(requestId)),
};

/** What the jobs work with: the service itself. */
export interface BillingWorker {
  sweep(requestId: string): Promise<number>;
  applyDelivery(inboxId: string, attempt: BillingAttempt): Promise<void>;
  refresh(ref: string, attempt: BillingAttempt): Promise<void>;
}

/** What the work has to know of the run that it is in. */
export interface BillingAttempt {
  readonly requestId: string;
  /** Aborted at the deadline, and when the process stops. */
  readonly signal: AbortSignal;
}
