import { z } from "zod";
import { NOTICE_SUBJECTS, type NoticeKind } from "./kinds.ts";
import type { Scope } from "./needs.ts";

/**
 * Sends one delivery. The attempts span about two hours: an outage of the vendor that is longer is told to the person by
 * the page that offers to send again, and a link in a mail that is days late is dead anyway. Somebody waits in front of
 * their inbox, so none comes later than five minutes after the one before.
 */
export const deliverJob = {
  id: "notifications.deliver",
  version: 1,
  input: z.object({ deliveryId: z.uuid(), tenantId: z.uuid().nullable(), userId: z.uuid().nullable() }),
  retry: { attempts: 29, backoffMs: 15_000, maxBackoffMs: 300_000 },
  deadlineMs: 60_000,
  handler:
    (notifications: Deliverer) =>
    ({ deliveryId, ...scope }: { readonly deliveryId: string } & Scope, attempt: DeliveryAttempt) =>
      notifications.deliver(deliveryId, scope, attempt),
};

/** Writes a notice for everybody whom it is for, each in their own door. */
export const tellJob = {
  id: "notifications.tell",
  version: 1,
  input: z.object({
    kind: z.string().refine((kind): kind is NoticeKind => Object.hasOwn(NOTICE_SUBJECTS, kind)),
    subject: z.record(z.string(), z.string()),
    key: z.string(),
  }),
  retry: { attempts: 8, backoffMs: 5_000 },
  deadlineMs: 60_000,
  handler: (notifications: Teller) => (notice: StoredNotice, attempt: DeliveryAttempt) =>
    notifications.tell(notice, attempt),
};

/** Ends what never came to an end, and forgets old notices. */
export const sweepJob = {
  id: "notifications.sweep",
  version: 1,
  input: z.object({}),
  retry: { attempts: 12, backoffMs: 60_000, maxBackoffMs: 600_000 },
  deadlineMs: 300_000,
  schedule: { cron: "*/10 * * * *" },
  handler:
    (notifications: Sweeper) =>
    async (_input: object, { requestId }: Pick<DeliveryAttempt, "requestId">) =>
      void (await notifications.sweep(requestId)),
};

/** As the job's payload has it: whether the subject is what the kind is about is judged when it is written. */
export interface StoredNotice {
  readonly kind: NoticeKind;
  readonly subject: Readonly<Record<string, string>>;
  readonly key: string;
}

export interface Teller {
  tell(notice: StoredNotice, attempt: DeliveryAttempt): Promise<void>;
}

export interface Sweeper {
  sweep(requestId: string): Promise<number>;
}

/** What the jobs work with: the service itself. */
export interface Deliverer {
  deliver(deliveryId: string, scope: Scope, attempt: DeliveryAttempt): Promise<void>;
}

/** What a delivery has to know of the run that it is in. */
export interface DeliveryAttempt {
  readonly requestId: string;
  /** True when there will be no other by itself. */
  readonly isLast: boolean;
  /** True when an operator wants it made again, after it had failed. */
  readonly isReplayed: boolean;
  /** Aborted at the deadline, and when the process stops. */
  readonly signal: AbortSignal;
}
