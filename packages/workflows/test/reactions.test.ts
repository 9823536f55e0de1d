import { randomUUID } from "node:crypto";
import type { Reactions, SystemEvent } from "@ninefold/workflows";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { effect, type Harness, newPerson, newSystem, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

type TestEvents =
  | { readonly type: "test.opened"; readonly data: { readonly doorId: string } }
  | { readonly type: "test.closed"; readonly data: { readonly reason: string } };

describe("the table of reactions", () => {
  it("needs an entry for each event, and hands each reaction its own event", () => {
    const complete: Reactions<TestEvents> = {
      "test.opened": { log: async ({ data }) => void data.doorId.length },
      "test.closed": {},
    };
    // @ts-expect-error -- test.closed has no entry
    const incomplete: Reactions<TestEvents> = { "test.opened": {} };
    const mistaken: Reactions<TestEvents> = {
      ...complete,
      // @ts-expect-error -- an event of test.closed has no doorId
      "test.closed": { log: async ({ data }) => void data.doorId },
    };
    const world = harness.world({ needs: { reactions: () => complete } });
    expect([world.workflows, incomplete, mistaken]).toHaveLength(3);
  });
});

const writing = () => ({ "test.opened": { write: effect() } });

describe("a reaction", () => {
  it("is given the event as it was published, and works in its workspace, as who caused it", async () => {
    const seen: SystemEvent[] = [];
    const reactions = () => ({
      "test.opened": { keep: async (event: SystemEvent) => void seen.push(event), write: effect(() => "written") },
    });
    const world = harness.world({ needs: { reactions } });
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const context = newTenant({ traceparent });
    const event = { type: "test.opened", data: { doorId: "d1", n: 1.5, list: [null] }, orderKey: "d1" };
    const id = await world.doors.withTenant(context, (tx) => world.workflows.publish(tx, event));
    await world.workflows.start();
    await world.drain();
    const { tenantId, actor, requestId } = context;
    const cause = { tenantId, userId: null, actor, requestId, traceparent };
    expect(seen).toEqual([{ id, ...event, ...cause, occurredAt: world.clock.now }]);
    expect(await harness.effects()).toMatchObject([
      { text: "written", tenant_id: tenantId, actor: actor.id, request_id: requestId, traceparent },
    ]);
  });

  it("works for the person, or for nobody, where the event is of no workspace", async () => {
    const world = harness.world({ needs: { reactions: writing } });
    const person = newPerson();
    const occurredAt = new Date(Date.UTC(2025, 5, 1));
    await world.doors.withPerson(person, (tx) =>
      world.workflows.publish(tx, { type: "test.opened", data: { of: "a person" } }),
    );
    await world.doors.asSystem(newSystem(), (tx) =>
      world.workflows.publish(tx, {
        type: "test.opened",
        data: { of: "nobody" },
        occurredAt,
        actor: person.actor,
        requestId: "r1",
        scope: { tenantId: null, userId: null },
      }),
    );
    await world.workflows.start();
    await world.drain();
    const effects = await harness.effects();
    expect(effects.toSorted((one, other) => (one.text < other.text ? -1 : 1))).toMatchObject([
      { text: '{"of":"a person"}', tenant_id: null, user_id: person.userId },
      { text: '{"of":"nobody"}', tenant_id: null, user_id: null, actor: person.userId, request_id: "r1" },
    ]);
  });

  it("can not write for another workspace than the event's", async () => {
    const stranger = newTenant();
    const world = harness.world({
      needs: {
        reactions: () => ({
          "test.opened": {
            enqueue: async (_event: SystemEvent, tx) => {
              const scope = { tenantId: stranger.tenantId, userId: null };
              await world.workflows.enqueue(tx, "test.note", { text: "x" }, { scope });
            },
          },
        }),
      },
    });
    await world.publish(newTenant(), { type: "test.opened", data: {} });
    await world.workflows.start();
    await world.drain();
    expect(await harness.runs()).toMatchObject([
      { status: "dead", lastError: "the scope is not that of the transaction" },
    ]);
  });

  it("commits its effects and that it ran as one: a failure leaves nothing, and is tried again", async () => {
    let fails = 2;
    const reactions = () => ({
      "test.opened": {
        write: async (event: SystemEvent, tx: Parameters<ReturnType<typeof effect>>[1]) => {
          await effect()(event, tx);
          if (fails-- > 0) throw new Error("not now");
        },
      },
    });
    const world = harness.world({ needs: { reactions } });
    await world.publish(newTenant(), { type: "test.opened", data: { doorId: "d1" } });
    await world.workflows.start();
    await world.drain();
    expect(await harness.texts()).toEqual([]);
    expect(await harness.runs()).toMatchObject([{ status: "waiting_retry", attempts: 1, lastError: "not now" }]);
    await world.advance(10_000);
    expect(await harness.texts()).toEqual(['{"doorId":"d1"}']);
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 3 }]);
  });

  it("is delivered and tried again alone: another of the same event is not repeated", async () => {
    let isBroken = true;
    const broken = async (event: SystemEvent, tx: Parameters<ReturnType<typeof effect>>[1]) => {
      if (isBroken) throw new Error("not now");
      await effect(() => "second")(event, tx);
    };
    const reactions = () => ({ "test.opened": { first: effect(() => "first"), second: broken } });
    const world = harness.world({ needs: { reactions } });
    await world.publish(newTenant(), { type: "test.opened", data: {} });
    await world.workflows.start();
    await world.drain();
    isBroken = false;
    await world.advance(5_000);
    expect(await harness.texts()).toEqual(["first", "second"]);
  });

  it("happens once when an event is published again under its id, before it was relayed and after", async () => {
    const world = harness.world({ needs: { reactions: writing } });
    const context = newTenant();
    const event = { id: randomUUID(), type: "test.opened", data: {} };
    await world.publish(context, event, event);
    await world.workflows.start();
    await world.drain();
    await world.publish(context, event);
    await world.drain();
    expect(await harness.texts()).toHaveLength(1);
    expect(await harness.outbox()).toEqual([]);
  });

  it("J-7: happens once when two workers are given the same run at the same time", async () => {
    const given = { isDurable: true, needs: { reactions: writing } };
    const [one, other] = [harness.world(given), harness.world(given)];
    await one.publish(newTenant(), { type: "test.opened", data: {} });
    await one.workflows.relay();
    const [run] = one.memory.runs();
    const [row] = await harness.runs();
    const payload = { runId: row?.id, userId: null, handed: 0 };
    const { task = "", tenantId = null, requestId = "" } = run ?? {};
    await other.memory.enqueue({ task, tenantId, requestId, payload, idempotencyKey: "again" });
    await Promise.all([one.workflows.start(), other.workflows.start()]);
    await Promise.all([one.drain(), other.drain()]);
    await Promise.all([one.advance(5_000), other.advance(5_000)]);
    expect(await harness.texts()).toHaveLength(1);
  });

  it("enqueues a job in the same commit", async () => {
    let isBroken = true;
    const world = harness.world({
      needs: {
        reactions: () => ({
          "test.opened": {
            follow: async (event: SystemEvent, tx) => {
              await world.workflows.enqueue(tx, "test.note", { text: "followed" }, { idempotencyKey: event.id });
              if (isBroken) throw new Error("not now");
            },
          },
        }),
      },
    });
    await world.publish(newTenant(), { type: "test.opened", data: {} });
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual([]);
    isBroken = false;
    await world.advance(3_000);
    await world.drain();
    expect(world.notes).toEqual(["followed"]);
  });
});

describe("publish", () => {
  it("refuses an event that nobody could deliver", async () => {
    const world = harness.world();
    const invalid = { code: "workflows.invalid_event", kind: "invalid" };
    for (const wrong of [{ id: "1" }, { type: "" }, { orderKey: "" }, { occurredAt: new Date(Number.NaN) }]) {
      const published = world.publish(newTenant(), { type: "test.opened", data: {}, ...wrong });
      await expect(published).rejects.toMatchObject(invalid);
    }
    expect(await harness.outbox()).toEqual([]);
  });
});
