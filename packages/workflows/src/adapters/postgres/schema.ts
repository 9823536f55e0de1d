import { foreignTable } from "@ninefold/identity/tenancy";
import { pgSchema } from "drizzle-orm/pg-core";

const pgboss = pgSchema("pgboss");

/**
 * pg-boss' own tables, by name alone: their shape is its business. The catalogue test fails on one that is missing here,
 * and on any role but `app_queue` that reaches one. `job_common` is the partition that holds every job.
 */
export const queueTables = [
  "version",
  "queue",
  "schedule",
  "subscription",
  "bam",
  "job",
  "job_common",
  "job_dependency",
  "warning",
  "queue_stats",
].map((name) => foreignTable(pgboss, name, {}, { ownedBy: "app_queue" }));
