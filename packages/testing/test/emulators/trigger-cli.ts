import assert from "node:assert/strict";
import {
  CreateBackgroundWorkerRequestBody,
  CreateBackgroundWorkerResponse,
  DevDequeueResponseBody,
} from "@trigger.dev/core/v3";
import {
  WorkloadRunAttemptCompleteRequestBody,
  WorkloadRunAttemptCompleteResponseBody,
  WorkloadRunAttemptStartResponseBody,
  WorkloadRunLatestSnapshotResponseBody,
} from "@trigger.dev/core/v3/workers";
import type { TriggerEmulator } from "../../src/emulators/index.ts";

/** One of the vendor's own schemas: what its command line holds an answer against. */
interface Schema<T> {
  parse(value: unknown): T;
}

interface Ask {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
}

/** What is answered, as it came. */
export function send(emulator: TriggerEmulator, path: string, { method, token, body }: Ask = {}): Promise<Response> {
  return fetch(emulator.url + path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { authorization: `Bearer ${token ?? emulator.secretKey}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What is answered, held against the vendor's schema. @throws when it is refused. */
export async function ask<T>(emulator: TriggerEmulator, path: string, schema: Schema<T>, given: Ask = {}): Promise<T> {
  const response = await send(emulator, path, given);
  assert.equal(response.status, 200, `${path} answered ${response.status}`);
  return schema.parse(await response.json());
}

export const worker = (...tasks: readonly string[]) =>
  CreateBackgroundWorkerRequestBody.parse({
    localOnly: true,
    engine: "V2",
    supportsLazyAttempts: true,
    metadata: {
      packageVersion: "4.8.3",
      cliPackageVersion: "4.8.3",
      contentHash: tasks.join(),
      tasks: tasks.map((id) => ({ id, filePath: "tasks.ts", exportName: "tasks", maxDuration: 60 })),
    },
  });

export const REGISTER = "/api/v1/projects/proj_local/background-workers";

/** What the vendor's command line in dev mode does, without its processes: it is connected from here on. */
export async function openCommandLine(emulator: TriggerEmulator, ...tasks: readonly string[]) {
  const gone = new AbortController();
  const presence = await fetch(`${emulator.url}/engine/v1/dev/presence`, {
    headers: { authorization: `Bearer ${emulator.secretKey}`, accept: "text/event-stream" },
    signal: gone.signal,
  });
  assert.equal(presence.headers.get("content-type"), "text/event-stream");
  const reader = presence.body?.getReader();
  const first = await reader?.read();
  assert.match(new TextDecoder().decode(first?.value), /^event: presence\n/);

  const register = (...given: readonly string[]) =>
    ask(emulator, REGISTER, CreateBackgroundWorkerResponse, { body: worker(...given) });
  let current = "";

  const self = {
    /** Registers a build with these tasks, and asks for its work from here on; answers what there is already. */
    async build(...given: readonly string[]) {
      ({ id: current } = await register(...given));
      return [...(await self.dequeue()), ...(await self.dequeue())];
    },
    async dequeue(asWorker = current) {
      await emulator.settle();
      const body = { currentWorker: asWorker, oldWorkers: [] };
      return (await ask(emulator, "/engine/v1/dev/dequeue", DevDequeueResponseBody, { body })).dequeuedMessages;
    },
    start: (runId: string, snapshot: string) =>
      ask(emulator, about(runId, `${snapshot}/attempts/start`), WorkloadRunAttemptStartResponseBody, {
        body: { isWarmStart: false },
      }),
    /** Takes what is there next, and begins it. */
    async begin() {
      const [message] = await self.dequeue();
      assert.ok(message !== undefined, "nothing was handed out");
      const { snapshot, execution, envVars, run } = await self.start(
        message.run.friendlyId,
        message.snapshot.friendlyId,
      );
      return { runId: run.friendlyId, snapshot: snapshot.friendlyId, execution, envVars, message };
    },
    async complete({ runId, snapshot }: { runId: string; snapshot: string }, ended: object) {
      const body = WorkloadRunAttemptCompleteRequestBody.parse({ completion: { id: runId, ...ended } });
      const path = about(runId, `${snapshot}/attempts/complete`);
      return (await ask(emulator, path, WorkloadRunAttemptCompleteResponseBody, { body })).result;
    },
    async latest(runId: string) {
      return (await ask(emulator, about(runId, "latest"), WorkloadRunLatestSnapshotResponseBody)).execution;
    },
    /** The connection is cut, as when the process ends. */
    leave: () => gone.abort(),
  };
  await self.build(...tasks);
  return self;
}

const about = (runId: string, rest: string) => `/engine/v1/dev/runs/${runId}/snapshots/${rest}`;

export const DONE = { ok: true, outputType: "application/json", output: "{}" };
export const failed = (retryDelayMs?: number) => ({
  ok: false,
  error: { type: "BUILT_IN_ERROR", name: "Error", message: "it broke", stackTrace: "" },
  ...(retryDelayMs !== undefined && { retry: { timestamp: 0, delay: retryDelayMs } }),
});
