import { applyDeliveryJob, type Billing, refreshJob } from "@ninefold/billing";
import { notificationJobs, type Notifications } from "@ninefold/notifications";
import { bindJob, type Job } from "@ninefold/workflows";

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs = ({ notifications, billing }: Systems): readonly Job[] => [
  ...notificationJobs.map((job) => bindJob(job, notifications)),
  bindJob(applyDeliveryJob, billing),
  bindJob(refreshJob, billing),
];

interface Systems {
  readonly notifications: Pick<Notifications, "deliver">;
  readonly billing: Pick<Billing, "applyDelivery" | "refresh">;
}
