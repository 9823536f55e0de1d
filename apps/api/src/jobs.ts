import { applyDeliveryJob, type Billing, refreshJob } from "@ninefold/billing";
import { notificationJobs, type Notifications } from "@ninefold/notifications";
import { type Analytics, observabilityJobs } from "@ninefold/observability";
import { type ExportBuilder, opsSafetyJobs } from "@ninefold/ops-safety";
import { bindJob, type Job } from "@ninefold/workflows";

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs = ({ notifications, billing, personalExports, analytics }: Systems): readonly Job[] => [
  ...notificationJobs.map((job) => bindJob(job, notifications)),
  bindJob(applyDeliveryJob, billing),
  bindJob(refreshJob, billing),
  ...opsSafetyJobs.map((job) => bindJob(job, personalExports)),
  ...observabilityJobs.map((job) => bindJob(job, analytics)),
];

interface Systems {
  readonly notifications: Pick<Notifications, "deliver">;
  readonly billing: Pick<Billing, "applyDelivery" | "refresh">;
  readonly personalExports: ExportBuilder;
  readonly analytics: Pick<Analytics<unknown>, "tell">;
}
