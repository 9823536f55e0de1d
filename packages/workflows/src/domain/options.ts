import { WorkflowsError, type WorkflowsErrorCode } from "../errors.ts";
import { assertIdempotencyKey, isKey } from "./request.ts";

/** When, how urgently and beside what a run is made. */
export interface RunOptions {
  /** Names the cause: the same key never makes a second run of this job in this scope. The run's own id when absent. */
  readonly idempotencyKey?: string | undefined;
  /** How long the key stands for its run; after that it may be used for another. As long as the ledger remembers the run when absent. */
  readonly keyLifetimeMs?: number | undefined;
  /** Not before so long from now. Not with `runAt`. */
  readonly delayMs?: number | undefined;
  /** Not before then; a time that has passed means now. Years ahead are fine. */
  readonly runAt?: Date | undefined;
  /** A run that has not begun so long after it was due never does: it ends as `expired`. */
  readonly expiresInMs?: number | undefined;
  /** Among the runs of this job and scope: `high` overtakes, `low` lets pass, and neither for ever. `normal` when absent. */
  readonly priority?: Priority | undefined;
  /** Runs of the job and scope that share it are limited together, where the job says `concurrency.perKey`. */
  readonly concurrencyKey?: string | undefined;
  /** At most ten, to find the run by; each 1 to 128 characters, none NUL. */
  readonly tags?: readonly string[] | undefined;
}

export type Priority = "low" | "normal" | "high";

/** As the ledger keeps them. */
export interface CheckedOptions {
  readonly idempotencyKey?: string;
  readonly keyExpiresAt: Date | null;
  readonly dueAt: Date | null;
  readonly expiresAt: Date | null;
  readonly priority: number;
  readonly concurrencyKey: string | null;
  readonly tags: string[];
}

const PRIORITY: Readonly<Record<string, number>> = { low: -1, normal: 0, high: 1 };
const MAX_TAGS = 10;
const MAX_TAG = 128;
/** What JSON and Postgres write alike. */
const LAST_TIME = Date.UTC(10_000, 0, 1);

/**
 * @throws WorkflowsError `workflows.invalid_idempotency_key`, `workflows.invalid_time`, `workflows.invalid_priority`,
 *   `workflows.invalid_concurrency_key`, `workflows.invalid_tags`.
 */
export function checkOptions(options: RunOptions, now: Date): CheckedOptions {
  const { idempotencyKey, keyLifetimeMs, concurrencyKey = null } = options;
  if (idempotencyKey !== undefined) assertIdempotencyKey(idempotencyKey);
  if (idempotencyKey === undefined && keyLifetimeMs !== undefined) {
    throw refused("workflows.invalid_idempotency_key", "keyLifetimeMs is of an idempotency key, and there is none");
  }
  if (concurrencyKey !== null && !(typeof concurrencyKey === "string" && isKey(concurrencyKey))) {
    throw refused("workflows.invalid_concurrency_key", "a concurrency key has 1 to 255 characters, none NUL");
  }
  const dueAt = dueAtOf(options, now);
  return {
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    keyExpiresAt: after("keyLifetimeMs", now, keyLifetimeMs),
    dueAt,
    expiresAt: after("expiresInMs", dueAt ?? now, options.expiresInMs),
    priority: priorityOf(options.priority),
    concurrencyKey,
    tags: tagsOf(options.tags),
  };
}

/** Null: at once. */
function dueAtOf({ delayMs, runAt }: RunOptions, now: Date): Date | null {
  if (delayMs !== undefined && runAt !== undefined) {
    throw refused("workflows.invalid_time", "delayMs and runAt are two words for one thing: give one");
  }
  if (delayMs !== undefined && !(delayMs >= 0)) {
    throw refused("workflows.invalid_time", "delayMs is a number of milliseconds from 0 up");
  }
  const dueAt = runAt ?? new Date(now.getTime() + (delayMs ?? 0));
  if (!isTime(dueAt)) throw refused("workflows.invalid_time", "a run is due at a time before the year 10000");
  return dueAt.getTime() <= now.getTime() ? null : new Date(dueAt);
}

function after(name: "keyLifetimeMs" | "expiresInMs", start: Date, ms: number | undefined): Date | null {
  if (ms === undefined) return null;
  const end = new Date(start.getTime() + ms);
  if (ms > 0 && isTime(end)) return end;
  throw refused(
    "workflows.invalid_time",
    `${name} is a number of milliseconds above 0 that ends before the year 10000`,
  );
}

const isTime = (time: unknown): boolean => time instanceof Date && time.getTime() < LAST_TIME;

function priorityOf(priority: string = "normal"): number {
  const known = Object.hasOwn(PRIORITY, priority) ? PRIORITY[priority] : undefined;
  if (known !== undefined) return known;
  throw refused("workflows.invalid_priority", `a priority is one of ${Object.keys(PRIORITY).join(", ")}`);
}

function tagsOf(given: readonly string[] = []): string[] {
  const tags = [...new Set(given)];
  if (tags.length <= MAX_TAGS && tags.every(isTag)) return tags;
  throw refused("workflows.invalid_tags", `a run has at most ${MAX_TAGS} tags of 1 to ${MAX_TAG} characters, none NUL`);
}

const isTag = (tag: unknown): boolean => typeof tag === "string" && isKey(tag) && tag.length <= MAX_TAG;

function refused(code: WorkflowsErrorCode, message: string): WorkflowsError {
  return new WorkflowsError(code, message);
}
