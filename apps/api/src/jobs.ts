import { applyDeliveryJob, type Billing, refreshJob, sweepJob as sweepBillingJob } from "@ninefold/billing";
import { type Identity, identityJobs } from "@ninefold/identity";
import { type Media, sweepJob as sweepMediaJob } from "@ninefold/media";
import { deliverJob, type Notifications, sweepJob as sweepNotificationsJob, tellJob } from "@ninefold/notifications";
import { type Analytics, observabilityJobs } from "@ninefold/observability";
import { type ExportBuilder, exportJob, type Sweeper, sweepJob as sweepSafetyJob } from "@ninefold/ops-safety";
import { bindJob, type Job, sweepJob as sweepRunsJob, type Workflows } from "@ninefold/workflows";

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs = ({
  notifications,
  billing,
  analytics,
  identity,
  media,
  workflows,
  ...safety
}: Systems): readonly Job[] => [
  bindJob(deliverJob, notifications),
  bindJob(tellJob, notifications),
  bindJob(sweepNotificationsJob, notifications),
  bindJob(applyDeliveryJob, billing),
  bindJob(refreshJob, billing),
  bindJob(sweepBillingJob, billing),
  ...identityJobs.map((job) => bindJob(job, identity)),
  bindJob(sweepMediaJob, media),
  bindJob(exportJob, safety.personalExports),
  bindJob(sweepSafetyJob, [safety.audit, safety.limits, safety.idempotency, safety.personalExports]),
  bindJob(sweepRunsJob, workflows),
  ...observabilityJobs.map((job) => bindJob(job, analytics)),
];

interface Systems {
  readonly notifications: Pick<Notifications, "deliver" | "tell" | "sweep">;
  readonly billing: Pick<Billing, "applyDelivery" | "refresh" | "sweep">;
  readonly identity: Pick<Identity, "sweep" | "sweepDomains">;
  readonly media: Pick<Media, "sweep">;
  readonly audit: Sweeper;
  readonly limits: Sweeper;
  readonly idempotency: Sweeper;
  readonly personalExports: ExportBuilder & Sweeper;
  readonly workflows: Pick<Workflows, "sweep">;
  readonly analytics: Pick<Analytics<unknown>, "tell">;
}
