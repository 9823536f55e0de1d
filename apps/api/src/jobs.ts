import { applyDeliveryJob, type Billing, refreshJob } from "@ninefold/billing";
import { deliverJob, type Notifications, tellJob } from "@ninefold/notifications";
import { type Analytics, observabilityJobs } from "@ninefold/observability";
import { type ExportBuilder, opsSafetyJobs } from "@ninefold/ops-safety";
import { bindJob, type Job } from "@ninefold/workflows";

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs = ({ notifications, billing, personalExports, analytics }: Systems): readonly Job[] => [
  bindJob(deliverJob, notifications),
  bindJob(tellJob, notifications),
  bindJob(applyDeliveryJob, billing),
  bindJob(refreshJob, billing),
  ...opsSafetyJobs.map((job) => bindJob(job, personalExports)),
  ...observabilityJobs.map((job) => bindJob(job, analytics)),
];

interface Systems {
  readonly notifications: Pick<Notifications, "deliver" | "tell">;
  readonly billing: Pick<Billing, "applyDelivery" | "refresh">;
  readonly personalExports: ExportBuilder;
  readonly analytics: Pick<Analytics<unknown>, "tell">;
}
