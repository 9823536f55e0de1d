import type { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "pg-boss";
import { messageOf } from "../../domain/failure.ts";
import { isPermanent, waitAfter } from "../../domain/retry.ts";
import { WorkflowsError } from "../../errors.ts";
import type { Task } from "../../port.ts";
import { atMost } from "./connection.ts";
import type { Claim, Outcome } from "./queue.ts";
import { isEnvelope, type Note } from "./run.ts";

export interface AttemptOptions {
  readonly clock: Clock;
  /** Calls a handler outside of whatever happened to be going on. */
  readonly outside: ReturnType<typeof AsyncLocalStorage.snapshot>;
  readonly onWarning: (message: string) => void;
  /** Resolves after this time, or never when the engine stops before. */
  readonly hold: (ms: number) => Promise<void>;
}

export interface Attempted {
  /** `undefined` when it is no longer ours to say. Never rejects. */
  readonly ended: Promise<Outcome | undefined>;
  /** When its handler leaves the slot to others: at its end, or some time after a signal that it ignored. */
  readonly over: Promise<unknown>;
  /** The run was cancelled, or another process has it. */
  lose(reason: WorkflowsError): void;
  /** The engine stops: the attempt does not count. */
  giveBack(): void;
}

/** Slots bound what runs in a process, so a handler that ignores its signal keeps its own; but a lost one must not for ever. */
const IGNORED_SIGNAL_MS = 30_000;
/** How long a stopping engine waits for a handler that was told. */
const LAST_WORD_MS = 1_000;
/** The longest time that a timer of Node takes. */
const LONGEST_MS = 2 ** 31 - 1;

export function attempt(claim: Claim, task: Task, { clock, outside, onWarning, hold }: AttemptOptions): Attempted {
  const { id, data, note, retryCount } = claim;
  if (!isEnvelope(data)) return said({ claim, end: "dead", note: { ...note, error: "this is no run of this engine" } });
  const number = retryCount + 1 - (note.givenBack ?? 0);
  // Its last attempt was lost with its process: this start is none, it only says so.
  if (number > task.attempts) return said({ claim, end: "dead", note: givingBack(note) });

  const controller = new AbortController();
  let fate: "failed" | "lost" | "again" = "failed";
  const aborted = new Promise<undefined>((resolve) => {
    controller.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const deadline = clock.setTimeout(
    () => {
      const message = `the attempt took longer than ${task.deadlineMs} ms`;
      controller.abort(new WorkflowsError("workflows.deadline_exceeded", message));
    },
    Math.min(task.deadlineMs, LONGEST_MS),
  );

  const { tenantId, requestId, payload } = data;
  const isLast = number >= task.attempts;
  const handler = outside(async () => {
    const given = { runId: id, tenantId, requestId, number, isLast, signal: controller.signal };
    return task.run(payload, given);
  }).then(
    (): Outcome => ({ claim, end: "succeeded" }),
    (error: unknown) => failed(error),
  );

  function failed(error: unknown): Outcome {
    const after: Note = { ...note, error: messageOf(error) };
    if (isLast || isPermanent(error)) return { claim, end: "dead", note: after };
    return { claim, end: "retry", note: after, waitMs: waitAfter(number, task) };
  }

  async function cutShort(): Promise<Outcome | undefined> {
    if (fate === "failed") return failed(controller.signal.reason);
    if (fate === "lost") return undefined;
    // Whoever makes the next attempt must find what this one writes down at its end.
    await atMost(LAST_WORD_MS, handler);
    return { claim, end: "again", note: givingBack(note) };
  }

  function abort(next: typeof fate, reason: WorkflowsError): void {
    if (controller.signal.aborted) return;
    fate = next;
    controller.abort(reason);
  }

  let isOver = false;
  void handler.then(() => (isOver = true));
  async function ignored(): Promise<void> {
    await aborted;
    if (fate === "again") return;
    await hold(IGNORED_SIGNAL_MS);
    if (!isOver)
      onWarning(`${task.name} has ignored its signal for 30 s: its slot is given away, and it may still run`);
  }

  async function end(): Promise<Outcome | undefined> {
    const outcome = await Promise.race([handler, aborted]);
    clock.clearTimeout(deadline);
    return outcome ?? cutShort();
  }

  return {
    ended: end(),
    over: Promise.race([handler, ignored()]),
    lose: (reason) => abort("lost", reason),
    giveBack: () => abort("again", new WorkflowsError("workflows.unavailable", "the engine stopped")),
  };
}

/** pg-boss has counted this start, and we do not. */
export function givingBack(note: Note): Note {
  return { ...note, givenBack: (note.givenBack ?? 0) + 1 };
}

function said(outcome: Outcome): Attempted {
  const ended = Promise.resolve(outcome);
  return { ended, over: ended, lose: () => undefined, giveBack: () => undefined };
}
