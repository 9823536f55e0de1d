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
    (billing: BillingWorker) =>
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
    (billing: BillingWorker) =>
    ({ ref }: { readonly ref: string }, attempt: BillingAttempt) =>
      billing.refresh(ref, attempt),
};

/** What the jobs work with: the service itself. */
export interface BillingWorker {
  applyDelivery(inboxId: string, attempt: BillingAttempt): Promise<void>;
  refresh(ref: string, attempt: BillingAttempt): Promise<void>;
}

/** What the work has to know of the run that it is in. */
export interface BillingAttempt {
  readonly requestId: string;
  /** Aborted at the deadline, and when the process stops. */
  readonly signal: AbortSignal;
}
