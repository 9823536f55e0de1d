import { notificationJobs, type Notifications } from "@ninefold/notifications";
import { bindJob, type Job } from "@ninefold/workflows";

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs = ({ notifications }: { readonly notifications: Pick<Notifications, "deliver"> }): readonly Job[] =>
  notificationJobs.map((job) => bindJob(job, notifications));
