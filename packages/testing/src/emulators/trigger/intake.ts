import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Answer, type EmulatorKit, NOT_EMULATED } from "../frame/define.ts";
import { durationMs } from "./duration.ts";
import type { Execution } from "./execution.ts";
import type { State, StoredRun } from "./state.ts";

/** Of the options of a trigger, those that are emulated: with any other, the answer is 501. */
const Trigger = z.object({
  payload: z.string(),
  options: z.strictObject({
    payloadType: z.enum(["application/super+json", "application/json", "application/store"]),
    payloadSize: z.int().optional(),
    idempotencyKey: z.string().max(2_048).optional(),
    idempotencyKeyTTL: z.string().default("30d"),
    idempotencyKeyOptions: z.looseObject({}).optional(),
    ttl: z.string().optional(),
    tags: z.array(z.string().min(1).max(127)).max(10).default([]),
    metadata: z.record(z.string(), z.unknown()).default({}),
    maxAttempts: z.int().min(1).optional(),
    // Counted in computing time by the vendor, and ended there: here nothing runs away from its own deadline.
    maxDuration: z.number().min(5).optional(),
  }),
});

export interface Taken {
  readonly id: string;
  readonly isCached: boolean;
}

/** Wording of the vendor's file (v3-openapi, 2024-04). */
export const refuse = (status: number, error: string): Answer => ({ status, body: { error } });
export const NO_RUN = refuse(404, "Run not found");

export const isRefusal = (answer: Taken | Answer): answer is Answer => "status" in answer;

export type Intake = ReturnType<typeof createIntake>;

/** Makes runs out of what was asked for: one by one, of a batch, or out of an earlier one. */
export function createIntake({ clock, store }: EmulatorKit, { runs }: State, execution: Execution) {
  function held(task: string, key: string | undefined): StoredRun | undefined {
    const nowMs = clock.now().getTime();
    return runs
      .list()
      .find(
        (run) =>
          run.task === task && key !== undefined && run.idempotencyKey === key && Date.parse(run.keyExpiresAt) > nowMs,
      );
  }

  const later = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();

  function put(
    run: Omit<StoredRun, keyof typeof FRESH | "id" | "status" | "dueAt" | "createdAt" | "updatedAt">,
  ): string {
    const id = `run_${randomBytes(12).toString("hex")}`;
    const now = clock.now().toISOString();
    const [status, dueAt] = execution.isDeployed() ? (["QUEUED", now] as const) : (["PENDING_VERSION", null] as const);
    store.change(() => runs.put(id, { ...FRESH, ...run, id, status, dueAt, createdAt: now, updatedAt: now }));
    return id;
  }

  return {
    /** The run that it makes, or that was there under its key. */
    take(task: string, given: unknown): Taken | Answer {
      const asked = Trigger.safeParse(given);
      if (!asked.success) return refuse(isOption(asked.error) ? NOT_EMULATED : 400, faultOf(asked.error));
      const { payload, options } = asked.data;
      const known = held(task, options.idempotencyKey);
      if (known !== undefined) return { id: known.id, isCached: true };
      const keepMs = durationMs(options.idempotencyKeyTTL);
      const ttlMs = options.ttl === undefined ? null : durationMs(options.ttl);
      if (keepMs === undefined || ttlMs === undefined) return refuse(400, "Invalid duration");
      const id = put({
        task,
        payload,
        payloadType: options.payloadType,
        metadata: options.metadata,
        tags: options.tags,
        idempotencyKey: options.idempotencyKey ?? null,
        keyExpiresAt: later(keepMs),
        ttl: options.ttl ?? null,
        expiresAt: ttlMs === null ? null : later(ttlMs),
        maxAttempts: options.maxAttempts ?? null,
      });
      return { id, isCached: false };
    },

    /** A run of its own, of the same payload and without the key. */
    again({ task, payload, payloadType, metadata, tags, maxAttempts }: StoredRun): string {
      const kept = { task, payload, payloadType, metadata, tags, maxAttempts };
      return put({ ...kept, idempotencyKey: null, keyExpiresAt: later(0), ttl: null, expiresAt: null });
    },

    /** Frees the key. Answers whether a run had it. */
    free(task: string, key: string): boolean {
      const run = held(task, key);
      if (run === undefined) return false;
      store.change(() => runs.put(run.id, { ...run, idempotencyKey: null, updatedAt: clock.now().toISOString() }));
      return true;
    },
  };
}

const FRESH = { attempts: [], startedAt: null, finishedAt: null, error: null };
const isOption = ({ issues }: z.ZodError) => issues.some(({ code }) => code === "unrecognized_keys");

function faultOf({ issues: [first] }: z.ZodError): string {
  return `${first?.path.join(".") ?? ""} ${first?.message ?? ""}`.trim();
}
