import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Case } from "@ninefold/testing/conformance-kit";
import {
  maxPayloadBytes,
  WorkflowsError,
  type Attempt,
  type EnqueueRequest,
  type Task,
  type WorkflowEngine,
} from "@ninefold/workflows";

/** An engine, and the clock that it lives by. */
export interface WorkflowSubject {
  readonly engine: WorkflowEngine;
  /** Moves time. Resolves when what fell due has happened; `advance(0)` is enough for what is due now. */
  readonly advance: (ms: number) => Promise<void>;
}

/** `volatile` marks the rules of an engine that is not durable; `hosts`, of one that executes in processes of ours. */
export type WorkflowRule = "volatile" | "hosts";

export const workflowCases: readonly Case<WorkflowSubject, WorkflowRule>[] = [
  {
    name: "hands the payload to its task as it was given, and ends as succeeded",
    async run({ engine, advance }) {
      const task = recording();
      await engine.start([task]);
      const payload = { text: 'ü "quoted"', list: [1, null, [true]], nested: { zero: 0, empty: {} } };
      const { id } = await engine.enqueue(request({ payload }));
      await advance(0);
      assert.deepEqual(task.payloads, [payload]);
      assert.equal((await engine.findRun(id))?.status, "succeeded");
    },
  },
  {
    name: "tells the handler which run, tenant, request and attempt it works for",
    async run({ engine, advance }) {
      const task = recording({ attempts: 2 }, [fails()]);
      await engine.start([task]);
      const given = request({ tenantId: randomUUID() });
      const { id } = await engine.enqueue(given);
      await advance(minute);
      const { tenantId, requestId } = given;
      assert.deepEqual(
        task.seen.map(({ signal: _signal, ...attempt }) => attempt),
        [
          { runId: id, tenantId, requestId, number: 1, isLast: false },
          { runId: id, tenantId, requestId, number: 2, isLast: true },
        ],
      );
    },
  },
  {
    name: "answers a run as it was enqueued: whose it is, queued, nothing attempted",
    async run({ engine }) {
      const given = request({ tenantId: randomUUID() });
      const run = await engine.enqueue(given);
      const { task, tenantId, requestId } = given;
      const { enqueuedAt, ...rest } = (await engine.findRun(run.id)) ?? assert.fail("the run is not found");
      assert.deepEqual(rest, { id: run.id, task, tenantId, requestId, status: "queued", attempts: 0 });
      assert.ok(enqueuedAt instanceof Date);
    },
  },
  {
    name: "answers undefined for a run that does not exist",
    async run({ engine }) {
      assert.equal(await engine.findRun(randomUUID()), undefined);
    },
  },
  {
    name: "takes the payload as it is now",
    async run({ engine, advance }) {
      const task = recording();
      const payload = { list: ["before"] };
      await engine.enqueue(request({ payload }));
      payload.list.push("after");
      await engine.start([task]);
      await advance(0);
      assert.deepEqual(task.payloads, [{ list: ["before"] }]);
    },
  },
  {
    name: "refuses a payload that JSON would change, and runs nothing",
    async run({ engine, advance }) {
      const task = recording();
      await engine.start([task]);
      const ring: { self?: unknown } = {};
      ring.self = ring;
      const doomed = [
        undefined,
        () => 1,
        Number.NaN,
        Infinity,
        1n,
        new Date(0),
        "a\0b",
        "\ud800",
        new Map(),
        Symbol("s"),
        ring,
      ];
      for (const value of doomed) {
        for (const payload of [value, { in: [value] }]) {
          await assert.rejects(engine.enqueue(request({ payload })), invalidPayload);
        }
      }
      await advance(minute);
      assert.deepEqual(task.payloads, []);
    },
  },
  {
    name: "takes a payload of 256 KiB",
    async run({ engine }) {
      assert.equal((await engine.enqueue(request({ payload: "x".repeat(maxPayloadBytes - 2) }))).status, "queued");
    },
  },
  {
    name: "refuses a payload of one byte more",
    async run({ engine }) {
      await assert.rejects(engine.enqueue(request({ payload: "x".repeat(maxPayloadBytes - 1) })), invalidPayload);
    },
  },
  {
    name: "makes one run of fifty racing calls with the same key and payload",
    async run({ engine, advance }) {
      const task = recording();
      await engine.start([task]);
      const given = request({ payload: { a: 1 } });
      const runs = await Promise.all(Array.from({ length: 50 }, () => engine.enqueue(given)));
      await advance(0);
      assert.equal(new Set(runs.map(({ id }) => id)).size, 1);
      assert.equal(task.payloads.length, 1);
    },
  },
  {
    name: "answers the same run for the same key after it has ended",
    async run({ engine, advance }) {
      const task = recording();
      await engine.start([task]);
      const given = request();
      const first = await engine.enqueue(given);
      await advance(0);
      const second = await engine.enqueue(given);
      await advance(minute);
      assert.deepEqual([second.id, second.status], [first.id, "succeeded"]);
      assert.equal(task.payloads.length, 1);
    },
  },
  {
    name: "sees the same payload in any order of properties",
    async run({ engine }) {
      const given = request({ payload: { a: 1, b: { c: 2, d: 3 } } });
      const first = await engine.enqueue(given);
      const second = await engine.enqueue({ ...given, payload: { b: { d: 3, c: 2 }, a: 1 } });
      assert.equal(second.id, first.id);
    },
  },
  {
    name: "refuses another payload under the same key, and runs the first",
    async run({ engine, advance }) {
      const task = recording();
      await engine.start([task]);
      const given = request({ payload: "first" });
      await engine.enqueue(given);
      await assert.rejects(engine.enqueue({ ...given, payload: "second" }), {
        code: "workflows.idempotency_conflict",
        kind: "conflict",
        retryable: false,
      });
      await advance(minute);
      assert.deepEqual(task.payloads, ["first"]);
    },
  },
  {
    name: "keeps the same key of another tenant apart",
    async run({ engine }) {
      const given = request({ tenantId: randomUUID() });
      const ids = [given.tenantId, randomUUID(), null].map(async (tenantId) => {
        return (await engine.enqueue({ ...given, tenantId, payload: tenantId })).id;
      });
      assert.equal(new Set(await Promise.all(ids)).size, 3);
    },
  },
  {
    name: "keeps the same key for another task apart",
    async run({ engine }) {
      const given = request();
      const other = await engine.enqueue({ ...given, task: "other@1", payload: "another" });
      assert.notEqual((await engine.enqueue(given)).id, other.id);
    },
  },
  {
    name: "refuses an idempotency key that is empty, too long or holds NUL",
    async run({ engine }) {
      for (const idempotencyKey of ["", "k".repeat(256), "a\0"]) {
        await assert.rejects(engine.enqueue(request({ idempotencyKey })), {
          code: "workflows.invalid_idempotency_key",
          kind: "invalid",
        });
      }
      await engine.enqueue(request({ idempotencyKey: "k".repeat(255) }));
    },
  },
  {
    name: "retries a failing task up to its attempts, then is dead with the last message",
    async run({ engine, advance }) {
      const task = recording({ attempts: 3 }, [fails("one"), fails("two"), fails("three"), fails("four")]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(hour);
      assert.equal(task.payloads.length, 3);
      const { status, attempts, lastError, endedAt } = (await engine.findRun(id)) ?? assert.fail("not found");
      assert.deepEqual({ status, attempts, lastError }, { status: "dead", attempts: 3, lastError: "three" });
      assert.ok(endedAt instanceof Date);
    },
  },
  {
    name: "succeeds on a later attempt, and starts no more",
    async run({ engine, advance }) {
      const task = recording({ attempts: 5 }, [fails()]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(hour);
      assert.equal(task.payloads.length, 2);
      assert.equal((await engine.findRun(id))?.status, "succeeded");
    },
  },
  {
    name: "waits the backoff before the second attempt, and twice as long before the third",
    async run({ engine, advance }) {
      const task = recording({ attempts: 3, backoffMs: 1_000 }, [fails(), fails()]);
      await engine.start([task]);
      await engine.enqueue(request());
      const starts: number[] = [];
      for (const ms of [0, 999, 1, 1_999, 1]) {
        await advance(ms);
        starts.push(task.payloads.length);
      }
      assert.deepEqual(starts, [1, 1, 2, 2, 3]);
    },
  },
  {
    name: "waits no longer than the task says, however often it has failed",
    async run({ engine, advance }) {
      const task = recording({ attempts: 5, backoffMs: 1_000, maxBackoffMs: 1_500 }, [fails(), fails(), fails()]);
      await engine.start([task]);
      await engine.enqueue(request());
      const starts: number[] = [];
      for (const ms of [0, 1_000, 1_499, 1, 1_499, 1]) {
        await advance(ms);
        starts.push(task.payloads.length);
      }
      assert.deepEqual(starts, [1, 2, 2, 3, 3, 4]);
    },
  },
  {
    name: "is dead at once after an error that says that a repeat is pointless",
    async run({ engine, advance }) {
      const pointless = Object.assign(new Error("no such customer"), { retryable: false });
      const task = recording({ attempts: 5 }, [() => Promise.reject(pointless)]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(hour);
      const run = await engine.findRun(id);
      assert.deepEqual([task.payloads.length, run?.status, run?.lastError], [1, "dead", "no such customer"]);
    },
  },
  {
    name: "counts an attempt as failed at its deadline, signal aborted, though the handler never ends",
    async run({ engine, advance }) {
      const task = recording({ attempts: 1, deadlineMs: 5_000 }, [hangs]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      await advance(4_999);
      assert.equal(task.seen[0]?.signal.aborted, false);
      await advance(1);
      assert.equal(task.seen[0]?.signal.aborted, true);
      assert.equal((await engine.findRun(id))?.status, "dead");
    },
  },
  {
    name: "says why it aborts an attempt: its deadline, or a cancellation",
    async run({ engine, advance }) {
      const task = recording({ attempts: 1, deadlineMs: 5_000 }, [hangs, hangs]);
      await engine.start([task]);
      await engine.enqueue(request());
      await advance(0);
      await advance(5_000);
      const { id } = await engine.enqueue(request());
      await advance(0);
      await engine.cancel(id);
      await advance(0);
      const reasons = task.seen.map(({ signal }): unknown => signal.reason);
      assert.deepEqual(reasons.map(codeOf), ["workflows.deadline_exceeded", "workflows.cancelled"]);
    },
  },
  {
    name: "says that it takes an attempt back when it stops",
    needs: "hosts",
    async run({ engine, advance }) {
      const task = recording({ attempts: 1, deadlineMs: 5_000 }, [hangs]);
      await engine.start([task]);
      await engine.enqueue(request());
      await advance(0);
      const stopped = engine.stop({ graceMs: 0 });
      await advance(0);
      await stopped;
      assert.equal(codeOf(task.seen[0]?.signal.reason), "workflows.unavailable");
    },
  },
  {
    name: "never starts a run that was cancelled while it waited",
    async run({ engine, advance }) {
      const task = recording();
      const { id } = await engine.enqueue(request());
      await engine.cancel(id);
      await engine.start([task]);
      await advance(minute);
      assert.deepEqual(task.payloads, []);
      assert.equal((await engine.findRun(id))?.status, "cancelled");
    },
  },
  {
    name: "starts no other attempt of a run that was cancelled between two",
    async run({ engine, advance }) {
      const task = recording({ attempts: 3 }, [fails()]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      await engine.cancel(id);
      await advance(hour);
      assert.equal(task.payloads.length, 1);
    },
  },
  {
    name: "aborts the signal of a running attempt that is cancelled, and drops its late result",
    async run({ engine, advance }) {
      const gate = Promise.withResolvers<void>();
      const task = recording({}, [() => gate.promise]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      await engine.cancel(id);
      assert.equal((await engine.findRun(id))?.status, "cancelled");
      await advance(0);
      assert.equal(task.seen[0]?.signal.aborted, true);
      gate.resolve();
      await advance(0);
      assert.equal((await engine.findRun(id))?.status, "cancelled");
    },
  },
  {
    name: "changes nothing when an ended run is cancelled",
    async run({ engine, advance }) {
      await engine.start([recording()]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      await engine.cancel(id);
      assert.equal((await engine.findRun(id))?.status, "succeeded");
    },
  },
  {
    name: "reports a missing run as workflows.run_not_found when it is cancelled",
    async run({ engine }) {
      await assert.rejects(engine.cancel(randomUUID()), { code: "workflows.run_not_found", kind: "not_found" });
    },
  },
  {
    name: "keeps a run waiting whose task is not among the started ones",
    async run({ engine, advance }) {
      const known = recording();
      await engine.start([known]);
      const { id } = await engine.enqueue(request({ task: "of-another-release@2" }));
      const { id: later } = await engine.enqueue(request());
      await advance(hour);
      assert.equal((await engine.findRun(id))?.status, "queued");
      assert.equal((await engine.findRun(later))?.status, "succeeded");
    },
  },
  {
    name: "refuses two tasks of the same name",
    async run({ engine }) {
      await assert.rejects(engine.start([recording(), recording()]), { code: "workflows.duplicate_job" });
    },
  },
  {
    name: "refuses to start twice",
    async run({ engine }) {
      await engine.start([recording()]);
      await assert.rejects(engine.start([recording()]), { code: "workflows.already_started", kind: "conflict" });
    },
  },
  {
    name: "resolves when it is stopped twice, or without having been started",
    async run({ engine }) {
      await engine.stop();
      await engine.stop();
    },
  },
  {
    name: "lets a running attempt end when it stops",
    needs: "hosts",
    async run({ engine, advance }) {
      const gate = Promise.withResolvers<void>();
      const task = recording({}, [() => gate.promise]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      const stopped = engine.stop({ graceMs: 1_000 });
      await advance(999);
      gate.resolve();
      await advance(0);
      await stopped;
      assert.equal(task.seen[0]?.signal.aborted, false);
      assert.equal((await engine.findRun(id))?.status, "succeeded");
    },
  },
  {
    name: "stops after its grace, and runs what it gave up again at the next start, the attempt not counted",
    needs: "hosts",
    async run({ engine, advance }) {
      const task = recording({ attempts: 1, deadlineMs: hour }, [hangs]);
      await engine.start([task]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      const stopped = engine.stop({ graceMs: 1_000 });
      await advance(1_000);
      await stopped;
      assert.equal(task.seen[0]?.signal.aborted, true);
      const { status, attempts } = (await engine.findRun(id)) ?? assert.fail("not found");
      assert.deepEqual({ status, attempts }, { status: "queued", attempts: 0 });
      await engine.start([task]);
      await advance(0);
      assert.equal((await engine.findRun(id))?.status, "succeeded");
    },
  },
  {
    name: "stops before its grace is over when the signal is aborted",
    needs: "hosts",
    async run({ engine, advance }) {
      await engine.start([recording({ deadlineMs: hour }, [obeys])]);
      const { id } = await engine.enqueue(request());
      await advance(0);
      const hurry = new AbortController();
      const stopped = engine.stop({ graceMs: minute, signal: hurry.signal });
      hurry.abort();
      await advance(0);
      assert.equal((await engine.findRun(id))?.status, "queued");
      await advance(minute);
      await stopped;
    },
  },
  {
    name: "starts no waiting run while it stops",
    needs: "hosts",
    async run({ engine, advance }) {
      const task = recording({ attempts: 2, backoffMs: 10 }, [fails()]);
      await engine.start([task]);
      await engine.enqueue(request());
      await advance(0);
      await engine.stop();
      await advance(minute);
      assert.equal(task.payloads.length, 1);
    },
  },
  {
    name: "gives up with a retryable workflows.unavailable when the signal is aborted, and enqueues nothing",
    async run({ engine, advance }) {
      const task = recording();
      await engine.start([task]);
      const signal = AbortSignal.abort();
      const givenUp = { code: "workflows.unavailable", kind: "unavailable", retryable: true };
      await assert.rejects(engine.enqueue(request(), { signal }), givenUp);
      await assert.rejects(engine.findRun(randomUUID(), { signal }), givenUp);
      await assert.rejects(engine.cancel(randomUUID(), { signal }), givenUp);
      await advance(minute);
      assert.deepEqual(task.payloads, []);
    },
  },
  {
    name: "refuses a run that would be lost, once it has stopped",
    needs: "volatile",
    async run({ engine }) {
      await engine.start([recording()]);
      await engine.stop();
      await assert.rejects(engine.enqueue(request()), { code: "workflows.unavailable", retryable: true });
    },
  },
];

const codeOf = (reason: unknown) => reason instanceof WorkflowsError && reason.code;
const minute = 60_000;
const hour = 60 * minute;
const taskName = "suite.work@1";
const invalidPayload = { code: "workflows.invalid_payload", kind: "invalid", retryable: false };

type Step = (signal: AbortSignal) => Promise<void>;
const fails =
  (message = "it broke"): Step =>
  () =>
    Promise.reject(new Error(message));
const hangs: Step = () => new Promise(() => {});
const obeys: Step = async (signal) => void (await once(signal, "abort"));

interface RecordingTask extends Task {
  readonly payloads: unknown[];
  readonly seen: Attempt[];
}

/** Follows `script` attempt by attempt, then succeeds. */
function recording(
  limits: Partial<Pick<Task, "attempts" | "backoffMs" | "maxBackoffMs" | "deadlineMs">> = {},
  script: readonly Step[] = [],
): RecordingTask {
  const payloads: unknown[] = [];
  const seen: Attempt[] = [];
  return {
    name: taskName,
    attempts: 1,
    backoffMs: 1_000,
    deadlineMs: 30_000,
    ...limits,
    payloads,
    seen,
    async run(payload, attempt) {
      const step = script[payloads.length];
      payloads.push(payload);
      seen.push(attempt);
      await step?.(attempt.signal);
    },
  };
}

function request(given: Partial<EnqueueRequest> = {}): EnqueueRequest {
  return {
    task: taskName,
    payload: {},
    idempotencyKey: randomUUID(),
    tenantId: null,
    requestId: randomUUID(),
    ...given,
  };
}
