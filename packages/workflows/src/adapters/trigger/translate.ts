import { createHash } from "node:crypto";
import { ApiError } from "@trigger.dev/sdk";
import { z } from "zod";
import { scopeOf } from "../../domain/request.ts";
import { WorkflowsError } from "../../errors.ts";
import type { EnqueueRequest, Run, RunStatus } from "../../port.ts";

/** What a run is marked with at the vendor, in its metadata: its payload is not read back. */
export type Marks = z.infer<typeof Marks>;
const Marks = z.object({ tenantId: z.string().nullable(), requestId: z.string(), payloadHash: z.string() });

/** As the SDK answers it; only what is read. */
export interface VendorRun {
  readonly id: string;
  readonly status: string;
  readonly taskIdentifier: string;
  readonly attemptCount: number;
  readonly createdAt: Date;
  readonly finishedAt?: Date | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly error?: { readonly message: string } | undefined;
}

/** Every status of @trigger.dev/core 4.8.3 (`RunStatus`). `EXECUTING` also while a run waits for its next attempt. */
const STATUS: Readonly<Record<string, RunStatus>> = {
  PENDING_VERSION: "queued",
  QUEUED: "queued",
  DEQUEUED: "queued",
  DELAYED: "queued",
  EXECUTING: "running",
  WAITING: "running",
  COMPLETED: "succeeded",
  CANCELED: "cancelled",
  FAILED: "dead",
  CRASHED: "dead",
  SYSTEM_FAILURE: "dead",
  EXPIRED: "dead",
  TIMED_OUT: "dead",
};

export function marksOf({ metadata }: Pick<VendorRun, "metadata">): Marks | undefined {
  return Marks.safeParse(metadata).data;
}

/** `undefined` for a run that somebody else made in this environment. */
export function toRun(run: VendorRun): Run | undefined {
  const marks = marksOf(run);
  if (marks === undefined) return undefined;
  const { tenantId, requestId } = marks;
  const { id, taskIdentifier: task, attemptCount: attempts, createdAt: enqueuedAt, finishedAt, error } = run;
  return {
    id,
    task,
    tenantId,
    requestId,
    // A status that this release does not know is one on the way: nobody may take the run for ended.
    status: STATUS[run.status] ?? "running",
    attempts,
    enqueuedAt,
    ...(finishedAt && { endedAt: finishedAt }),
    ...(error && { lastError: error.message.slice(0, 2_000) }),
  };
}

/** The vendor keeps keys per environment and task; ours are per tenant as well. 64 hex digits are taken as they are. */
export function vendorKeyOf(request: EnqueueRequest): string {
  return sha256(scopeOf(request));
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404;

/** What the vendor says is not repeated: it may quote what it was sent. */
export function toWorkflowsError(error: unknown): WorkflowsError {
  if (error instanceof WorkflowsError) return error;
  return new WorkflowsError("workflows.unavailable", reasonOf(error), { cause: error });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError) || error.status === undefined) return "Trigger.dev could not be reached";
  if (error.status === 401 || error.status === 403) return "Trigger.dev refuses the key: TRIGGER_SECRET_KEY";
  return `Trigger.dev answered ${error.status}`;
}
