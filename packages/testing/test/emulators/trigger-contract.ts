import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { ApiError, TriggerClient } from "@trigger.dev/sdk";
import { type AttemptEnvelope, type AttemptOutcome, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract } from "./contract.ts";
import { triggerCliCases } from "./trigger-cli-contract.ts";
import { triggerRunCases } from "./trigger-runs-contract.ts";
import type { TriggerSubject } from "./trigger-subject.ts";

const ONCE = { retry: { maxAttempts: 1 } } as const;
const TASK = "notifications.deliver@1";

/** What @trigger.dev/sdk 4.8.3 does with each route. */
export const triggerContract: EmulatorContract<TriggerSubject> = {
  async open() {
    const emulator = await startEmulator("trigger");
    const executed: AttemptEnvelope[] = [];
    const script: (AttemptOutcome | Error)[] = [];
    emulator.deploy(async (envelope) => {
      executed.push(envelope);
      const outcome = script.shift() ?? { outcome: "completed" };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });
    // A clock that stands: nothing falls due between two lines of a case.
    await emulator.clock.set(new Date("2026-01-01T00:00:00Z"));
    const client = new TriggerClient({ accessToken: emulator.secretKey, baseURL: emulator.url });
    return { emulator, client, executed, script };
  },
  cases: [
    {
      route: "POST /api/v1/tasks/:task/trigger",
      name: "takes a run with its payload, tags and metadata, and executes it",
      async run({ client, emulator, executed }) {
        const task = "reaction/identity.person_signed_up/notifications.verify_address@1";
        const options = { tags: ["tenant:t1"], metadata: { requestId: "r1" }, ttl: "14d" };
        const { id } = await client.tasks.trigger(task, { a: [1, null] }, options, ONCE);
        await emulator.settle();
        const [run] = emulator.runs();
        assert.deepEqual(
          [run?.id, run?.task, run?.tags, run?.metadata, run?.expiresAt],
          [id, task, ["tenant:t1"], { requestId: "r1" }, "2026-01-15T00:00:00.000Z"],
        );
        assert.deepEqual(
          executed.map(({ payload, ...rest }) => ({ ...rest, payload: JSON.parse(payload) as unknown })),
          [{ task, runId: id, attempt: 1, payloadType: "application/super+json", payload: { json: { a: [1, null] } } }],
        );
      },
    },
    {
      route: "POST /api/v1/tasks/:task/trigger",
      name: "answers the run that it has to the same key for the same task, until the key expires",
      async run({ client, emulator }) {
        const trigger = async (task: string) => {
          const options = { idempotencyKey: "a".repeat(64), idempotencyKeyTTL: "30d" };
          return (await client.tasks.trigger(task, {}, options, ONCE)).id;
        };
        const first = await trigger(TASK);
        assert.equal(await trigger(TASK), first);
        assert.notEqual(await trigger("other@1"), first);
        await emulator.clock.advance(30 * 86_400_000);
        assert.notEqual(await trigger(TASK), first);
      },
    },
    {
      route: "POST /api/v1/tasks/:task/trigger",
      name: "frees the key of a run that has failed",
      async run({ client, emulator, script }) {
        script.push({ outcome: "failed", error: { name: "Error", message: "it broke" } });
        const trigger = async () => (await client.tasks.trigger(TASK, {}, { idempotencyKey: "b".repeat(64) }, ONCE)).id;
        const first = await trigger();
        await until(() => emulator.runs()[0]?.status === "FAILED");
        assert.notEqual(await trigger(), first);
      },
    },
    {
      route: "POST /api/v1/tasks/:task/trigger",
      name: "J-60: makes one run of a request that is repeated because its answer was lost",
      async run({ client, emulator }) {
        emulator.faults.add({ route: "POST /api/v1/tasks/:task/trigger", status: 503, commits: true, times: 1 });
        await client.tasks.trigger(TASK, {}, {}, { retry: { maxAttempts: 2, minTimeoutInMs: 1, maxTimeoutInMs: 1 } });
        assert.equal(emulator.runs().length, 1);
        assert.equal(emulator.requests().length, 2);
      },
    },
    {
      route: "POST /api/v1/tasks/:task/trigger",
      name: "turns a foreign key away, and refuses tags that are too many or too long",
      async run({ client, emulator }) {
        const foreign = new TriggerClient({ accessToken: "tr_dev_foreign", baseURL: emulator.url });
        await assert.rejects(foreign.tasks.trigger(TASK, {}, {}, ONCE), refusal(401));
        await assert.rejects(client.tasks.trigger(TASK, {}, { tags: ["x".repeat(128)] }, ONCE), refusal(400));
        assert.deepEqual(emulator.runs(), []);
        await client.tasks.trigger(TASK, {}, {}, ONCE);
      },
    },
    {
      route: "GET /api/v3/runs/:id",
      name: "tells how a run stands while it waits for its next attempt, and how it has ended",
      async run({ client, emulator, script }) {
        const error = { name: "Error", message: "it broke" };
        script.push({ outcome: "failed", error, retryDelayMs: 1_000 }, { outcome: "failed", error });
        const { id } = await client.tasks.trigger(TASK, { to: 1 }, { metadata: { m: 1 } }, ONCE);
        await until(() => emulator.runs()[0]?.dueAt !== null && emulator.runs()[0]?.attempts.length === 1);
        const between = await client.runs.retrieve(id, ONCE);
        assert.deepEqual([between.status, between.attemptCount, between.isExecuting], ["EXECUTING", 1, true]);
        assert.deepEqual([between.payload, between.metadata], [{ to: 1 }, { m: 1 }]);
        await emulator.clock.advance(1_000);
        await until(() => emulator.runs()[0]?.status === "FAILED");
        const ended = await client.runs.retrieve(id, ONCE);
        assert.deepEqual(
          [ended.attemptCount, ended.isFailed, ended.error?.message, ended.finishedAt],
          [2, true, "it broke", new Date("2026-01-01T00:00:01Z")],
        );
      },
    },
    {
      route: "GET /api/v3/runs/:id",
      name: "tells a success, a crash, a run whose task nobody knows, and one that nobody has begun in time",
      async run({ client, emulator, script }) {
        script.push({ outcome: "completed" }, new Error("exit 1"), { outcome: "unknown_task" });
        const statusOf = async () => {
          const { id } = await client.tasks.trigger(TASK, {}, { ttl: "10m" }, ONCE);
          await until(() => emulator.runs()[0]?.status !== "QUEUED" && emulator.runs()[0]?.status !== "EXECUTING");
          return { id, status: (await client.runs.retrieve(id, ONCE)).status };
        };
        const [done, crashed, unknown] = [await statusOf(), await statusOf(), await statusOf()];
        assert.deepEqual([done.status, crashed.status, unknown.status], ["COMPLETED", "CRASHED", "PENDING_VERSION"]);
        await emulator.clock.advance(600_000);
        const expired = await client.runs.retrieve(unknown.id, ONCE);
        assert.deepEqual([expired.status, expired.attemptCount], ["EXPIRED", 0]);
      },
    },
    {
      route: "GET /api/v3/runs/:id",
      name: "knows no run that nobody has triggered",
      async run({ client }) {
        await assert.rejects(client.runs.retrieve("run_missing", ONCE), refusal(404));
        const { id } = await client.tasks.trigger(TASK, {}, {}, ONCE);
        assert.equal((await client.runs.retrieve(id, ONCE)).id, id);
      },
    },
    {
      route: "POST /api/v2/runs/:id/cancel",
      name: "cancels a run at once, aborts its attempt, and drops what that still says",
      async run({ client, emulator }) {
        const gate = Promise.withResolvers<AttemptOutcome>();
        const begun = Promise.withResolvers<AbortSignal>();
        emulator.deploy(async (_envelope, signal) => {
          begun.resolve(signal);
          return gate.promise;
        });
        const { id } = await client.tasks.trigger(TASK, {}, {}, ONCE);
        const signal = await begun.promise;
        assert.deepEqual(await client.runs.cancel(id, ONCE), { id });
        assert.equal(signal.aborted, true);
        gate.resolve({ outcome: "completed" });
        await emulator.settle();
        assert.equal((await client.runs.retrieve(id, ONCE)).status, "CANCELED");
        await client.runs.cancel(id, ONCE);
        await assert.rejects(client.runs.cancel("run_missing", ONCE), refusal(404));
      },
    },
    ...(["PUT /api/v2/packets/:name{.+}", "GET /packets/:token"] as const).map((route) => ({
      route,
      name: `carries a payload that is too large to be sent along (${route.split(" ")[0]} by its name)`,
      run: carriesLargePayload,
    })),
    {
      route: "PUT /packets/:token",
      name: "stores the payload under the address that was given for it",
      isSilent: true,
      run: carriesLargePayload,
    },
    ...triggerRunCases,
    ...triggerCliCases,
  ],
};

async function carriesLargePayload({ client, emulator, executed }: TriggerSubject): Promise<void> {
  const text = randomBytes(100 * 1_024).toString("hex");
  const { id } = await client.tasks.trigger(TASK, { text }, {}, ONCE);
  await emulator.settle();
  assert.deepEqual(
    executed.map(({ payload, payloadType }) => [JSON.parse(payload) as unknown, payloadType]),
    [[{ json: { text } }, "application/super+json"]],
  );
  assert.deepEqual((await client.runs.retrieve(id, ONCE)).payload, { text });
}

const refusal = (status: number) => (error: unknown) => error instanceof ApiError && error.status === status;

/** What was begun ends in a later turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !isSo(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(isSo(), "it did not come about");
}
