import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createTransport, defaultStackParser, NodeClient } from "@sentry/node";
import { type SentryEmulator, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract } from "./contract.ts";

interface Subject {
  readonly emulator: SentryEmulator;
  readonly client: NodeClient;
  /** What the vendor answered; the SDK itself reads no answer. */
  readonly answers: unknown[];
}

const ROUTE = "POST /api/:project/envelope/";

/** What @sentry/node 11.8.0 does with its one route. */
export const sentryContract: EmulatorContract<Subject> = {
  async open() {
    const emulator = await startEmulator("sentry");
    const answers: unknown[] = [];
    return { emulator, client: clientOf(emulator.dsn, answers), answers };
  },
  cases: [
    {
      route: ROUTE,
      name: "keeps an error with its cause, stack, person, tags and trace",
      async run({ emulator, client, answers }) {
        const traceId = randomBytes(16).toString("hex");
        const id = client.captureEvent({
          level: "error",
          exception: {
            values: [
              { type: "TypeError", value: "socket closed" },
              {
                type: "Error",
                value: "no answer",
                stacktrace: { frames: [{ function: "send", filename: "/app/src/send.ts", lineno: 7, in_app: true }] },
              },
            ],
          },
          user: { id: "person-1" },
          tags: { requestId: "request-1" },
          extra: { deep: { er: true } },
          contexts: { trace: { trace_id: traceId, span_id: randomBytes(8).toString("hex") } },
        });
        await client.close(5_000);
        const [error] = emulator.errors();
        assert.deepEqual(
          [error?.id, error?.title, error?.userId, error?.traceId, error?.tags["requestId"], error?.environment],
          [id, "Error: no answer", "person-1", traceId, "request-1", "test"],
        );
        assert.deepEqual(
          error?.exceptions.map(({ type, value, frames }) => [type, value, frames.map(({ line }) => line)]),
          [
            ["Error", "no answer", [7]],
            ["TypeError", "socket closed", []],
          ],
        );
        assert.deepEqual(error?.extra, { deep: { er: true } });
        assert.deepEqual(answers, [{ id }]);
      },
    },
    {
      route: ROUTE,
      name: "keeps an exception that the SDK reads by itself",
      async run({ emulator, client, answers }) {
        client.captureException(new RangeError("too far"));
        await client.close(5_000);
        const [error] = emulator.errors();
        assert.equal(error?.title, "RangeError: too far");
        assert.ok((error?.exceptions[0]?.frames.length ?? 0) > 0);
        assert.equal(answers.length, 1);
      },
    },
    {
      route: ROUTE,
      name: "takes sessions, transactions and what it does not show",
      async run({ emulator, client, answers }) {
        client.captureEvent({ type: "transaction", transaction: "GET /", start_timestamp: 1, timestamp: 2, spans: [] });
        client.captureCheckIn({ monitorSlug: "sweep", status: "ok" });
        client.sendSession({
          sid: "00000000000000000000000000000001",
          init: true,
          started: 1,
          timestamp: 1,
          status: "ok",
          errors: 0,
          ignoreDuration: false,
          toJSON: () => ({
            sid: "00000000000000000000000000000001",
            init: true,
            started: "2026-01-01T00:00:00Z",
            timestamp: "2026-01-01T00:00:00Z",
            status: "ok",
            errors: 0,
            attrs: { release: "1" },
          }),
        });
        await client.close(5_000);
        const kinds = emulator.items().map(({ type }) => type);
        assert.deepEqual(kinds.toSorted(), ["check_in", "session", "transaction"]);
        assert.deepEqual(emulator.errors(), []);
        assert.equal(answers.length, 3);
      },
    },
    {
      route: ROUTE,
      name: "turns away who has no key or another's, and what is no envelope",
      async run({ emulator, client, answers }) {
        const post = async (query: string, body: string) => {
          const answer = await fetch(`${emulator.url}/api/1/envelope/${query}`, { method: "POST", body });
          return [answer.status, await answer.json()] as const;
        };
        const key = new URL(emulator.dsn).username;
        assert.deepEqual(await post("", "{}"), [401, { detail: "missing authorization information" }]);
        assert.equal((await post("?sentry_key=foreign", "{}"))[0], 403);
        assert.equal((await post(`?sentry_key=${key}`, "no envelope"))[0], 400);
        assert.equal((await post(`?sentry_key=${key}`, '{}\n{"type":"event","length":99}\n{}'))[0], 400);
        assert.deepEqual(emulator.errors(), []);
        client.captureMessage("still here");
        await client.close(5_000);
        assert.equal(answers.length, 1);
      },
    },
  ],
};

function clientOf(dsn: string, answers: unknown[]): NodeClient {
  return new NodeClient({
    dsn,
    environment: "test",
    release: "1",
    integrations: [],
    stackParser: defaultStackParser,
    sendClientReports: false,
    enableRuntimeChannelInjection: false,
    traceLifecycle: "static",
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const answer = await fetch(options.url, { method: "POST", body: body as string });
        answers.push(await answer.json());
        return { statusCode: answer.status };
      }),
  });
}
