import { v7 as uuidv7 } from "uuid";
import { checkOptions, type RunOptions } from "../domain/options.ts";
import { toPayload } from "../domain/payload.ts";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx, Scope } from "../events.ts";
import { type Job, parseInput, queueOfJob, taskName } from "../jobs.ts";
import { type Enqueued, insertRuns, type NewRun } from "./insert.ts";
import { handOverOf, writeHandOvers } from "./outbox.ts";
import { causeOf } from "./scope.ts";

export interface EnqueueOptions extends RunOptions {
  /** Whose work it is. Required with a `SystemTx`; else it is the transaction's. */
  readonly scope?: Scope | undefined;
  /** The schedule that it is an occurrence of. Given by schedules themselves. */
  readonly schedule?: string | undefined;
}

/** One run of many. */
export interface EnqueueItem {
  readonly input: object;
  readonly options?: EnqueueOptions | undefined;
}

/** Runs that one call may write, in one statement: Postgres takes 65,535 parameters, and a run has some twenty. */
const MAX_BATCH = 1_000;

interface ToWrite extends EnqueueItem {
  readonly job: Job;
  readonly now: Date;
}

/** A run as it is to be written, after every check. @throws WorkflowsError as `enqueue` says. */
export function newRun(tx: AnyTx, { job, input, options = {}, now }: ToWrite): NewRun {
  parseInput(job, input);
  const id = uuidv7();
  const checked = checkOptions(options, now);
  return {
    id,
    idempotencyKey: id,
    ...causeOf(tx, options),
    ...checked,
    task: taskName(job),
    kind: "job",
    queue: queueOfJob(job),
    input: toPayload(input),
    maxAttempts: job.retry.attempts,
    enqueuedAt: now,
    ...(options.schedule !== undefined && { schedule: options.schedule }),
  };
}

/** Writes one run, and its way to the engine where it is due. */
export async function writeRun(tx: AnyTx, run: NewRun): Promise<Enqueued> {
  const [written = { runId: run.id, deduplicated: true }] = await insertRuns(tx, [run]);
  if (!written.deduplicated) await sendOff(tx, [run]);
  return written;
}

/** Writes all of them or, when one is refused, none. */
export async function writeManyRuns(tx: AnyTx, list: readonly NewRun[]): Promise<readonly Enqueued[]> {
  const firstOf = new Map<string, NewRun>();
  for (const run of list) {
    const first = firstOf.get(keyIn(run));
    if (first === undefined) firstOf.set(keyIn(run), run);
    else if (first.input !== run.input) {
      throw new WorkflowsError("workflows.idempotency_conflict", "two items have one idempotency key and two payloads");
    }
  }
  const unique = [...firstOf.values()];
  if (unique.length === 0) return [];
  const done = await insertRuns(tx, unique);
  const written = new Map(unique.map((run, index) => [run, done[index]]));
  await sendOff(
    tx,
    unique.filter((run) => written.get(run)?.deduplicated === false),
  );
  return list.map((run) => {
    const first = firstOf.get(keyIn(run)) ?? run;
    const there = written.get(first) ?? { runId: first.id, deduplicated: true };
    return first === run ? there : { ...there, deduplicated: true };
  });
}

/** @throws WorkflowsError `workflows.invalid_batch`. */
export function assertBatch(items: readonly unknown[]): void {
  if (items.length <= MAX_BATCH) return;
  throw new WorkflowsError("workflows.invalid_batch", `${items.length} runs at once, the limit is ${MAX_BATCH}`);
}

/** What is due later goes to the outbox when it is. */
function sendOff(tx: AnyTx, list: readonly NewRun[]): Promise<void> {
  const due = list.filter(({ dueAt = null }) => dueAt === null);
  return writeHandOvers(
    tx,
    due.map((run) => handOverOf({ concurrencyKey: null, priority: 0, ...run }, run.enqueuedAt)),
  );
}

const keyIn = ({ tenantId, userId, task, idempotencyKey }: NewRun) =>
  JSON.stringify([tenantId, userId, task, idempotencyKey]);
