import { z } from "zod";
import { messageOf } from "../domain/failure.ts";
import { isPermanent, nextAttemptAt } from "../domain/retry.ts";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx, ReactionTable } from "../events.ts";
import { type Job, queueOfJob, taskName } from "../jobs.ts";
import type { AttemptCause, WorkflowNeeds } from "../needs.ts";
import type { Attempt, Task } from "../port.ts";
import { openLedger } from "./ledger-batches.ts";
import { type AttemptedRun, causeIn, type Left, type Outcome, release, settle } from "./ledger.ts";
import { writeLine } from "./lines.ts";
import { eventIn, REACTION_LIMITS, REACTION_QUEUE, reactionTasks } from "./reactions.ts";
import { createReporter } from "./reporter.ts";
import { writeSaid } from "./said.ts";
import { type Cause, inScope } from "./scope.ts";

/** What the engine carries of a run. */
export type Handed = z.infer<typeof Handed>;
const Handed = z.object({ runId: z.uuid(), userId: z.uuid().nullable(), handed: z.int().nonnegative() });

/**
 * The engine makes an attempt again only when the ledger could not be told of it: since it was out of reach, or the process
 * was lost. An attempt that failed ends what the engine has of the run; the ledger says whether there is another, and when.
 */
const SPARE_ATTEMPTS = 20;
/** How long after its deadline an attempt that nobody has heard of counts as lost. */
const LEASE_MARGIN_MS = 30_000;

/** Turns jobs and reactions into what an engine runs, each attempt recorded in the ledger. */
export function createExecutor(given: ExecutionNeeds, relay: Left) {
  const needs: Execution = { ...given, ...relay, ledger: openLedger({ ...given, ...relay }) };
  const underWay = new Set<Promise<void>>();

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work);
    const forget = () => void underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  function taskOf(recorded: Recorded): Task {
    const { name, limits, work } = recorded;
    return {
      ...taskLimits(name, limits),
      async run(payload, attempt) {
        let working: Promise<void> = Promise.resolve();
        const begin: Recorded["work"] = (row, one) => (working = work(row, one));
        try {
          await track(runRecorded(needs, { ...recorded, work: begin }, { payload, attempt }));
        } finally {
          // What came of it is written down; but the engine must know that a handler which ignores its signal still runs.
          await working.catch(() => undefined);
        }
      },
    };
  }

  return {
    /** Of these queues; of all when absent. */
    tasks: (queues?: readonly string[]): Task[] => {
      const isOurs = (queue: string) => queues === undefined || queues.includes(queue);
      const reacts = isOurs(REACTION_QUEUE) ? reactionTasks(needs.reactions()) : [];
      return [
        ...needs.jobs().flatMap((job) => (isOurs(queueOfJob(job)) ? [taskOf(recordedJob(needs, job))] : [])),
        ...reacts.map(({ task, react }) =>
          taskOf({
            name: task,
            limits: REACTION_LIMITS,
            needsPlace: false,
            work: (row) => runReaction(needs, row, react),
          }),
        ),
      ];
    },
    queues: (): string[] => [...new Set([...needs.jobs().map(queueOfJob), REACTION_QUEUE])].toSorted(),
    /** Resolves when each attempt that has begun is settled or given back. */
    quiet: async () => void (await Promise.allSettled(underWay)),
  };
}

/**
 * What an engine has to know of every job and reaction before any of them runs. Nothing is called: neither has to have
 * its services.
 */
export function listTaskLimits(jobs: readonly Job[], reactions: ReactionTable): readonly TaskLimits[] {
  return [
    ...jobs.map((job) => taskLimits(taskName(job), { ...job.retry, deadlineMs: job.deadlineMs })),
    ...reactionTasks(reactions).map(({ task }) => taskLimits(task, REACTION_LIMITS)),
  ];
}

export type TaskLimits = Omit<Task, "run">;

function taskLimits(name: string, limits: Recorded["limits"]): TaskLimits {
  return { name, ...limits, attempts: limits.attempts + SPARE_ATTEMPTS };
}

type ExecutionNeeds = Pick<
  WorkflowNeeds,
  "doors" | "now" | "captureError" | "jobs" | "reactions" | "around" | "random"
>;
type Execution = ExecutionNeeds & Left & { readonly ledger: ReturnType<typeof openLedger> };

interface Recorded {
  readonly name: string;
  readonly limits: Omit<TaskLimits, "name">;
  /** Its limits are exact: no attempt of it begins without a place. */
  readonly needsPlace: boolean;
  /** Settles the run as succeeded, in whichever transaction that belongs. */
  readonly work: (row: AttemptedRun, attempt: Attempt) => Promise<void>;
}

async function runRecorded(
  needs: Execution,
  { name, limits, needsPlace, work }: Recorded,
  given: { readonly payload: unknown; readonly attempt: Attempt },
): Promise<void> {
  const { attempt } = given;
  const { runId, userId, handed } = Handed.parse(given.payload);
  const now = needs.now();
  const cause: Cause = { ...BOOKKEEPING, tenantId: attempt.tenantId, userId, requestId: attempt.requestId };
  const leaseUntil = new Date(now.getTime() + limits.deadlineMs + LEASE_MARGIN_MS);
  const row = await needs.ledger.begin({ cause, id: runId, handed, now, leaseUntil, needsPlace });
  const report = (error: unknown, number: number, isDead: boolean) => {
    const { tenantId, requestId } = attempt;
    needs.captureError(error, { job: name, runId, tenantId, requestId, attempt: number, isDead });
  };
  if (row === undefined || row === "exhausted") needs.left({ isLimited: needsPlace });
  // Ended, cancelled, or in other hands.
  if (row === undefined) return;
  if (row === "exhausted") {
    const lost = new WorkflowsError("workflows.dead", "the process ended during the last attempt");
    report(lost, attempt.number, true);
    throw lost;
  }

  const { around = alone } = needs;
  return around(causeFor(row), () =>
    runAttempt(needs, { row, limits, isLimited: needsPlace, attempt, work, cause, report }),
  );
}

interface Begun {
  readonly row: AttemptedRun;
  readonly limits: Recorded["limits"];
  readonly isLimited: boolean;
  readonly attempt: Attempt;
  readonly work: Recorded["work"];
  readonly cause: Cause;
  readonly report: (error: unknown, number: number, isDead: boolean) => void;
}

async function runAttempt(
  needs: Execution,
  { row, limits, isLimited, attempt, work, cause, report }: Begun,
): Promise<void> {
  const inLedger = <T>(change: (tx: AnyTx) => Promise<T>) => inScope(needs.doors, cause, change);
  const { signal } = attempt;
  try {
    await Promise.race([work(row, attempt), aborted(signal)]);
  } catch (thrown) {
    const error: unknown = signal.aborted ? signal.reason : thrown;
    const at = needs.now();
    if (signal.aborted && isGivenUp(error)) {
      await inLedger(async (tx) => (await release(tx, row)) && writeLine(tx, row, { kind: "given_back", at }));
      throw error;
    }
    const isDead = isPermanent(error) || row.attempts >= row.maxAttempts;
    const lastError = messageOf(error);
    const random = (needs.random ?? Math.random)();
    const dueAt = nextAttemptAt(error, { attempt: row.attempts, limits, now: at, random });
    const outcome: Outcome = isDead
      ? { status: "dead", endedAt: at, lastError }
      : { status: "waiting_retry", dueAt, lastError };
    let isCurrent = true;
    try {
      isCurrent = await inLedger(async (tx) => {
        const isOurs = await leave(needs, tx, { row, outcome });
        if (isOurs) await writeLine(tx, row, { kind: "failed", at, message: lastError });
        return isOurs;
      });
    } finally {
      // A cancelled run has not failed.
      if (isCurrent) report(error, row.attempts, isDead);
    }
    needs.left({ isLimited, ...(!isDead && { nextAt: dueAt }) });
    throw new WorkflowsError("workflows.dead", lastError, { cause: error });
  }
  needs.left({ isLimited });
}

/** Settles the run, and gives its place to another. */
async function leave(
  { leaving }: Left,
  tx: AnyTx,
  { row, outcome }: { readonly row: AttemptedRun; readonly outcome: Outcome },
): Promise<boolean> {
  const isCurrent = await settle(tx, row, outcome);
  if (isCurrent && row.lane !== null) await leaving(tx);
  return isCurrent;
}

function recordedJob(needs: Execution, job: Job): Recorded {
  return {
    name: taskName(job),
    limits: { ...job.retry, deadlineMs: job.deadlineMs },
    needsPlace: job.concurrency !== undefined,
    async work(row, { signal }) {
      const { id: runId, tenantId, userId, actor, requestId, traceparent, attempts: number } = row;
      const isLast = number >= row.maxAttempts;
      const cause = { runId, tenantId, userId, actor, requestId, traceparent };
      const { log, progress, close } = createReporter({
        now: needs.now,
        write: (said) => inScope(needs.doors, causeIn(row), (tx) => writeSaid(tx, row, said)),
        captureError: (error) => needs.captureError(error, { step: "run-lines" }),
      });
      const attempt = { ...cause, number, isLast, isReplayed: row.replays > 0, signal, log, progress };
      try {
        await job.handle(row.input, attempt);
      } finally {
        // Before the run is settled: afterwards nobody may add to it.
        await close();
      }
      // An attempt that was given back has left its number to another.
      signal.throwIfAborted();
      await needs.ledger.succeed({
        cause: causeIn(row),
        attempt: row,
        endedAt: needs.now(),
        hasPlace: row.lane !== null,
      });
    },
  };
}

/**
 * The reaction's effects and the note that they happened are one commit: delivered twice, or by two at a time, the
 * second waits for the row, finds it settled, and does nothing.
 */
async function runReaction(
  needs: Execution,
  row: AttemptedRun,
  react: (event: never, tx: AnyTx) => Promise<void>,
): Promise<void> {
  await inScope(needs.doors, causeIn(row), async (tx) => {
    const isOurs = await leave(needs, tx, { row, outcome: { status: "succeeded", endedAt: needs.now() } });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table was checked against its events where it was written
    if (isOurs) await react(eventIn(row) as never, tx);
  });
}

/** Who keeps the ledger, where a row does not say yet who caused it. */
const BOOKKEEPING = { actor: { type: "service", id: "workflows" }, traceparent: null } as const;

const alone = <T>(_attempt: AttemptCause, work: () => Promise<T>): Promise<T> => work();

function causeFor({ id: runId, task: job, attempts: attempt, actor, ...row }: AttemptedRun): AttemptCause {
  const { tenantId, requestId, traceparent } = row;
  const userId = row.userId ?? (actor.type === "person" ? actor.id : null);
  return { job, runId, attempt, tenantId, userId, requestId, traceparent };
}

/** A stopping engine takes the attempt back; a deadline or a cancellation ends it. */
function isGivenUp(reason: unknown): boolean {
  return reason instanceof WorkflowsError && reason.code === "workflows.unavailable";
}

async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
  throw signal.reason;
}
