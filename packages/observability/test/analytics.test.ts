import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAnalytics, createTelemetry, observabilityJobs } from "@ninefold/observability";
import { memoryTelemetry } from "@ninefold/observability/memory";

const owner = randomUUID();
const signal = new AbortController().signal;

it("tries to tell a fact soon after a short outage, and for a day and a half", () => {
  const { retry } = observabilityJobs[0];
  const waits = Array.from({ length: retry.attempts - 1 }, (_, n) => Math.min(retry.backoffMs * 2 ** n, 3_600_000));
  expect(waits[0]).toBeLessThanOrEqual(15_000);
  expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(36 * 3_600_000);
});

describe("createAnalytics", () => {
  it("writes down a fact once per event, and its job tells it under the event's id and moment", async () => {
    const { analytics, enqueued, runAll, told } = setUp();
    const fact = {
      name: "identity.person_signed_up",
      properties: {},
      eventId: randomUUID(),
      occurredAt: new Date("2026-01-02T03:04:05.678Z"),
      actorId: randomUUID(),
      tenantId: null,
    } as const;
    await analytics.queue("tx", fact);
    expect(enqueued).toMatchObject([
      { tx: "tx", job: "observability.tell", key: `identity.person_signed_up/${fact.eventId}` },
    ]);
    await runAll();
    await runAll();
    expect(told()).toEqual([
      {
        id: fact.eventId,
        occurredAt: fact.occurredAt,
        name: fact.name,
        actorId: fact.actorId,
        tenantId: null,
        properties: {},
      },
    ]);
  });

  it("lets the owner stand for a workspace whose maker is not known", async () => {
    const { analytics, runAll, told } = setUp();
    const tenantId = randomUUID();
    await analytics.queue("tx", { ...created, eventId: randomUUID(), actorId: null, tenantId });
    await runAll();
    expect(told()).toMatchObject([{ actorId: owner, tenantId }]);
  });

  it("tells nothing of a workspace that is gone", async () => {
    const { analytics, runAll, told } = setUp({ findOwner: async () => undefined });
    await analytics.queue("tx", { ...created, eventId: randomUUID(), actorId: null, tenantId: randomUUID() });
    await runAll();
    expect(told()).toEqual([]);
  });

  it("tells a change of plan by the keys of both", async () => {
    const { analytics, runAll, told } = setUp();
    const properties = { from: "free", to: "pro" };
    const ids = { eventId: randomUUID(), actorId: owner, tenantId: randomUUID() };
    await analytics.queue("tx", { ...created, ...ids, name: "billing.plan_changed", properties });
    await runAll();
    expect(told()).toMatchObject([{ name: "billing.plan_changed", properties }]);
  });

  it("calls the vendor under the guard, and fails the attempt with it", async () => {
    const { analytics, runAll } = setUp({ guard: () => Promise.reject(new Error("switched off")) });
    await analytics.queue("tx", { ...created, eventId: randomUUID(), actorId: owner, tenantId: null });
    await expect(runAll()).rejects.toThrow("switched off");
  });
});

const created = {
  name: "identity.workspace_created",
  properties: {},
  occurredAt: new Date("2026-01-02T03:04:05.678Z"),
} as const;

type Needs = Parameters<typeof createAnalytics<string>>[0];

function setUp(overrides: Partial<Needs> = {}) {
  const memory = memoryTelemetry();
  const enqueued: { tx: string; job: string; input: object; key: string }[] = [];
  const analytics = createAnalytics<string>({
    enqueue: async (tx, job, input, { idempotencyKey: key }) => void enqueued.push({ tx, job, input, key }),
    guard: (_call, work, options) => work(options.signal),
    trackOnce: createTelemetry(memory).trackOnce,
    findOwner: async () => owner,
    ...overrides,
  });
  const [job] = observabilityJobs;
  const handle = job.handler(analytics);
  return {
    analytics,
    enqueued,
    runAll: async () => {
      // What is stored is JSON.
      for (const { input } of enqueued) await handle(job.input.parse(JSON.parse(JSON.stringify(input))), { signal });
    },
    told: () => memory.records().flatMap((record) => (record.kind === "event" ? [record.event] : [])),
  };
}
