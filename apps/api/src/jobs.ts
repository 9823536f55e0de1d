import { notificationJobs, type Notifications } from "@ninefold/notifications";
import { type Analytics, observabilityJobs } from "@ninefold/observability";
import { bindJob, type Job } from "@ninefold/workflows";

interface Services {
  readonly notifications: Pick<Notifications, "deliver">;
  readonly analytics: Pick<Analytics<unknown>, "tell">;
}

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs = ({ notifications, analytics }: Services): readonly Job[] => [
  ...notificationJobs.map((job) => bindJob(job, notifications)),
  ...observabilityJobs.map((job) => bindJob(job, analytics)),
];
