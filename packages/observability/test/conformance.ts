import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { ContextualTelemetry, Telemetry } from "@ninefold/observability";

/** What an adapter was handed, in our words; an adapter of a vendor translates what the vendor received. */
export interface Written {
  readonly kind: "log" | "error" | "metric" | "event";
  readonly level?: string;
  readonly message?: string;
  readonly error?: unknown;
  readonly fields?: unknown;
  readonly metric?: unknown;
  readonly event?: unknown;
}

export interface TelemetrySubject {
  /** The adapter inside `createTelemetry`. */
  readonly telemetry: ContextualTelemetry;
  /** The adapter alone. Cases leave it alone; a mutant uses it. */
  readonly bare: Telemetry;
  readonly written: () => Promise<readonly Written[]>;
}

/** What a rule may depend on. */
export type TelemetryRule = keyof Pick<Telemetry["capabilities"], "countsOnce">;

export const telemetryCases: readonly Case<TelemetrySubject, TelemetryRule>[] = [
  {
    name: "writes a log record with its level, message and fields",
    async run({ telemetry, written }) {
      const fields = {
        status: 200,
        path: "/projects",
        ok: true,
        none: null,
        list: [1, "two"],
        nested: { deep: { er: 3 } },
      };
      for (const level of ["debug", "info", "warn", "error"] as const) telemetry.log(level, "request", fields);
      telemetry.log("info", "listening");
      const [debug, info, warn, error, plain] = await written();
      for (const [level, record] of Object.entries({ debug, info, warn, error })) {
        assert.deepEqual(part(record), { kind: "log", level, message: "request", fields });
      }
      assert.deepEqual(part(plain), { kind: "log", level: "info", message: "listening", fields: {} });
    },
  },
  {
    name: "writes an error with its name, message, code, cause and context",
    async run({ telemetry, written }) {
      const cause = new TypeError("socket closed");
      telemetry.captureError(Object.assign(new Error("no answer", { cause }), { code: "media.unavailable" }), {
        requestId: "r1",
      });
      const [record] = await written();
      assert.equal(record?.kind, "error");
      assert.deepEqual(record.fields, { requestId: "r1" });
      const { stack, ...error } = fieldsOf(record.error);
      assert.deepEqual(part(error["cause"], ["name", "message"]), { name: "TypeError", message: "socket closed" });
      assert.deepEqual(part(error, ["name", "message", "code"]), {
        name: "Error",
        message: "no answer",
        code: "media.unavailable",
      });
      assert.ok(Array.isArray(stack) && stack.length > 0);
    },
  },
  {
    name: "captures whatever is thrown, and every error of an aggregate",
    async run({ telemetry, written }) {
      const thrown = [
        "a string",
        7,
        null,
        undefined,
        { odd: true },
        new AggregateError([new Error("first of two")], "both"),
      ];
      for (const error of thrown) telemetry.captureError(error);
      assert.equal((await written()).length, thrown.length);
      assert.match(textOf(await written()), /a string.*7.*odd.*both.*first of two/s);
    },
  },
  {
    name: "writes a metric with its unit and attributes",
    async run({ telemetry, written }) {
      const metric = {
        name: "media.bytes_stored",
        kind: "count",
        value: 12.5,
        unit: "bytes",
        attributes: { ok: true, size: 1 },
      } as const;
      telemetry.measure(metric);
      assert.deepEqual(
        (await written()).map(({ kind, metric: seen }) => [kind, seen]),
        [["metric", metric]],
      );
    },
  },
  {
    name: "drops a metric that is not finite, and counts it as lost",
    async run({ telemetry, written }) {
      for (const value of [Number.NaN, Infinity]) {
        telemetry.measure({ name: "media.bytes_stored", kind: "count", value, unit: "bytes" });
      }
      assert.deepEqual(await written(), []);
      assert.equal((await telemetry.flush()).lost, 2);
    },
  },
  {
    name: "writes an event with who did it, and where",
    async run({ telemetry, written }) {
      const event = {
        name: "media.file_uploaded",
        actorId: randomUUID(),
        tenantId: randomUUID(),
        properties: { plan: "free" },
      };
      telemetry.track(event);
      telemetry.track({ ...event, tenantId: null });
      assert.deepEqual(
        (await written()).map(({ event: seen }) => seen),
        [event, { ...event, tenantId: null }],
      );
    },
  },
  {
    name: "redacts what stands under a secret name, however it is written",
    async run({ telemetry, written }) {
      const names = [
        "password",
        "Passwd",
        "newPassWord",
        "accessToken",
        "CLIENT_SECRET",
        "authorization",
        "Cookie",
        "set-cookie",
      ];
      for (const name of [...names, "api_key", "apiKey", "X-Api-Key", "privateKey", "DATABASE_URL"]) {
        telemetry.log("info", "seen", { [name]: secret });
        telemetry.log("info", "seen", { [name]: [secret] });
        telemetry.log("info", "seen", { [name]: { inner: secret } });
      }
      assertHidden(await written(), 39);
    },
  },
  {
    name: "redacts at any depth, inside lists, maps and headers",
    async run({ telemetry, written }) {
      let nested: Record<string, unknown> = { token: secret };
      for (let level = 0; level < 30; level++) nested = { level, nested };
      telemetry.log("info", "seen", nested);
      telemetry.log("info", "seen", { a: { b: { c: { d: { e: { f: { g: { h: { password: secret } } } } } } } } });
      telemetry.log("info", "seen", { list: [[{ token: secret }]], set: new Set([{ token: secret }]) });
      telemetry.log("info", "seen", {
        map: new Map([["token", secret]]),
        headers: new Headers({ authorization: secret }),
      });
      telemetry.log("info", "seen", { query: new URLSearchParams({ token: secret }) });
      assertHidden(await written(), 5);
    },
  },
  {
    name: "redacts secrets inside text: messages, fields and lists",
    async run({ telemetry, written }) {
      const texts = [
        `Authorization: Bearer ${secret}`,
        `authorization: basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
        `curl -H "authorization: bearer ${secret}"`,
        `GET /reset?token=${secret}&next=%2F`,
        `{"password":"${secret}","name":"Ada"}`,
        `postgres://app:${secret}@db.internal:5432/app`,
        `the link was /accept?invite_token=${secret}`,
        `eyJhbGciOiJIUzI1NiJ9.${secret}.${secret}`,
        `key sk_live_${secret} was refused`,
      ];
      for (const text of texts) {
        telemetry.log("info", text);
        telemetry.log("info", "seen", { text, list: [text] });
        telemetry.log("info", "seen", { [text]: 1 });
      }
      assertHidden(await written(), texts.length * 3);
      assert.ok(!textOf(await written()).includes(Buffer.from(`user:${secret}`).toString("base64")));
    },
  },
  {
    name: "redacts an error's message, own properties, cause and context",
    async run({ telemetry, written }) {
      telemetry.captureError(new Error(`refused Bearer ${secret}`));
      telemetry.captureError(Object.assign(new Error("refused"), { config: { headers: { Authorization: secret } } }));
      telemetry.captureError(new Error("refused", { cause: new Error("inner", { cause: { token: secret } }) }));
      telemetry.captureError(new AggregateError([Object.assign(new Error("refused"), { secret })]));
      telemetry.captureError(new Error("refused"), { cookie: secret });
      telemetry.captureError(`thrown Bearer ${secret}`);
      assertHidden(await written(), 6);
    },
  },
  {
    name: "leaves out the parameters of a failed query, wherever they were copied to",
    async run({ telemetry, written }) {
      const failed = failedQuery(["ada", `two\n    at lines ${secret}`]);
      telemetry.captureError(failed);
      telemetry.captureError(new Error("could not save", { cause: failed }));
      telemetry.log("error", "failed", {
        reason: failed.message,
        stack: failed.stack,
        query: failed.query,
        params: failed.params,
      });
      telemetry.log("error", failed.message);
      assertHidden(await written(), 4);
      assert.match(textOf(await written()), /insert into people/);
    },
  },
  {
    name: "leaves out what Postgres quotes of a row",
    async run({ telemetry, written }) {
      const detail = `Key (email)=(${secret}) already exists.`;
      telemetry.captureError(
        Object.assign(new Error("duplicate key"), { code: "23505", detail, where: secret, parameters: [secret] }),
      );
      assertHidden(await written(), 1);
      assert.match(textOf(await written()), /23505/);
    },
  },
  {
    name: "redacts the attributes of a metric and the properties of an event",
    async run({ telemetry, written }) {
      telemetry.measure({
        name: "x.y",
        kind: "count",
        value: 1,
        unit: "1",
        attributes: { token: secret, url: `/a?token=${secret}` },
      });
      telemetry.track({ name: "x.y", actorId: "a", tenantId: null, properties: { form: { password: secret } } });
      assertHidden(await written(), 2);
    },
  },
  {
    name: "leaves what is no secret as it is",
    async run({ telemetry, written }) {
      const fields = {
        requestId: randomUUID(),
        path: "/api/v1/workspaces",
        at: "2026-01-01T00:00:00.000Z",
        plan: "Basic plan for the bearer",
        words: "a passenger sought the author; keys: 3",
        url: "https://example.test/a:b@c?page=2",
      };
      telemetry.log("info", "The author keeps 3 keys", fields);
      assert.deepEqual(part((await written())[0]), {
        kind: "log",
        level: "info",
        message: "The author keeps 3 keys",
        fields,
      });
    },
  },
  {
    name: "survives values that contain themselves, and writes the rest",
    async run({ telemetry, written }) {
      const ring: Record<string, unknown> = { name: "ring" };
      ring["self"] = ring;
      ring["list"] = [ring];
      const error: Error & { self?: unknown } = new Error("round");
      error.cause = error;
      error.self = error;
      telemetry.log("info", "seen", { ring, after: "still here" });
      telemetry.captureError(error, ring);
      assert.equal((await written()).length, 2);
      assert.match(textOf(await written()), /still here.*round/s);
    },
  },
  {
    name: "survives a megabyte, and writes a bounded record with the rest",
    async run({ telemetry, written }) {
      const megabyte = "x".repeat(1024 * 1024);
      telemetry.log("info", "seen", { before: "still here", megabyte });
      telemetry.log("info", megabyte, { after: "and here" });
      telemetry.captureError(new Error(megabyte), { list: Array.from({ length: 100_000 }, (_, index) => ({ index })) });
      telemetry.log(
        "info",
        "wide",
        Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`key${index}`, megabyte.slice(0, 10_000)])),
      );
      assert.equal((await written()).length, 4);
      assert.match(textOf(await written()), /still here.*and here/s);
      for (const record of await written()) assert.ok(textOf([record]).length < 256 * 1024, "a record is not bounded");
    },
  },
  {
    name: "O-5: never throws, whatever it is given",
    async run({ telemetry, written }) {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      const odd = [
        {
          get computed() {
            return trap();
          },
        },
        new Proxy({}, { ownKeys: trap, get: trap, getPrototypeOf: trap }),
        proxy,
        {
          value: 10n,
          symbol: Symbol("s"),
          function: trap,
          date: new Date(Number.NaN),
          bytes: new Uint8Array(9),
          not: Number.NaN,
        },
        { toJSON: trap },
        Object.create(null),
        JSON.parse('{"__proto__":{"polluted":true}}'),
        Object.defineProperty(new Error("x"), "message", { get: trap }),
      ];
      for (const value of odd) {
        telemetry.log("info", "seen", { value });
        telemetry.log("info", "seen", value);
        telemetry.captureError(value, { value });
        telemetry.track({ name: "x.y", actorId: "a", tenantId: null, properties: { value } });
      }
      assert.equal((await written()).length, odd.length * 4);
      assert.equal("polluted" in {}, false);
    },
  },
  {
    name: "takes fields as they are at the call",
    async run({ telemetry, written }) {
      const fields = { list: ["before"] };
      telemetry.log("info", "seen", fields);
      telemetry.track({ name: "x.y", actorId: "a", tenantId: null, properties: fields });
      fields.list.push("after");
      assert.doesNotMatch(textOf(await written()), /after/);
      assert.match(textOf(await written()), /before.*before/s);
    },
  },
  {
    name: "O-21: flushes, and says that nothing was lost",
    async run({ telemetry, written }) {
      telemetry.log("info", "last words");
      telemetry.captureError(new Error("last words"));
      telemetry.track({ name: "x.y", actorId: "a", tenantId: null });
      assert.deepEqual(await telemetry.flush(), { lost: 0 });
      assert.equal((await written()).length, 3);
    },
  },
  {
    name: "ends a flush when its signal is aborted",
    async run({ telemetry }) {
      telemetry.log("info", "last words");
      assert.equal(typeof (await telemetry.flush({ signal: AbortSignal.abort() })).lost, "number");
    },
  },
  {
    name: "says which request and whom a record belongs to, also what is learned on the way",
    async run({ telemetry, written }) {
      const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      await telemetry.run({ requestId: "request-1", traceparent }, async () => {
        telemetry.log("info", "before");
        await Promise.resolve();
        telemetry.note({ userId: "person-1", tenantId: "workspace-1" });
        telemetry.log("info", "after", { own: 1 });
        telemetry.captureError(new Error("inside"), { runId: "run-1" });
      });
      telemetry.log("info", "outside");
      const [before, after, outside, failed] = inOrder(await written(), ["before", "after", "outside"]);
      const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
      const known = { requestId: "request-1", traceId, userId: "person-1", tenantId: "workspace-1" };
      assert.deepEqual(before?.fields, { requestId: "request-1", traceId });
      assert.deepEqual(after?.fields, { ...known, own: 1 });
      assert.deepEqual(failed?.fields, { ...known, runId: "run-1" });
      assert.deepEqual(outside?.fields, {});
    },
  },
  {
    name: "O-9: keeps two hundred requests at a time apart",
    async run({ telemetry, written }) {
      const ids = Array.from({ length: 200 }, (_, index) => `request-${index}`);
      await Promise.all(
        ids.map((requestId, index) =>
          telemetry.run({ requestId }, async () => {
            await new Promise((resolve) => setTimeout(resolve, index % 7));
            telemetry.log("info", "seen", { own: requestId });
          }),
        ),
      );
      const seen = (await written()).map(({ fields }) => fieldsOf(fields));
      assert.deepEqual(new Set(seen.map(({ own }) => own)), new Set(ids));
      for (const { own, requestId } of seen) assert.equal(requestId, own);
    },
  },
  {
    name: "tells a fact with its id and moment, who and where, and redacts it",
    async run({ telemetry, written }) {
      const fact = factOf({ form: { password: secret }, plan: "free" });
      await telemetry.trackOnce(fact);
      const [told] = (await written()).map(({ event }) => fieldsOf(JSON.parse(JSON.stringify(event))));
      assert.deepEqual(part(told, ["id", "name", "actorId", "tenantId", "properties"]), {
        ...part(fact, ["id", "name", "actorId", "tenantId"]),
        properties: { form: { password: "[redacted]" }, plan: "free" },
      });
      assert.equal(told?.["occurredAt"], fact.occurredAt.toISOString());
    },
  },
  {
    name: "O-25: counts a fact once that is told twice, and two that only look alike",
    needs: "countsOnce",
    async run({ telemetry, written }) {
      const fact = factOf({});
      await telemetry.trackOnce(fact);
      await telemetry.trackOnce(fact);
      await telemetry.trackOnce({ ...fact, id: randomUUID() });
      assert.equal((await written()).length, 2);
    },
  },
  {
    name: "says of a fact that was given up that it did not arrive",
    async run({ telemetry }) {
      const asked = telemetry.trackOnce(factOf({}), { signal: AbortSignal.abort() });
      await assert.rejects(asked, { code: "observability.unavailable", retryable: true });
    },
  },
];

/** Contains nothing that a pattern could know it by. */
const secret = "Zq8mVt3xKw6h";

function factOf(properties: object) {
  return {
    id: randomUUID(),
    occurredAt: new Date("2026-01-02T03:04:05.678Z"),
    name: "media.file_uploaded",
    actorId: randomUUID(),
    tenantId: randomUUID(),
    properties: { ...properties },
  };
}

/** The log records with these messages, then the error: an adapter of two vendors keeps no order between them. */
function inOrder(records: readonly Written[], messages: readonly string[]): readonly (Written | undefined)[] {
  const logs = messages.map((message) => records.find((record) => record.message === message));
  return [...logs, records.find(({ kind }) => kind === "error")];
}

function trap(): never {
  throw new Error("trap");
}

function assertHidden(records: readonly Written[], count: number): void {
  assert.equal(records.length, count);
  assert.ok(!textOf(records).includes(secret), "a secret was written");
}

function textOf(records: readonly Written[]): string {
  return JSON.stringify(records);
}

function part(value: unknown, names = ["kind", "level", "message", "fields"]): object {
  const fields = fieldsOf(value);
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

function fieldsOf(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === "object" && value !== null, "expected an object");
  return Object.fromEntries(Object.entries(value));
}

/** What drizzle-orm 0.45 throws: the parameters are in the message, in the stack and in a property. */
function failedQuery(params: readonly unknown[]): Error & { query: string; params: readonly unknown[] } {
  const query = "insert into people (name, note) values ($1, $2)";
  return Object.assign(new Error(`Failed query: ${query}\nparams: ${params.join(",")}`), { query, params });
}
