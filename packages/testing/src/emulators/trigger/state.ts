import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";
import { StoredWorker } from "./cli-state.ts";

/** As @trigger.dev/core 4.8.3 names them (`RunStatus`), of those that this emulator has. */
export const STATUSES = [
  "PENDING_VERSION",
  "QUEUED",
  "EXECUTING",
  "COMPLETED",
  "CANCELED",
  "FAILED",
  "CRASHED",
  "EXPIRED",
] as const;

const StoredAttempt = z.object({
  number: z.int(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  error: z.string().nullable(),
});

const StoredRun = z.object({
  id: z.string(),
  task: z.string(),
  status: z.enum(STATUSES),
  /** As the SDK serialised it. */
  payload: z.string(),
  payloadType: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()),
  /** Null once it is free again: a run that has failed keeps none. */
  idempotencyKey: z.string().nullable(),
  keyExpiresAt: z.string(),
  ttl: z.string().nullable(),
  /** Until when it must have begun. */
  expiresAt: z.string().nullable(),
  maxAttempts: z.int().nullable(),
  attempts: z.array(StoredAttempt),
  /** When an attempt may begin; null while one runs, and where none will. */
  dueAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
});
export type StoredRun = z.infer<typeof StoredRun>;

const StoredPacket = z.object({ id: z.string(), token: z.string(), text: z.string().nullable(), type: z.string() });
export type StoredPacket = z.infer<typeof StoredPacket>;

const StoredBatch = z.object({
  id: z.string(),
  runCount: z.int(),
  /** The run of each item that has come, by its index. */
  runs: z.record(z.string(), z.string()),
  idempotencyKey: z.string().nullable(),
  createdAt: z.string(),
});
type StoredBatch = z.infer<typeof StoredBatch>;

export interface State {
  readonly runs: Collection<StoredRun>;
  readonly batches: Collection<StoredBatch>;
  /** Payloads that were too large to be sent along. */
  readonly packets: Collection<StoredPacket>;
  /** What the command line in dev mode has registered; the newest is what it runs. */
  readonly workers: Collection<StoredWorker>;
}

export const openState = (store: Store): State => ({
  runs: store.collection("runs", StoredRun, 5_000),
  batches: store.collection("batches", StoredBatch, 200),
  packets: store.collection("packets", StoredPacket, 200),
  workers: store.collection("workers", StoredWorker, 10),
});

const ENDED: ReadonlySet<string> = new Set(["COMPLETED", "CANCELED", "FAILED", "CRASHED", "EXPIRED"]);
export const hasEnded = ({ status }: StoredRun) => ENDED.has(status);
