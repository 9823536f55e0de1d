import { z } from "zod";

/** What fails is tried ever less often for an hour and a half; no other run of the job begins meanwhile. */
const SWEEP = {
  version: 1,
  input: z.object({}),
  retry: { attempts: 12, backoffMs: 60_000, maxBackoffMs: 600_000 },
  deadlineMs: 300_000,
  schedule: { cron: "*/10 * * * *" },
} as const;

/** Erases workspaces that nobody can take back any more, and forgets what was used. */
export const sweepJob = {
  ...SWEEP,
  id: "identity.sweep",
  handler:
    (identity: Pick<Sweeper, "sweep">) =>
    async (_input: object, { requestId }: { readonly requestId: string }) =>
      void (await identity.sweep(requestId)),
};

/** Looks whether verified domains still are. */
export const checkDomainsJob = {
  ...SWEEP,
  id: "identity.check_domains",
  handler: (identity: Pick<Sweeper, "sweepDomains">) => async () => void (await identity.sweepDomains()),
};

/** What the jobs work with: the service itself. */
export interface Sweeper {
  sweep(requestId: string): Promise<number>;
  sweepDomains(): Promise<number>;
}

/** Every job of identity, as plain data. */
export const identityJobs = [sweepJob, checkDomainsJob] as const;
