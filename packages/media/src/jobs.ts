import { z } from "zod";

/**
 * Ends uploads that nobody completed, and has the vendor remove what it may still have. What fails is tried ever less often
 * for an hour and a half; no other run begins meanwhile.
 */
export const sweepJob = {
  id: "media.sweep",
  version: 1,
  input: z.object({}),
  retry: { attempts: 12, backoffMs: 60_000, maxBackoffMs: 600_000 },
  deadlineMs: 300_000,
  schedule: { cron: "*/10 * * * *" },
  handler:
    (media: Sweeper) =>
    async (_input: object, { requestId }: { readonly requestId: string }) =>
      void (await media.sweep(requestId)),
} as const;

/** What the job works with: the service itself. */
export interface Sweeper {
  sweep(requestId: string): Promise<number>;
}
