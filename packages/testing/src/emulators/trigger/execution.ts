import type { EmulatorKit } from "../frame/define.ts";
import { hasEnded, type State, type StoredRun } from "./state.ts";

/** One attempt, as the command that was given at start reads it from its standard input. */
export interface AttemptEnvelope {
  readonly task: string;
  readonly runId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly payload: string;
  readonly payloadType: string;
}

/** What comes back. As at the vendor, the process that ran the attempt says when the next may begin. */
export type AttemptOutcome =
  | { readonly outcome: "completed" }
  | {
      readonly outcome: "failed";
      readonly error: { readonly name: string; readonly message: string };
      readonly retryDelayMs?: number | undefined;
    }
  | { readonly outcome: "unknown_task" }
  /** Whoever made it has gone: the next to come makes another. */
  | { readonly outcome: "left" };

/** Rejects when the process ended without a word: the run has crashed. */
export type Execute = (envelope: AttemptEnvelope, signal: AbortSignal) => Promise<AttemptOutcome>;

export type Execution = ReturnType<typeof createExecution>;

/** Begins what is due, a few at a time, and writes down what came of it. */
export function createExecution({ clock, store, agenda }: EmulatorKit, { runs, packets }: State, concurrency: number) {
  const running = new Map<string, AbortController>();
  let deployed: Execute | undefined;
  let visitor: Execute | undefined;
  const executor = () => visitor ?? deployed;

  const now = () => clock.now().toISOString();
  function change(run: StoredRun, changes: Partial<StoredRun>): void {
    store.change(() => runs.put(run.id, { ...run, ...changes, updatedAt: now() }));
  }

  const waiting = () => runs.list().filter((run) => !hasEnded(run) && !running.has(run.id));
  const beginsAt = ({ dueAt }: StoredRun) => (dueAt === null || running.size >= concurrency ? [] : [Date.parse(dueAt)]);
  function nextAt(): Date | undefined {
    const moments = waiting().flatMap((run) => [...beginsAt(run), ...expiresAt(run)]);
    return moments.length === 0 ? undefined : new Date(Math.min(...moments));
  }

  agenda.add({
    nextAt,
    async run() {
      const nowMs = clock.now().getTime();
      for (const run of waiting()) {
        if (expiresAt(run).some((at) => at <= nowMs)) {
          const error = { name: "TaskRunExpired", message: `Run expired because the TTL (${run.ttl}) was reached` };
          change(run, { status: "EXPIRED", finishedAt: now(), dueAt: null, idempotencyKey: null, error });
        } else if (beginsAt(run).some((at) => at <= nowMs)) begin(run);
      }
    },
  });

  function begin(run: StoredRun): void {
    const execute = executor();
    if (execute === undefined) return change(run, { status: "PENDING_VERSION", dueAt: null });
    const attempt = run.attempts.length + 1;
    const entry = { number: attempt, startedAt: now(), endedAt: null, error: null };
    change(run, {
      status: "EXECUTING",
      dueAt: null,
      startedAt: run.startedAt ?? now(),
      attempts: [...run.attempts, entry],
    });
    const controller = new AbortController();
    running.set(run.id, controller);
    const stored = run.payloadType === "application/store" ? packets.find(run.payload) : undefined;
    const { id: runId, task } = run;
    const payload = stored?.text ?? run.payload;
    const envelope = { task, runId, attempt, payload, payloadType: stored?.type ?? run.payloadType };
    void execute(envelope, controller.signal)
      .then(
        (outcome) => finish(runId, controller, outcome),
        (error: unknown) => finish(runId, controller, crashed(error)),
      )
      .finally(agenda.wake);
  }

  function finish(id: string, controller: AbortController, outcome: AttemptOutcome | Crash): void {
    if (running.get(id) !== controller) return;
    running.delete(id);
    const run = runs.find(id);
    // Cancelled meanwhile, say: what it did is not recorded.
    if (run === undefined || hasEnded(run)) return;
    if (outcome.outcome === "unknown_task") {
      const attempts = run.attempts.slice(0, -1);
      return change(run, { status: "PENDING_VERSION", attempts, ...(attempts.length === 0 && { startedAt: null }) });
    }
    const error = errorOf(outcome);
    const attempts = run.attempts.map((one, index) =>
      index === run.attempts.length - 1 ? { ...one, endedAt: now(), error: error?.message ?? null } : one,
    );
    const ended = { attempts, finishedAt: now() };
    if (outcome.outcome === "left") return change(run, { attempts, dueAt: now() });
    if (outcome.outcome === "completed") return change(run, { ...ended, status: "COMPLETED" });
    if (outcome.outcome === "crashed") return change(run, { ...ended, status: "CRASHED", error, idempotencyKey: null });
    const isLast = attempts.length >= (run.maxAttempts ?? Infinity);
    if (isLast || outcome.retryDelayMs === undefined) {
      return change(run, { ...ended, status: "FAILED", error, idempotencyKey: null });
    }
    const dueAt = new Date(clock.now().getTime() + outcome.retryDelayMs).toISOString();
    change(run, { attempts, dueAt });
  }

  /** A version is there: runs that waited for one are due, and so are those that an earlier process has left. */
  function arrive(): void {
    for (const run of waiting()) {
      const isLeft = run.status === "PENDING_VERSION" || (run.status === "EXECUTING" && run.dueAt === null);
      if (isLeft) change(run, { status: run.attempts.length === 0 ? "QUEUED" : "EXECUTING", dueAt: now() });
    }
    agenda.wake();
  }

  /** Ends what runs, as a platform that goes down. Its runs begin anew when it is back. */
  function abandon(): void {
    for (const controller of running.values()) controller.abort();
    running.clear();
  }

  return {
    nextAt,
    abandon,
    deploy(given: Execute): void {
      deployed = given;
      arrive();
    },
    /** Executes in place of what is deployed, from here on; with `undefined`, that executes again. */
    visit(given: Execute | undefined): void {
      visitor = given;
      if (executor() !== undefined) arrive();
    },
    isDeployed: () => executor() !== undefined,
    cancel(run: StoredRun): void {
      if (hasEnded(run)) return;
      change(run, { status: "CANCELED", finishedAt: now(), dueAt: null });
      running.get(run.id)?.abort();
    },
  };
}

function errorOf(outcome: Exclude<AttemptOutcome, { outcome: "unknown_task" }> | Crash) {
  if (outcome.outcome === "completed") return null;
  if (outcome.outcome === "left") return { name: "Error", message: "whoever made the attempt has gone" };
  return outcome.error;
}

const expiresAt = ({ expiresAt: at, startedAt }: StoredRun) =>
  at === null || startedAt !== null ? [] : [Date.parse(at)];

interface Crash {
  readonly outcome: "crashed";
  readonly error: { readonly name: string; readonly message: string };
}

function crashed(error: unknown): Crash {
  const message = error instanceof Error ? error.message : String(error);
  return { outcome: "crashed", error: { name: "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE", message } };
}
