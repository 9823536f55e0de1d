import { z } from "zod";
import type { Scope } from "./needs.ts";

/**
 * Sends one delivery. Ten attempts span about two hours: an outage of the vendor that is longer is told to the person by
 * the page that offers to send again, and a link in a mail that is days late is dead anyway.
 */
export const deliverJob = {
  id: "notifications.deliver",
  version: 1,
  input: z.object({ deliveryId: z.uuid(), tenantId: z.uuid().nullable(), userId: z.uuid().nullable() }),
  retry: { attempts: 10, backoffMs: 15_000 },
  deadlineMs: 60_000,
  handler:
    (notifications: Deliverer) =>
    ({ deliveryId, ...scope }: { readonly deliveryId: string } & Scope, attempt: DeliveryAttempt) =>
      notifications.deliver(deliveryId, scope, attempt),
};

/** What the jobs work with: the service itself. */
export interface Deliverer {
  deliver(deliveryId: string, scope: Scope, attempt: DeliveryAttempt): Promise<void>;
}

/** What a delivery has to know of the run that it is in. */
export interface DeliveryAttempt {
  readonly requestId: string;
  /** True when there will be no other by itself. */
  readonly isLast: boolean;
  /** Aborted at the deadline, and when the process stops. */
  readonly signal: AbortSignal;
}

/** Every job of notifications, as plain data. */
export const notificationJobs = [deliverJob] as const;
