import type { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import type { Clock } from "pg-boss";
import { WorkflowsError } from "../../errors.ts";
import type { StopOptions, Task } from "../../port.ts";
import { attempt, type Attempted, givingBack } from "./attempt.ts";
import { atMost, reasonOf } from "./connection.ts";
import type { Claim, Queue } from "./queue.ts";
import { queueOf } from "./run.ts";
import { openSettler } from "./settler.ts";

export interface WorkerOptions {
  readonly queue: Queue;
  readonly slots: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  /** Whether it holds a connection on which it is told of new runs. */
  readonly listens: boolean;
  readonly clock: Clock;
  readonly onWarning: (message: string) => void;
  readonly outside: ReturnType<typeof AsyncLocalStorage.snapshot>;
}

export interface Worker {
  /** A run of the queue may be due. */
  wake(queue: string): void;
  /** Tells the attempt of the run, if it is made here. */
  cancelled(runId: string): void;
  /** Never throws. */
  stop(options: StopOptions): Promise<void>;
}

/** In one claim: of many slots, some are at work while others are claimed for. Fewer, and the batches behind it fall apart. */
const CLAIM_ROWS = 100;
/** How long a stopping worker waits for handlers and the database to take back what it gave up. */
const GIVE_BACK_MS = 3_000;
const CLOSE_MS = 2_000;
const PURGE_EVERY_MS = 60 * 60_000;
const PURGE_ROWS = 1_000;
const PURGE_BATCHES = 100;
const LISTEN_AGAIN_MS = 5_000;
const AFTER_TROUBLE_MS = 500;

/**
 * The loop: claim as many runs as there are free slots, make their attempts, record how they ended. It is told of new
 * runs, and looks for itself every `pollMs` all the same, since words get lost.
 */
export function startWorker(tasks: readonly Task[], options: WorkerOptions): Worker {
  const { queue, slots, pollMs, leaseMs, listens, clock, onWarning } = options;
  const byQueue = new Map(tasks.map((task) => [queueOf(task.name), task]));
  /** Queues that may have a run which is due, the one that was served longest ago first. */
  const hot = new Set<string>();
  const running = new Map<Claim, Attempted>();
  const pending = new Set<Promise<void>>();
  const timers = new Set<unknown>();
  /** Aborted when it is to claim no more. */
  const stopping = new AbortController();
  const stopped = abortOf(stopping.signal);
  const settler = openSettler(queue, { clock, onTrouble: reportTrouble });
  let woken = Promise.withResolvers<void>();
  let looksEverywhere = true;
  let taken = 0;
  let ended = false;
  let inTrouble = false;
  let ears: { close(): Promise<void> } | undefined;

  const free = () => slots - taken;
  const wake = () => woken.resolve();

  function warm(name: string): void {
    if (!byQueue.has(name)) return;
    hot.add(name);
    wake();
  }

  function lookEverywhere(): void {
    looksEverywhere = true;
    wake();
  }

  function later(ms: number, work: () => void): void {
    if (ended) return;
    const timer = clock.setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  const hold = (ms: number) => new Promise<void>((resolve) => later(ms, resolve));

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = Promise.withResolvers();
      try {
        if (looksEverywhere && free() > 0) {
          looksEverywhere = false;
          for (const name of await queue.ready([...byQueue.keys()])) hot.add(name);
          inTrouble = false;
        }
        await claimHot();
      } catch (error) {
        reportTrouble(error);
        looksEverywhere = true;
        await Promise.race([hold(AFTER_TROUBLE_MS), stopped]);
        continue;
      }
      if (hot.size === 0 || free() <= 0) await woken.promise;
    }
  }

  async function claimHot(): Promise<void> {
    const names = [...hot];
    for (const [index, name] of names.entries()) {
      if (stopping.signal.aborted || free() <= 0) return;
      // A full queue does not keep the others waiting.
      const share = Math.min(Math.ceil(free() / (names.length - index)), CLAIM_ROWS);
      // Before the claim: a word that comes during it is about what the claim did not see.
      hot.delete(name);
      const claims = await queue.claim(name, share).catch((error: unknown) => {
        hot.add(name);
        throw error;
      });
      inTrouble = false;
      if (claims.length === share) hot.add(name);
      for (const claim of claims) begin(claim);
    }
  }

  function begin(claim: Claim): void {
    const task = byQueue.get(claim.queue);
    if (task === undefined || stopping.signal.aborted) {
      track(settler.settle({ claim, end: "again", note: givingBack(claim.note) }));
      return;
    }
    const attempted = attempt(claim, task, { ...options, hold });
    running.set(claim, attempted);
    taken += 1;
    const recorded = record(claim, attempted);
    track(recorded);
    void leave(Promise.all([recorded, attempted.over]));
  }

  async function record(claim: Claim, { ended: end }: Attempted): Promise<void> {
    const outcome = await end;
    if (outcome !== undefined) await settler.settle(outcome);
    running.delete(claim);
    if (outcome?.end === "retry") later(outcome.waitMs, () => warm(claim.queue));
  }

  /** Its slot is free when it is. */
  async function leave(over: Promise<unknown>): Promise<void> {
    await over;
    taken -= 1;
    wake();
  }

  function track(work: Promise<void>): void {
    pending.add(work);
    void work.then(() => pending.delete(work));
  }

  async function beat(): Promise<void> {
    try {
      const claims = [...running.keys()];
      const held = await queue.touch(claims);
      for (const claim of claims) if (!held.has(claim)) await lose(claim);
      // After our own, so that an outage does not make an engine take back the runs that it is making.
      for (const name of await queue.expire(leaseMs)) warm(name);
      later(leaseMs / 3, () => void beat());
    } catch (error) {
      reportTrouble(error);
      later(Math.min(AFTER_TROUBLE_MS, leaseMs / 3), () => void beat());
    }
  }

  async function lose(claim: Claim): Promise<void> {
    const row = running.has(claim) ? await queue.find(claim.id) : undefined;
    const reason =
      row?.state === "cancelled"
        ? new WorkflowsError("workflows.cancelled", "the run was cancelled")
        : new WorkflowsError("workflows.unavailable", "the run was taken back: this process had not been heard of");
    running.get(claim)?.lose(reason);
  }

  async function purge(): Promise<void> {
    try {
      for (let batch = 0; batch < PURGE_BATCHES && !stopping.signal.aborted; batch += 1) {
        if ((await queue.purge(PURGE_ROWS)) < PURGE_ROWS) break;
      }
    } catch (error) {
      reportTrouble(error);
    }
    later(PURGE_EVERY_MS, () => void purge());
  }

  function poll(): void {
    lookEverywhere();
    later(pollMs, poll);
  }

  async function hear(): Promise<void> {
    try {
      ears = await queue.listen({ queue: warm, cancelled, connected: lookEverywhere });
      if (ended) await ears?.close();
    } catch (error) {
      onWarning(`queue: new runs are found by looking every ${pollMs} ms alone: ${reasonOf(error)}`);
      later(LISTEN_AGAIN_MS, () => void hear());
    }
  }

  function cancelled(runId: string): void {
    const reason = new WorkflowsError("workflows.cancelled", "the run was cancelled");
    for (const [claim, attempted] of running) if (claim.id === runId) attempted.lose(reason);
  }

  /** Once per trouble: it is tried again and again. */
  function reportTrouble(error: unknown): void {
    if (!inTrouble) onWarning(`queue: ${reasonOf(error)}`);
    inTrouble = true;
  }

  const looping = loop();
  async function idle(): Promise<void> {
    await looping;
    while (pending.size > 0) await Promise.race(pending);
  }

  later(pollMs, poll);
  later(leaseMs / 3, () => void beat());
  later(PURGE_EVERY_MS / 6, () => void purge());
  if (listens) void hear();

  return {
    wake: warm,
    cancelled,
    async stop({ graceMs = 10_000, signal }) {
      stopping.abort();
      wake();
      await Promise.race([idle(), hold(graceMs), ...(signal ? [abortOf(signal)] : [])]);
      for (const attempted of running.values()) attempted.giveBack();
      await atMost(GIVE_BACK_MS, idle());
      ended = true;
      for (const timer of timers) clock.clearTimeout(timer);
      settler.abandon();
      if (ears) await atMost(CLOSE_MS, ears.close());
    },
  };
}

async function abortOf(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
