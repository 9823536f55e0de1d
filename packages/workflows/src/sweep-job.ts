import { z } from "zod";

/** Forgets runs that ended long ago. What a sweep has left has the next. */
export const sweepJob = {
  id: "workflows.sweep",
  version: 1,
  input: z.object({}),
  retry: { attempts: 3, backoffMs: 60_000 },
  deadlineMs: 300_000,
  schedule: { cron: "*/10 * * * *" },
  handler:
    (workflows: Sweeper) =>
    async (_input: object, { requestId }: { readonly requestId: string }) =>
      void (await workflows.sweep(requestId)),
} as const;

/** What the job works with: the service itself. */
export interface Sweeper {
  sweep(requestId: string): Promise<number>;
}
