import { type PersonContext, userIdOf } from "@ninefold/identity/tenancy";
import { z } from "zod";

/** Makes a person's copy of their data. Five attempts span some minutes: a person waits for it. */
export const exportJob = {
  id: "ops-safety.export",
  version: 1,
  input: z.object({ exportId: z.uuid(), personId: z.uuid() }),
  retry: { attempts: 5, backoffMs: 10_000 },
  deadlineMs: 120_000,
  handler:
    ({ build }: ExportBuilder) =>
    ({ exportId, personId }: { readonly exportId: string; readonly personId: string }, attempt: ExportAttempt) => {
      const actor = { type: "system", id: exportJob.id } as const;
      return build(exportId, { userId: userIdOf(personId), actor, requestId: attempt.requestId }, attempt);
    },
};

/** What the job works with: the service itself. */
export interface ExportBuilder {
  readonly build: (exportId: string, context: PersonContext, attempt: BuildAttempt) => Promise<void>;
}

interface ExportAttempt extends BuildAttempt {
  readonly requestId: string;
}

export interface BuildAttempt {
  /** True when there will be no other by itself. */
  readonly isLast: boolean;
  /** Tells whoever watches how far it is, 0 to 100, and what was done. */
  readonly progress?: (percent: number) => void;
  readonly log?: (message: string) => void;
}

/** Forgets what has had its time: counts of requests, keys, intents, copies. */
export const sweepJob = {
  id: "ops-safety.sweep",
  version: 1,
  input: z.object({}),
  retry: { attempts: 12, backoffMs: 60_000, maxBackoffMs: 600_000 },
  deadlineMs: 300_000,
  schedule: { cron: "*/10 * * * *" },
  handler:
    (sweepers: readonly Sweeper[]) =>
    async (_input: object, { requestId }: Pick<ExportAttempt, "requestId">): Promise<void> => {
      const swept = await Promise.allSettled(sweepers.map((one) => one.sweep(requestId)));
      // After each had its turn.
      const failed = swept.find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
    },
};

export interface Sweeper {
  sweep(requestId: string): Promise<number>;
}
