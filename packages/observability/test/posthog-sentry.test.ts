import http from "node:http";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTelemetry } from "@ninefold/observability";
import { memoryTelemetry } from "@ninefold/observability/memory";
import { posthogSentryTelemetry } from "@ninefold/observability/posthog-sentry";

const undo: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

describe("posthogSentryTelemetry", () => {
  it("O-1, O-2: sends what was captured, redacted, and nothing that the SDK would find by itself", async () => {
    const { telemetry, sentry } = await setUp();
    const secret = "Zq8mVt3xKw6h";
    try {
      fail(secret);
    } catch (error) {
      telemetry.captureError(error, { body: { password: secret }, cookie: secret });
    }
    await telemetry.flush();
    const [reported] = sentry.errors();
    const wire = JSON.stringify(sentry.state());
    expect(wire).not.toContain(secret);
    expect(reported?.title).toBe("Error: refused token=[redacted]");
    expect(reported?.exceptions[0]?.frames[0]).toMatchObject({ function: "fail", isOurs: true });
    // Everything that the vendor was told, by name.
    expect(Object.keys(reported?.event ?? {}).toSorted()).toEqual(
      [
        "contexts",
        "environment",
        "event_id",
        "exception",
        "extra",
        "level",
        "platform",
        "release",
        "sdk",
        "tags",
        "timestamp",
      ].toSorted(),
    );
    expect(Object.keys(reported?.event["contexts"] ?? {}).toSorted()).toEqual(["runtime", "trace"]);
    expect(wire).not.toContain("vars");
    expect(wire).not.toContain("context_line");
  });

  it("patches nothing, and handles no signal and no failure", async () => {
    const before = patchable();
    const watched = ["uncaughtException", "unhandledRejection", "SIGTERM", "SIGINT"];
    const listeners = watched.map((event) => process.listenerCount(event));
    await setUp();
    expect(patchable()).toEqual(before);
    expect(watched.map((event) => process.listenerCount(event))).toEqual(listeners);
  });

  it("joins an error to its trace and person at the vendor", async () => {
    const { telemetry, sentry } = await setUp();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    telemetry.run({ requestId: "request-1", traceparent, userId: "person-1", tenantId: "workspace-1" }, () =>
      telemetry.captureError(new Error("inside")),
    );
    await telemetry.flush();
    expect(sentry.errors()[0]).toMatchObject({
      userId: "person-1",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      tags: { requestId: "request-1", tenantId: "workspace-1" },
    });
  });

  it("tells the vendor of a person nothing but their id, and asks for no profile", async () => {
    const { telemetry, posthog } = await setUp();
    telemetry.track({
      name: "identity.person_signed_up",
      actorId: "person-1",
      tenantId: null,
      properties: { $set: { email: "ada@inbox.ninefold.dev" }, plan: "free" },
    });
    await telemetry.flush();
    const { properties = {} } = posthog.events()[0] ?? {};
    expect(properties).toMatchObject({ $process_person_profile: false, $geoip_disable: true, plan: "free" });
    expect(JSON.stringify(properties)).not.toContain("ada@");
    expect(Object.keys(properties).filter((name) => name.includes("ip") && name !== "$geoip_disable")).toEqual([]);
  });

  it.each([
    ["refuses connections", undefined],
    ["answers 500", { status: 500 }],
    ["answers 503", { status: 503 }],
    ["answers 429", { status: 429, headers: { "retry-after": "60" } }],
    ["closes connections in the middle", { drop: true }],
  ] as const)("O-17: holds nobody up while the vendor %s, and says how much was lost", async (_name, fault) => {
    const { telemetry, posthog, sentry } = await setUp();
    if (fault === undefined) await Promise.all([posthog.stop(), sentry.stop()]);
    else {
      posthog.faults.add({ route: "POST /batch/", ...fault });
      sentry.faults.add({ route: "POST /api/:project/envelope/", ...fault });
    }
    const started = performance.now();
    for (let index = 0; index < 50; index++) {
      telemetry.captureError(new Error("lost"));
      telemetry.track({ name: "x.y", actorId: "a", tenantId: null });
    }
    expect(performance.now() - started).toBeLessThan(500);
    expect(await telemetry.flush({ signal: AbortSignal.timeout(4_000) })).toEqual({ lost: 100 });
  });

  it("O-22: gives up at the deadline when the vendor hangs", async () => {
    const port = await blackHole();
    const telemetry = telemetryTo(
      { apiKey: "phc_x", host: `http://127.0.0.1:${port}` },
      `http://key@127.0.0.1:${port}/1`,
    );
    telemetry.captureError(new Error("lost"));
    telemetry.track({ name: "x.y", actorId: "a", tenantId: null });
    const started = performance.now();
    expect(await telemetry.flush({ signal: AbortSignal.timeout(200) })).toEqual({ lost: 2 });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("O-24: keeps the memory bounded while nothing leaves", async () => {
    const { telemetry, posthog } = await setUp();
    await posthog.stop();
    for (let index = 0; index < 3_000; index++) telemetry.track({ name: "x.y", actorId: `a${index}`, tenantId: null });
    await posthog.start();
    await telemetry.flush();
    expect(posthog.events().length).toBeLessThanOrEqual(1_000);
    expect(posthog.events()[0]?.distinctId).toBe("a2999");
  });

  it("O-18: rejects a fact that the vendor did not take, so that its job tells it again", async () => {
    const { telemetry, posthog } = await setUp();
    const fact = {
      id: "01890a5d-ac96-774b-bcce-b302099a8057",
      occurredAt: new Date(0),
      name: "x.y",
      actorId: "a",
      tenantId: null,
    };
    const rule = posthog.faults.add({ route: "POST /batch/", status: 503 });
    await expect(telemetry.trackOnce(fact)).rejects.toMatchObject({
      code: "observability.unavailable",
      retryable: true,
    });
    posthog.faults.remove(rule);
    await telemetry.trackOnce(fact);
    await telemetry.trackOnce(fact);
    expect(posthog.events()).toHaveLength(1);
  });
});

function fail(password: string): never {
  throw Object.assign(new Error(`refused token=${password}`), { config: { headers: { Authorization: password } } });
}

const patchable = () => [
  http.request,
  http.Server.prototype.emit,
  globalThis.fetch,
  process.stderr.write,
  process.emit,
];

type Posthog = Parameters<typeof posthogSentryTelemetry>[0]["posthog"];

function telemetryTo(posthog: Posthog, dsn: string) {
  const sentry = { dsn, environment: "test", release: "1", timeoutMs: 1_000 };
  return createTelemetry(
    posthogSentryTelemetry({ posthog: { timeoutMs: 1_000, ...posthog }, sentry, lines: memoryTelemetry() }),
  );
}

async function setUp() {
  const [posthog, sentry] = await Promise.all([startEmulator("posthog"), startEmulator("sentry")]);
  undo.push(
    () => posthog.close(),
    () => sentry.close(),
  );
  return { posthog, sentry, telemetry: telemetryTo({ apiKey: posthog.apiKey, host: posthog.url }, sentry.dsn) };
}

/** Takes connections and never says a word. */
async function blackHole(): Promise<number> {
  const open = new Set<{ destroy(): void }>();
  const server = createServer((socket) => void open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
