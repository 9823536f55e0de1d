import { z } from "zod";
import type { Change } from "./domain/changes.ts";

/** What has happened, in the past tense: ids and no snapshots. Additive; a breaking change is a new name. */
const subscription = z.object({ workspaceId: z.uuid(), subscriptionId: z.uuid() });
/** Which plan took which one's place, by the catalogue's keys. Absent in what an earlier release wrote, and where none did. */
const planMove = subscription.extend({ fromPlan: z.string().optional(), toPlan: z.string().optional() });

export const billingEvents = {
  "billing.subscription_started": planMove,
  "billing.subscription_renewed": subscription,
  "billing.subscription_plan_changed": planMove,
  /** It runs to the end of the period that is paid for, and no further. */
  "billing.cancellation_scheduled": subscription,
  "billing.cancellation_withdrawn": subscription,
  /** A payment that was due did not come. Access goes on for the days of grace. */
  "billing.payment_overdue": subscription,
  "billing.subscription_recovered": subscription,
  "billing.subscription_paused": subscription,
  "billing.subscription_resumed": subscription,
  "billing.subscription_ended": planMove,
} as const satisfies Record<Change, z.ZodType>;

export type BillingEventType = keyof typeof billingEvents;
export type BillingEvent = {
  [Type in BillingEventType]: { readonly type: Type; readonly data: z.infer<(typeof billingEvents)[Type]> };
}[BillingEventType];
