import assert from "node:assert/strict";
import { ApiError, auth, idempotencyKeys } from "@trigger.dev/sdk";
import type { RouteCase } from "./contract.ts";
import type { TriggerSubject } from "./trigger-subject.ts";

const ONCE = { retry: { maxAttempts: 1 } } as const;
const TASK = "notifications.deliver@1";
const itemsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ payload: { n } }));

/** Batches, lists, replays and keys: what code of a fork's own may ask of the vendor beside what our adapter does. */
export const triggerRunCases: readonly RouteCase<TriggerSubject>[] = [
  {
    route: "POST /api/v3/batches",
    name: "makes a run of each item of a batch, and the same batch of the same key",
    async run({ client, emulator, executed }) {
      const options = { idempotencyKey: "c".repeat(64) };
      const { batchId, runCount } = await client.tasks.batchTrigger(TASK, itemsOf(3), options, ONCE);
      const again = await client.tasks.batchTrigger(TASK, itemsOf(3), options, ONCE);
      assert.deepEqual([runCount, again.batchId], [3, batchId]);
      await emulator.settle();
      assert.deepEqual(payloadsOf(executed), [{ n: 0 }, { n: 1 }, { n: 2 }]);
      assert.equal(emulator.runs().length, 3);
    },
  },
  {
    route: "POST /api/v3/batches/:id/items",
    name: "J-60: makes no run twice of a batch that was half sent and then sent again",
    async run({ client, emulator }) {
      const { id } = await created(emulator, 3);
      const whole = [0, 1, 2].map((index) => JSON.stringify({ index, task: TASK, ...ITEM }));
      const half = await sent(emulator, id, `${whole[0]}\n${whole[1]}\n${whole[2]?.slice(0, 20)}`);
      assert.deepEqual([half.itemsAccepted, half.sealed, half.enqueuedCount, half.expectedCount], [2, false, 2, 3]);
      const rest = await sent(emulator, id, whole.join("\n"));
      assert.deepEqual([rest.itemsAccepted, rest.itemsDeduplicated, rest.sealed], [1, 2, true]);
      assert.equal(emulator.runs().length, 3);
      assert.equal((await client.tasks.batchTrigger(TASK, itemsOf(1), {}, ONCE)).runCount, 1);
    },
  },
  {
    route: "GET /api/v2/batches/:id",
    name: "tells which runs a batch became",
    async run({ client, emulator }) {
      const { batchId } = await client.tasks.batchTrigger(TASK, itemsOf(2), {}, ONCE);
      const batch = await client.batch.retrieve(batchId, ONCE);
      const ids = emulator.runs().map(({ id }) => id);
      assert.deepEqual([batch.runCount, batch.runs.toSorted()], [2, ids.toSorted()]);
      await assert.rejects(client.batch.retrieve("batch_missing", ONCE), refusal(404));
    },
  },
  {
    route: "GET /api/v1/runs",
    name: "lists runs newest first, by status, task and tag, a page at a time",
    async run({ client, script, emulator }) {
      script.push(new Error("exit 1"));
      for (const [task, tag] of [
        [TASK, "a"],
        [TASK, "b"],
        ["other@1", "b"],
      ] as const) {
        await client.tasks.trigger(task, {}, { tags: [tag] }, ONCE);
        await emulator.settle();
      }
      const listed = async (query: Parameters<typeof client.runs.list>[0]) =>
        (await client.runs.list(query, ONCE)).data.map(({ taskIdentifier, tags, status }) =>
          [taskIdentifier, tags[0], status].join(" "),
        );
      assert.deepEqual(await listed({ tag: "b" }), ["other@1 b COMPLETED", `${TASK} b COMPLETED`]);
      assert.deepEqual(await listed({ status: "CRASHED", taskIdentifier: TASK }), [`${TASK} a CRASHED`]);
      const seen: string[] = [];
      for await (const { taskIdentifier } of client.runs.list({ limit: 2 }, ONCE)) seen.push(taskIdentifier);
      assert.deepEqual(seen, ["other@1", TASK, TASK]);
    },
  },
  {
    route: "POST /api/v1/runs/:id/replay",
    name: "replays a run as another one, of the same payload and without its key",
    async run({ client, emulator, executed }) {
      const options = { idempotencyKey: "d".repeat(64), tags: ["t"] };
      const { id } = await client.tasks.trigger(TASK, { n: 7 }, options, ONCE);
      await emulator.settle();
      const replayed = await client.runs.replay(id, ONCE);
      assert.notEqual(replayed.id, id);
      await emulator.settle();
      assert.deepEqual(payloadsOf(executed), [{ n: 7 }, { n: 7 }]);
      assert.deepEqual(
        emulator.runs().map(({ tags, idempotencyKey }) => [tags[0], idempotencyKey === null]),
        [
          ["t", true],
          ["t", false],
        ],
      );
      await assert.rejects(client.runs.replay("run_missing", ONCE), refusal(404));
    },
  },
  {
    route: "POST /api/v1/idempotencyKeys/:key/reset",
    name: "frees a key, and knows none that nobody has used",
    async run({ client, emulator }) {
      const key = "e".repeat(64);
      const trigger = async () => (await client.tasks.trigger(TASK, {}, { idempotencyKey: key }, ONCE)).id;
      const reset = (taken: string) =>
        auth.withAuth({ accessToken: emulator.secretKey, baseURL: emulator.url }, () =>
          idempotencyKeys.reset(TASK, taken, {}, ONCE),
        );
      const first = await trigger();
      assert.deepEqual(await reset(key), { id: key });
      assert.notEqual(await trigger(), first);
      await assert.rejects(reset("f".repeat(64)), refusal(404));
    },
  },
];

const ITEM = { payload: '{"json":{}}', options: { payloadType: "application/super+json" } };

type Answered = Readonly<Record<string, unknown>>;

/** What the SDK sends, in pieces that it would not cut by itself. */
async function asked(emulator: TriggerSubject["emulator"], target: string, body: string): Promise<Answered> {
  const headers = { authorization: `Bearer ${emulator.secretKey}`, "content-type": "application/json" };
  const response = await fetch(`${emulator.url}${target}`, { method: "POST", headers, body });
  return (await response.json()) as Answered;
}

const created = (emulator: TriggerSubject["emulator"], runCount: number) =>
  asked(emulator, "/api/v3/batches", JSON.stringify({ runCount }));
const sent = (emulator: TriggerSubject["emulator"], id: unknown, lines: string) =>
  asked(emulator, `/api/v3/batches/${String(id)}/items`, lines);

const payloadsOf = (executed: TriggerSubject["executed"]) =>
  executed.map(({ payload }) => (JSON.parse(payload) as { readonly json: unknown }).json);
const refusal = (status: number) => (error: unknown) => error instanceof ApiError && error.status === status;
