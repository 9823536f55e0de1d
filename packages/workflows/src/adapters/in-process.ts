import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { messageOf } from "../domain/failure.ts";
import { toPayload } from "../domain/payload.ts";
import { scopeOf } from "../domain/request.ts";
import { isPermanent, waitAfter } from "../domain/retry.ts";
import { WorkflowsError } from "../errors.ts";
import type { CallOptions, Run, RunStatus, Task, WorkflowEngine } from "../port.ts";
import type { Timeline } from "./timeline.ts";

export interface InProcessOptions {
  readonly timeline: Timeline;
  /** Attempts that may run at a time: each may hold a connection of a small pool. */
  readonly concurrency?: number;
  /** Ended runs that are remembered, with their idempotency keys; the oldest are forgotten first. */
  readonly keepEnded?: number;
}

export interface InProcessEngine extends WorkflowEngine {
  /** Every run that is remembered, oldest first. */
  runs(): readonly Run[];
  /** Resolves when no attempt is running. */
  quiet(): Promise<void>;
}

interface Entry {
  run: Run;
  readonly scope: string;
  readonly payload: string;
  /** Set while an attempt runs; a late result of an earlier attempt finds another one here, and is dropped. */
  controller?: AbortController | undefined;
}

/** Both engines of this package: a ledger in memory, driven by the timeline that it is given. */
export function inProcessEngine(options: InProcessOptions): InProcessEngine {
  const { timeline, concurrency = 5, keepEnded = 1_000 } = options;
  /** A handler must see nothing of the request that happened to enqueue it, least of all its transaction. */
  const outside = AsyncLocalStorage.snapshot();
  const entries = new Map<string, Entry>();
  const idByScope = new Map<string, string>();
  const running = new Map<Entry, Promise<void>>();
  const ended: string[] = [];
  let waiting: Entry[] = [];
  let tasks: ReadonlyMap<string, Task> | undefined;
  let state: "idle" | "started" | "stopping" | "stopped" = "idle";

  function begin(): void {
    if (state !== "started") return;
    while (running.size < concurrency) {
      const entry = waiting.find(({ run }) => tasks?.has(run.task));
      const task = entry && tasks?.get(entry.run.task);
      if (entry === undefined || task === undefined) return;
      waiting = waiting.filter((one) => one !== entry);
      const attempt = outside(() => attemptRun(entry, task)).finally(() => {
        running.delete(entry);
        begin();
      });
      running.set(entry, attempt);
    }
  }

  async function attemptRun(entry: Entry, task: Task): Promise<void> {
    const number = entry.run.attempts + 1;
    const controller = new AbortController();
    const { signal } = controller;
    entry.controller = controller;
    entry.run = { ...entry.run, status: "running", attempts: number };
    const disarm = timeline.after(task.deadlineMs, () => {
      controller.abort(
        new WorkflowsError("workflows.deadline_exceeded", `the attempt took longer than ${task.deadlineMs} ms`),
      );
    });
    const { tenantId, requestId } = entry.run;
    const work = async () =>
      task.run(JSON.parse(entry.payload), {
        runId: entry.run.id,
        tenantId,
        requestId,
        number,
        isLast: number >= task.attempts,
        signal,
      });
    const failure = await Promise.race([work(), aborted(signal)]).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    disarm();
    if (entry.controller !== controller) return;
    entry.controller = undefined;
    if (failure === undefined) end(entry, "succeeded");
    else fail(entry, task, failure.error);
  }

  function fail(entry: Entry, task: Task, error: unknown): void {
    entry.run = { ...entry.run, lastError: messageOf(error) };
    if (isPermanent(error) || entry.run.attempts >= task.attempts) {
      end(entry, "dead");
      return;
    }
    entry.run = { ...entry.run, status: "queued" };
    timeline.after(waitAfter(entry.run.attempts, task), () => {
      if (entry.run.status !== "queued") return;
      waiting.push(entry);
      begin();
    });
  }

  function end(entry: Entry, status: RunStatus): void {
    entry.run = { ...entry.run, status, endedAt: timeline.now() };
    waiting = waiting.filter((one) => one !== entry);
    ended.push(entry.run.id);
    const oldest = ended.length > keepEnded ? entries.get(ended.shift() ?? "") : undefined;
    if (oldest === undefined) return;
    entries.delete(oldest.run.id);
    idByScope.delete(oldest.scope);
  }

  /** Takes a running attempt back as if it had never started. */
  function giveUp(entry: Entry): void {
    const { controller } = entry;
    entry.controller = undefined;
    entry.run = { ...entry.run, status: "queued", attempts: entry.run.attempts - 1 };
    waiting.unshift(entry);
    controller?.abort(new WorkflowsError("workflows.unavailable", "the engine stopped"));
  }

  async function quiet(): Promise<void> {
    // What ends lets the next one begin.
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    capabilities: { durable: false, executesIn: "caller" },
    runs: () => [...entries.values()].map(({ run }) => run),
    quiet,

    async enqueue(request, { signal }: CallOptions = {}) {
      const payload = toPayload(request.payload);
      const scope = scopeOf(request);
      refuseAborted(signal);
      if (state === "stopping" || state === "stopped") {
        throw new WorkflowsError("workflows.unavailable", "the process is stopping, and a run would be lost with it");
      }
      const known = entries.get(idByScope.get(scope) ?? "");
      if (known?.payload === payload) return known.run;
      if (known !== undefined) {
        throw new WorkflowsError("workflows.idempotency_conflict", "the idempotency key was used with another payload");
      }
      const { task, tenantId, requestId } = request;
      const enqueuedAt = timeline.now();
      const run: Run = { id: randomUUID(), task, tenantId, requestId, status: "queued", attempts: 0, enqueuedAt };
      const entry: Entry = { run, scope, payload };
      entries.set(run.id, entry);
      idByScope.set(scope, run.id);
      waiting.push(entry);
      timeline.after(0, begin);
      return run;
    },

    async findRun(id, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      return entries.get(id)?.run;
    },

    async cancel(id, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      const entry = entries.get(id);
      if (entry === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
      if (entry.run.endedAt !== undefined) return;
      const { controller } = entry;
      entry.controller = undefined;
      end(entry, "cancelled");
      controller?.abort(new WorkflowsError("workflows.cancelled", "the run was cancelled"));
    },

    async start(given, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      if (state === "started" || state === "stopping") {
        throw new WorkflowsError("workflows.already_started", "the engine is started; stop it first");
      }
      const byName = new Map(given.map((task) => [task.name, task]));
      if (byName.size !== given.length) {
        throw new WorkflowsError("workflows.duplicate_job", "two tasks have the same name and version");
      }
      tasks = byName;
      state = "started";
      timeline.after(0, begin);
    },

    async stop({ graceMs = 10_000, signal } = {}) {
      if (state === "stopping" || state === "stopped") return;
      state = "stopping";
      const { promise: graceOver, resolve } = Promise.withResolvers<void>();
      const disarm = timeline.after(graceMs, resolve);
      await Promise.race([quiet(), graceOver, ...(signal ? [aborted(signal).catch(() => undefined)] : [])]);
      disarm();
      for (const entry of running.keys()) if (entry.controller !== undefined) giveUp(entry);
      state = "stopped";
    },
  };
}

/** Rejects with the signal's reason once it is aborted. */
async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw signal.reason;
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new WorkflowsError("workflows.unavailable", "the call was given up", { cause: signal.reason });
}
