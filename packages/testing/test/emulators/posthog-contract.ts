import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { PostHog } from "posthog-node";
import { type PosthogEmulator, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract } from "./contract.ts";

interface Subject {
  readonly emulator: PosthogEmulator;
  readonly client: PostHog;
  /** What the vendor answered; the SDK itself reads no answer to what it captures. */
  readonly answers: unknown[];
}

/** What posthog-node 5.70.0 does with each route. */
export const posthogContract: EmulatorContract<Subject> = {
  async open() {
    const emulator = await startEmulator("posthog", {
      flags: { "new-inbox": true, "old-inbox": false, colour: "blue" },
    });
    const answers: unknown[] = [];
    const client = new PostHog(emulator.apiKey, {
      host: emulator.url,
      flushInterval: 0,
      fetchRetryCount: 0,
      fetch: async (url, options) => {
        const response = await fetch(url, options);
        answers.push(await response.clone().json());
        return response;
      },
    });
    return { emulator, client, answers };
  },
  cases: [
    {
      route: "POST /batch/",
      name: "keeps captured events with person, groups, properties, moment and id",
      async run({ emulator, client, answers }) {
        const uuid = randomUUID();
        const timestamp = new Date("2026-01-02T03:04:05.678Z");
        client.capture({
          distinctId: "person-1",
          event: "identity.workspace_created",
          properties: { plan: "free" },
          groups: { workspace: "w-1" },
          timestamp,
          uuid,
        });
        client.capture({ distinctId: "person-2", event: "identity.person_signed_up" });
        await client.flush();
        assert.deepEqual(answers, [{ status: "Ok" }]);
        const [event] = emulator.events("identity.workspace_created");
        assert.deepEqual(
          [event?.id, event?.distinctId, event?.groups, event?.properties["plan"], event?.at],
          [uuid, "person-1", { workspace: "w-1" }, "free", timestamp],
        );
        assert.equal(emulator.events().length, 2);
        assert.equal(emulator.requests().length, 1);
      },
    },
    {
      route: "POST /batch/",
      name: "has an event once that came twice, by its id, and two that only look alike",
      async run({ emulator, client, answers }) {
        const twice = { distinctId: "person-1", event: "a.b", timestamp: new Date(0), uuid: randomUUID() };
        client.capture(twice);
        await client.flush();
        client.capture(twice);
        client.capture({ ...twice, uuid: randomUUID() });
        await client.flush();
        assert.equal(emulator.events().length, 2);
        assert.deepEqual(answers, [{ status: "Ok" }, { status: "Ok" }]);
      },
    },
    {
      route: "POST /batch/",
      name: "turns a foreign key away, and what is no event",
      async run({ emulator, client, answers }) {
        const foreign = new PostHog("phc_foreign", { host: emulator.url, flushInterval: 0, fetchRetryCount: 0 });
        foreign.capture({ distinctId: "person-1", event: "a.b" });
        await assert.rejects(foreign.flush());
        const post = (body: string) =>
          fetch(`${emulator.url}/batch/`, { method: "POST", body }).then(async (answer) => [
            answer.status,
            await answer.json(),
          ]);
        const [status, body] = await post(JSON.stringify({ batch: [] }));
        assert.deepEqual([status, (body as { code: string }).code], [401, "invalid_api_key"]);
        assert.equal((await post("{"))[0], 400);
        assert.equal((await post(JSON.stringify({ api_key: emulator.apiKey, batch: [{}] })))[0], 400);
        assert.deepEqual(emulator.events(), []);
        client.capture({ distinctId: "person-1", event: "a.b" });
        await client.flush();
        assert.deepEqual(answers, [{ status: "Ok" }]);
      },
    },
    {
      route: "POST /flags/",
      name: "answers which flags are on, and the variants",
      async run({ client }) {
        assert.deepEqual(await client.getAllFlags("person-1"), {
          "new-inbox": true,
          "old-inbox": false,
          colour: "blue",
        });
      },
    },
  ],
};
