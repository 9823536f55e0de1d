import { createHash } from "node:crypto";
import { v5 } from "uuid";
import { scopeOf } from "../../domain/request.ts";
import type { EnqueueRequest, Run, RunStatus } from "../../port.ts";

/** What a job of pg-boss carries for us. Fields are only ever added: an older worker may meet it. */
export interface Envelope {
  readonly task: string;
  readonly tenantId: string | null;
  readonly requestId: string;
  readonly payload: unknown;
  /** Of the payload's canonical JSON: the same key with another one is a conflict. */
  readonly payloadHash: string;
}

/** False for what somebody else put into the queue. */
export function isEnvelope(data: unknown): data is Envelope {
  if (typeof data !== "object" || data === null || !("payload" in data && "tenantId" in data)) return false;
  const { tenantId } = data;
  return (tenantId === null || typeof tenantId === "string") && "requestId" in data && "payloadHash" in data;
}

/** What we keep in a job's `output`, beside what pg-boss counts. */
export interface Note {
  readonly error?: string;
  /** Attempts that a stopping engine gave back: pg-boss counts every start, we do not. */
  readonly givenBack?: number;
}

/** A job as our queries answer it. */
export interface JobRow {
  readonly queue: string;
  readonly id: string;
  readonly state: "created" | "retry" | "active" | "completed" | "cancelled" | "failed";
  readonly starts: number;
  readonly data: Envelope;
  readonly output: Note | null;
  readonly createdOn: Date;
  readonly completedOn: Date | null;
}

const STATUS = {
  created: "queued",
  retry: "queued",
  active: "running",
  completed: "succeeded",
  failed: "dead",
  cancelled: "cancelled",
} as const satisfies Record<JobRow["state"], RunStatus>;

export function toRun({ id, state, starts, data, output, createdOn, completedOn }: JobRow): Run {
  const { task, tenantId, requestId } = data;
  return {
    id,
    task,
    tenantId,
    requestId,
    status: STATUS[state],
    attempts: starts - (output?.givenBack ?? 0),
    enqueuedAt: createdOn,
    ...(completedOn && { endedAt: completedOn }),
    ...(output?.error !== undefined && { lastError: output.error }),
  };
}

/** The same for the same task, tenant and key, so that the second of two racing inserts finds the first. */
export function runIdOf(request: EnqueueRequest): string {
  return v5(scopeOf(request), "0b6a2f5e-5f0e-4c53-9f0a-3c1f4f1f9a52");
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
export const isRunId = (id: string) => UUID.test(id);

/**
 * pg-boss takes letters, digits and `_ . - /`. Names as our jobs and reactions have them (`system.job@2`) stay legible;
 * the version is behind the last slash, so no two become one.
 */
export function queueOf(task: string): string {
  return /^[\w./-]{1,200}@\d+$/.test(task) ? task.replace("@", "/") : `sha256/${sha256(task)}`;
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
