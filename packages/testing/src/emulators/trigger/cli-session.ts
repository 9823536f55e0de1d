import { randomBytes } from "node:crypto";
import type { EmulatorKit } from "../frame/define.ts";
import type { Completion, RunError, StoredWorker } from "./cli-state.ts";
import type { AttemptEnvelope, AttemptOutcome, Execution } from "./execution.ts";
import type { State } from "./state.ts";

/** An attempt that was handed out and that nobody has begun by then is handed out again. */
const BEGINS_WITHIN_MS = 10_000;

type Phase = "PENDING_EXECUTING" | "EXECUTING" | "PENDING_CANCEL" | "QUEUED" | "FINISHED";

/** The vendor's word for where a run stands: a new id with each step. */
export interface Snapshot {
  readonly id: string;
  readonly phase: Phase;
  readonly at: Date;
}

/** An attempt that the command line is to make, or makes. */
export interface CliAttempt {
  readonly envelope: AttemptEnvelope;
  /** The first one is how it waits, those after it how it runs; the last holds. */
  readonly snapshots: [Snapshot, ...Snapshot[]];
  /** When it was handed out last; absent before. */
  handedAt?: Date;
  readonly settle: (outcome: AttemptOutcome) => void;
  readonly crash: (error: Error) => void;
}

export const current = ({ snapshots }: CliAttempt): Snapshot => snapshots.at(-1) ?? snapshots[0];

export type CliSession = ReturnType<typeof createCliSession>;

/**
 * The vendor's command line in dev mode. While one is connected and asks for attempts of the newest version, it executes
 * in place of what is deployed: it says how each attempt began and ended.
 */
export function createCliSession({ clock, store }: EmulatorKit, { workers }: State, execution: Execution) {
  const attempts = new Map<string, CliAttempt>();
  let connections = 0;
  /** The version whose attempts are made here; absent while what is deployed makes them. */
  let serving: string | undefined;

  const newest = () => workers.list().at(-1);
  const snapshotOf = (phase: Phase): Snapshot => ({ id: `snapshot_${hex()}`, phase, at: clock.now() });

  function execute(envelope: AttemptEnvelope, signal: AbortSignal): Promise<AttemptOutcome> {
    const isKnown = newest()?.tasks.some(({ id }) => id === envelope.task) ?? false;
    if (!isKnown) return Promise.resolve({ outcome: "unknown_task" });
    const { promise, resolve: settle, reject: crash } = Promise.withResolvers<AttemptOutcome>();
    const attempt: CliAttempt = { envelope, snapshots: [snapshotOf("PENDING_EXECUTING")], settle, crash };
    attempts.set(envelope.runId, attempt);
    signal.addEventListener("abort", () => {
      // What runs is ended by the command line, which asks for the snapshot every five seconds.
      if (current(attempt).phase === "EXECUTING") attempt.snapshots.push(snapshotOf("PENDING_CANCEL"));
      else drop(attempt);
    });
    return promise;
  }

  /** It may be another attempt's turn meanwhile. */
  function drop(attempt: CliAttempt): void {
    const { runId } = attempt.envelope;
    if (attempts.get(runId) === attempt) attempts.delete(runId);
    attempt.settle({ outcome: "left" });
  }

  function leave(): void {
    serving = undefined;
    execution.visit(undefined);
    for (const attempt of attempts.values()) drop(attempt);
  }

  return {
    /** It is there, until the function that is returned is called. */
    connect(): () => void {
      connections += 1;
      return () => {
        connections -= 1;
        if (connections === 0) leave();
      };
    },

    register({ contentHash, tasks }: Pick<StoredWorker, "contentHash" | "tasks">): StoredWorker {
      const day = clock.now().toISOString().slice(0, 10).replaceAll("-", "");
      const version = `${day}.${workers.list().length + 1}`;
      const worker = { id: `worker_${hex()}`, version, contentHash, tasks };
      store.change(() => workers.put(worker.id, worker));
      return worker;
    },

    /** What is to be made now; `undefined` for a worker that was never registered here. */
    dequeue(workerId: string): { worker: StoredWorker; handed: readonly CliAttempt[] } | undefined {
      const worker = workers.find(workerId);
      if (worker === undefined) return undefined;
      // A build that was superseded has the tasks of yesterday.
      const isNewest = worker.id === newest()?.id;
      if (isNewest && connections > 0 && serving !== worker.id) {
        serving = worker.id;
        execution.visit(execute);
      }
      const lost = clock.now().getTime() - BEGINS_WITHIN_MS;
      const handed = [...attempts.values()].filter(
        ({ snapshots, handedAt }) =>
          isNewest && snapshots.length === 1 && (handedAt === undefined || handedAt.getTime() <= lost),
      );
      for (const attempt of handed) attempt.handedAt = clock.now();
      return { worker, handed };
    },

    find: (runId: string) => attempts.get(runId),

    /** Answers whether it has begun from that snapshot: asked again, it has. */
    begin({ snapshots }: CliAttempt, snapshotId: string): boolean {
      if (snapshots[0].id !== snapshotId) return false;
      if (snapshots.length === 1) snapshots.push(snapshotOf("EXECUTING"));
      return true;
    },

    /** The attempt is over. Answers the vendor's word for what comes of it; `undefined` for one that never began so. */
    complete(attempt: CliAttempt, snapshotId: string, completion: Completion): Completed | undefined {
      if (!attempt.snapshots.slice(1).some(({ id }) => id === snapshotId)) return undefined;
      attempts.delete(attempt.envelope.runId);
      const outcome = outcomeOf(completion);
      if (outcome instanceof Error) attempt.crash(outcome);
      else attempt.settle(outcome);
      const isRepeated = !completion.ok && completion.retry !== undefined && current(attempt).phase === "EXECUTING";
      return isRepeated
        ? { status: "RETRY_QUEUED", snapshot: snapshotOf("QUEUED") }
        : { status: "RUN_FINISHED", snapshot: snapshotOf("FINISHED") };
    },

    forget(): void {
      leave();
      attempts.clear();
    },
  };
}

interface Completed {
  readonly status: "RUN_FINISHED" | "RETRY_QUEUED";
  readonly snapshot: Snapshot;
}

function outcomeOf(completion: Completion): AttemptOutcome | Error {
  if (completion.ok) return { outcome: "completed" };
  const { error, retry } = completion;
  if (error.type === "INTERNAL_ERROR" && /^TASK_(PROCESS|RUN)_/.test(error.code)) {
    return new Error(error.message ?? error.code);
  }
  return { outcome: "failed", error: said(error), ...(retry !== undefined && { retryDelayMs: retry.delay }) };
}

function said(error: RunError): { readonly name: string; readonly message: string } {
  if (error.type === "BUILT_IN_ERROR") return { name: error.name, message: error.message };
  if (error.type === "INTERNAL_ERROR") return { name: error.code, message: error.message ?? error.code };
  return { name: "Error", message: error.raw };
}

const hex = () => randomBytes(12).toString("hex");
