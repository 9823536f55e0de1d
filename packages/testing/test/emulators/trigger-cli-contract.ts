import assert from "node:assert/strict";
import {
  CreateBackgroundWorkerResponse,
  DevConfigResponseBody,
  DevDisconnectResponseBody,
  GetEnvironmentVariablesResponseBody,
  GetProjectEnvResponse,
  UpsertBranchResponseBody,
  WhoAmIResponseSchema,
} from "@trigger.dev/core/v3";
import { WorkloadHeartbeatResponseBody } from "@trigger.dev/core/v3/workers";
import type { RouteCase } from "./contract.ts";
import { ask, DONE, failed, openCommandLine, REGISTER, send, worker } from "./trigger-cli.ts";
import type { TriggerSubject } from "./trigger-subject.ts";

const ONCE = { retry: { maxAttempts: 1 } } as const;
const TASK = "notifications.deliver@1";
const PROJECT = "/api/v1/projects/proj_local";
const START = "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/attempts/start";
const COMPLETE = "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/attempts/complete";

/** What the command line of 4.8.3 asks in dev mode, each answer held against the vendor's schema as it does itself. */
export const triggerCliCases: readonly RouteCase<TriggerSubject>[] = [
  {
    route: "GET /api/v2/whoami",
    name: "knows the developer by the token of the command line, and by nothing else",
    async run({ emulator }) {
      const { accessToken: token } = emulator;
      const { dashboardUrl } = await ask(emulator, "/api/v2/whoami", WhoAmIResponseSchema, { token });
      assert.equal(dashboardUrl, `${emulator.url}/runs`);
      for (const other of ["tr_pat_foreign", emulator.secretKey]) {
        assert.equal((await send(emulator, "/api/v2/whoami", { token: other })).status, 401);
      }
    },
  },
  {
    route: "GET /api/v1/projects/:ref/dev",
    name: "gives the developer the key of the dev environment, and nobody the one of another",
    async run({ emulator }) {
      const { accessToken: token } = emulator;
      const environment = await ask(emulator, `${PROJECT}/dev`, GetProjectEnvResponse, { token });
      assert.deepEqual([environment.apiKey, environment.apiUrl], [emulator.secretKey, emulator.url]);
      assert.ok(!JSON.stringify(emulator.requests()).includes(emulator.secretKey), "the log holds the key");
      assert.equal((await send(emulator, `${PROJECT}/dev`)).status, 401);
    },
  },
  {
    route: "POST /api/v1/projects/:ref/branches",
    name: "takes a branch of the dev environment, and none of another",
    async run({ emulator }) {
      const { accessToken: token } = emulator;
      const body = { env: "development", branch: "mine" };
      await ask(emulator, `${PROJECT}/branches`, UpsertBranchResponseBody, { token, body });
      const preview = { token, body: { ...body, env: "preview" } };
      assert.equal((await send(emulator, `${PROJECT}/branches`, preview)).status, 400);
    },
  },
  {
    route: "GET /api/v1/projects/:ref/envvars",
    name: "hands over what the project's environment holds, and where telemetry goes",
    async run({ emulator }) {
      const { variables } = await ask(emulator, `${PROJECT}/envvars`, GetEnvironmentVariablesResponseBody);
      assert.equal(variables["TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT"], `${emulator.url}/otel`);
      assert.equal((await send(emulator, `${PROJECT}/envvars`, { token: emulator.accessToken })).status, 401);
    },
  },
  {
    route: "POST /api/v1/projects/:ref/background-workers",
    name: "registers each build as a version of its own, with the tasks that it found",
    async run({ emulator }) {
      const register = (body: unknown) => ask(emulator, REGISTER, CreateBackgroundWorkerResponse, { body });
      const [first, second] = [await register(worker(TASK)), await register(worker(TASK, "other@1"))];
      assert.deepEqual([first.version, second.version], ["20260101.1", "20260101.2"]);
      assert.deepEqual(
        emulator.workers().map(({ id, tasks }) => [id, tasks.map((task) => task.id)]),
        [
          [first.id, [TASK]],
          [second.id, [TASK, "other@1"]],
        ],
      );
      assert.equal((await send(emulator, REGISTER, { body: { ...worker(TASK), metadata: {} } })).status, 400);
    },
  },
  {
    route: "GET /engine/v1/dev/config",
    name: "says how often to ask for work, and how much of it at a time",
    async run({ emulator }) {
      const config = await ask(emulator, "/engine/v1/dev/config", DevConfigResponseBody);
      assert.deepEqual([config.engineUrl, config.maxConcurrentRuns], [emulator.url, 3]);
      assert.ok(config.dequeueIntervalWithoutRun > 0);
    },
  },
  {
    route: "GET /engine/v1/dev/presence",
    name: "lets the command line execute for as long as it is connected, and what is deployed before and after",
    async run({ emulator, client, executed }) {
      const trigger = async () => (await client.tasks.trigger(TASK, {}, {}, ONCE)).id;
      const statusOf = (id: string) => emulator.runs().find((run) => run.id === id)?.status;
      const before = await trigger();
      await until(() => statusOf(before) === "COMPLETED");
      // One that was there yesterday, of which the newest version is: it asks for nothing any more.
      await ask(emulator, REGISTER, CreateBackgroundWorkerResponse, { body: worker(TASK) });
      const commandLine = await openCommandLine(emulator, TASK);
      const taken = await trigger();
      const { runId } = await commandLine.begin();
      assert.deepEqual([runId, executed.length], [taken, 1]);
      const waits = await trigger();
      await emulator.settle();
      commandLine.leave();
      // What it had begun and what it had not asked for yet: both are made by what is deployed.
      await until(() => statusOf(taken) === "COMPLETED" && statusOf(waits) === "COMPLETED");
      assert.deepEqual(
        executed.map(({ runId: id, attempt }) => [id, attempt]),
        [
          [before, 1],
          [taken, 2],
          [waits, 2],
        ],
      );
    },
  },
  {
    route: "POST /engine/v1/dev/dequeue",
    name: "hands an attempt out once, and again when nobody has begun it within ten seconds",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      const { id } = await client.tasks.trigger(TASK, {}, {}, ONCE);
      const handed = async () => (await commandLine.dequeue()).map(({ run }) => run.friendlyId);
      assert.deepEqual([await handed(), await handed()], [[id], []]);
      await emulator.clock.advance(10_000);
      assert.deepEqual(await handed(), [id]);
      await assert.rejects(commandLine.dequeue("worker_foreign"), /404/);
    },
  },
  {
    route: "POST /engine/v1/dev/dequeue",
    name: "lets a run whose task the build does not have wait for one that has it",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, "other@1");
      const superseded = emulator.workers()[0]?.id;
      const { id } = await client.tasks.trigger(TASK, {}, {}, ONCE);
      assert.deepEqual(await commandLine.dequeue(), []);
      await until(() => emulator.runs()[0]?.status === "PENDING_VERSION");
      const [message] = await commandLine.build(TASK);
      assert.deepEqual(await commandLine.dequeue(superseded), []);
      assert.deepEqual([message?.run.friendlyId, message?.run.attemptNumber], [id, 1]);
    },
  },
  {
    route: START,
    name: "tells the process what it runs, and begins it once however often it is asked",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      const { id } = await client.tasks.trigger(TASK, { to: 1 }, { tags: ["tenant:t1"], metadata: { m: 1 } }, ONCE);
      const [message] = await commandLine.dequeue();
      const from = message?.snapshot.friendlyId ?? "";
      const begun = await commandLine.start(id, from);
      const { run, task, attempt } = begun.execution;
      assert.deepEqual([task.id, task.filePath, attempt.number, run.maxDuration], [TASK, "tasks.ts", 1, 60]);
      assert.deepEqual(
        [run.id, JSON.parse(run.payload), run.payloadType, run.tags, run.metadata],
        [id, { json: { to: 1 } }, "application/super+json", ["tenant:t1"], { m: 1 }],
      );
      assert.equal((await commandLine.start(id, from)).snapshot.id, begun.snapshot.id);
      await assert.rejects(commandLine.start(id, "snapshot_of_yesterday"), /400/);
      await assert.rejects(commandLine.start("run_missing", from), /404/);
    },
  },
  {
    route: COMPLETE,
    name: "takes the end of an attempt: done, again after a while, failed for good, or crashed",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      const ended = async (how: object) => {
        await client.tasks.trigger(TASK, {}, {}, ONCE);
        const begun = await commandLine.begin();
        const { attemptStatus } = await commandLine.complete(begun, how);
        await until(() => emulator.runs()[0]?.status !== "EXECUTING" || emulator.runs()[0]?.dueAt !== null);
        return [attemptStatus, emulator.runs()[0]?.status, emulator.runs()[0]?.error?.message];
      };
      assert.deepEqual(await ended(DONE), ["RUN_FINISHED", "COMPLETED", undefined]);
      assert.deepEqual(await ended(failed()), ["RUN_FINISHED", "FAILED", "it broke"]);
      const exit = { type: "INTERNAL_ERROR", code: "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE", message: "code 1" };
      assert.deepEqual(await ended({ ok: false, error: exit }), ["RUN_FINISHED", "CRASHED", "code 1"]);
      assert.deepEqual(await ended(failed(1_000)), ["RETRY_QUEUED", "EXECUTING", undefined]);
      assert.deepEqual(await commandLine.dequeue(), []);
      await emulator.clock.advance(1_000);
      const again = await commandLine.begin();
      assert.equal(again.execution.attempt.number, 2);
      await assert.rejects(commandLine.complete({ ...again, snapshot: "snapshot_of_attempt_1" }, DONE), /400/);
      await commandLine.complete(again, DONE);
      await until(() => emulator.runs()[0]?.status === "COMPLETED");
      await assert.rejects(commandLine.complete(again, DONE), /404/);
    },
  },
  {
    route: "GET /engine/v1/dev/runs/:id/snapshots/latest",
    name: "tells of an attempt that it is to end, once its run was cancelled, and drops what it still says",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      const { id } = await client.tasks.trigger(TASK, {}, {}, ONCE);
      const begun = await commandLine.begin();
      assert.equal((await commandLine.latest(id)).snapshot.executionStatus, "EXECUTING");
      await client.runs.cancel(id, ONCE);
      const { snapshot } = await commandLine.latest(id);
      assert.equal(snapshot.executionStatus, "PENDING_CANCEL");
      const { attemptStatus } = await commandLine.complete({ ...begun, snapshot: snapshot.friendlyId }, failed(1));
      assert.equal(attemptStatus, "RUN_FINISHED");
      await emulator.settle();
      assert.equal(emulator.runs()[0]?.status, "CANCELED");
      await assert.rejects(commandLine.latest(id), /404/);
    },
  },
  {
    route: "GET /engine/v1/dev/runs/:id/snapshots/latest",
    name: "knows nothing more of an attempt that was cancelled before it began",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      const { id } = await client.tasks.trigger(TASK, {}, {}, ONCE);
      await emulator.settle();
      assert.equal((await commandLine.latest(id)).snapshot.executionStatus, "PENDING_EXECUTING");
      await client.runs.cancel(id, ONCE);
      assert.deepEqual(await commandLine.dequeue(), []);
      await assert.rejects(commandLine.latest(id), /404/);
    },
  },
  {
    route: "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/heartbeat",
    name: "takes the heartbeat of what runs, and of nothing else",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      await client.tasks.trigger(TASK, {}, {}, ONCE);
      const { runId, snapshot } = await commandLine.begin();
      const beat = (id: string) =>
        ask(emulator, `/engine/v1/dev/runs/${id}/snapshots/${snapshot}/heartbeat`, WorkloadHeartbeatResponseBody, {
          body: { cpu: 0, memory: 0 },
        });
      assert.deepEqual(await beat(runId), { ok: true });
      await assert.rejects(beat("run_missing"), /404/);
    },
  },
  {
    route: "POST /engine/v1/dev/disconnect",
    name: "cancels what a command line that was killed had begun",
    async run({ emulator, client }) {
      const commandLine = await openCommandLine(emulator, TASK);
      await client.tasks.trigger(TASK, {}, {}, ONCE);
      const { runId } = await commandLine.begin();
      const body = { runFriendlyIds: [runId, "run_missing"] };
      const { cancelled } = await ask(emulator, "/engine/v1/dev/disconnect", DevDisconnectResponseBody, { body });
      assert.deepEqual([cancelled, emulator.runs()[0]?.status], [1, "CANCELED"]);
    },
  },
  ...(["/otel/v1/traces", "/otel/v1/logs", "/otel/v1/metrics"] as const).map((path) => ({
    route: `POST ${path}`,
    name: `takes what its processes tell of themselves, without a key: ${path}`,
    async run({ emulator }: TriggerSubject) {
      const response = await fetch(emulator.url + path, { method: "POST", body: "protobuf" });
      assert.deepEqual([response.status, await response.json()], [200, {}]);
    },
  })),
  {
    route: "POST /engine/v1/dev/runs/:id/logs/debug",
    name: "takes the notes that the command line makes for the vendor's support",
    async run({ emulator }) {
      const response = await send(emulator, "/engine/v1/dev/runs/run_1/logs/debug", { body: { message: "m" } });
      assert.deepEqual(await response.json(), {});
    },
  },
  {
    route: "GET /socket.io/",
    name: "refuses the channel that the command line does without",
    async run({ emulator }) {
      const response = await send(emulator, "/socket.io/?EIO=4&transport=websocket");
      assert.deepEqual([response.status, await response.json()], [404, { error: "Not found" }]);
    },
  },
];

/** What was begun ends in a later turn of the event loop, and what goes over the wire in many. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200_000 && !isSo(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(isSo(), "it did not come about");
}
