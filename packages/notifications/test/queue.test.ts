import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryMessages } from "@ninefold/notifications/memory";
import { deliverJob } from "@ninefold/notifications";
import { deliveries } from "@ninefold/notifications/schema";
import { aPerson, aTenant, asSystem, attempt, NOBODY, ofPerson, ofTenant, openFixture, setUp } from "./fixture.ts";

let fixture: Awaited<ReturnType<typeof openFixture>>;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** Somebody else's doors, as a reaction has them. */
const doors = () => fixture.database.doorsOf("workflows");
const setup = () => setUp(fixture.database, memoryMessages());
const verify = (key: string = randomUUID(), userId: string = randomUUID()) =>
  ({ kind: "verify-address", subject: { userId }, key }) as const;
const invite = (key: string = randomUUID()) =>
  ({ kind: "workspace-invitation", subject: { invitationId: randomUUID() }, key }) as const;

describe("notifications.hasRoom", () => {
  it("lets so many of a kind through to one person in 24 hours, also of more at once, and others as ever", async () => {
    const { notifications, clock } = setup();
    const [ana, ben] = [aPerson(), aPerson()];
    const send = (person: typeof ana, kind: "verify-address" | "reset-password" = "verify-address") =>
      doors().withPerson(person, async (tx) => {
        const hasRoom = await notifications.hasRoom(tx, kind, 3);
        if (hasRoom) await notifications.queue(tx, { kind, subject: { userId: person.userId }, key: randomUUID() });
        return hasRoom;
      });
    const asked = await Promise.all(Array.from({ length: 6 }, () => send(ana)));
    expect(asked.filter(Boolean)).toHaveLength(3);
    expect([await send(ana), await send(ana, "reset-password"), await send(ben)]).toEqual([false, true, true]);
    clock.now = new Date(clock.now.getTime() + 24 * 3_600_000);
    expect(await send(ana)).toBe(true);
  });
});

describe("notifications.queue", () => {
  it("records what is to be sent and the job that sends it, and says nothing yet", async () => {
    const { notifications, jobs, clock } = setup();
    const [acme, message] = [aTenant(), invite()];
    const id = await doors().withTenant(acme, (tx) => notifications.queue(tx, message));
    expect(await fixture.row(id)).toMatchObject({
      ...ofTenant(acme),
      kind: "workspace-invitation",
      channel: "email",
      subject: message.subject,
      status: "queued",
      recipient: null,
      rendered: null,
      attempts: 0,
      createdAt: clock.now,
    });
    expect(jobs).toEqual([
      {
        jobId: "notifications.deliver",
        input: { deliveryId: id, ...ofTenant(acme) },
        options: { idempotencyKey: `delivery/${id}` },
      },
    ]);
  });

  it("leaves nothing behind when the caller's transaction is rolled back", async () => {
    const { notifications } = setup();
    const [acme, message] = [aTenant(), invite()];
    const failing = doors().withTenant(acme, async (tx) => {
      await notifications.queue(tx, message);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    const own = fixture.database.doorsOf("notifications");
    expect(await own.withTenant(acme, (tx) => tx.select().from(deliveries))).toEqual([]);
  });

  it("N-4: makes one delivery and one job of one key, however often and at once it comes", async () => {
    const { notifications, jobs } = setup();
    const [acme, message] = [aTenant(), invite()];
    const queue = () => doors().withTenant(acme, (tx) => notifications.queue(tx, message));
    const ids = await Promise.all([queue(), queue(), queue()]);
    expect(new Set([...ids, await queue()]).size).toBe(1);
    expect(jobs).toHaveLength(1);
  });

  it("refuses a key that was used for another message, rather than lose it", async () => {
    const { notifications } = setup();
    const person = aPerson();
    const key = randomUUID();
    const queue = (message: ReturnType<typeof verify>) =>
      doors().withPerson(person, (tx) => notifications.queue(tx, message));
    await queue(verify(key));
    const conflict = { code: "notifications.idempotency_conflict", kind: "conflict" };
    await expect(queue(verify(key))).rejects.toMatchObject(conflict);
    await expect(
      doors().withPerson(person, (tx) =>
        notifications.queue(tx, { kind: "reset-password", subject: { userId: person.userId }, key }),
      ),
    ).rejects.toMatchObject(conflict);
  });

  it("keeps the keys of workspaces and people apart", async () => {
    const { notifications } = setup();
    const message = invite();
    const ids = await Promise.all([
      doors().withTenant(aTenant(), (tx) => notifications.queue(tx, message)),
      doors().withTenant(aTenant(), (tx) => notifications.queue(tx, message)),
      doors().withPerson(aPerson(), (tx) => notifications.queue(tx, message)),
      doors().withPerson(aPerson(), (tx) => notifications.queue(tx, message)),
      doors().asSystem(asSystem, (tx) => notifications.queue(tx, message)),
    ]);
    expect(new Set(ids).size).toBe(5);
  });

  it("puts what a transaction across tenants queues where it is told, and hands the scope on", async () => {
    const { notifications, jobs } = setup();
    for (const scope of [ofTenant(aTenant()), ofPerson(aPerson()), NOBODY]) {
      const id = await doors().asSystem(asSystem, (tx) => notifications.queue(tx, { ...verify(), scope }));
      expect(await fixture.row(id)).toMatchObject(scope);
      expect(jobs.at(-1)).toMatchObject({ input: { deliveryId: id, ...scope }, options: { scope } });
    }
  });

  it("refuses a scope beside the one that the transaction has", async () => {
    const { notifications } = setup();
    const scope = ofTenant(aTenant());
    await expect(
      doors().withTenant(aTenant(), (tx) => notifications.queue(tx, { ...verify(), scope })),
    ).rejects.toThrow(TypeError);
  });

  it("refuses a subject that is not what the kind is about", async () => {
    const { notifications } = setup();
    const subject = { userId: "ana@inbox.ninefold.dev" };
    await expect(
      doors().withPerson(aPerson(), (tx) => notifications.queue(tx, { kind: "verify-address", subject, key: "k" })),
    ).rejects.toMatchObject({ code: "notifications.invalid_content" });
  });

  it("stores the ids that the kind is about, whatever else the caller's event carries", async () => {
    const { notifications } = setup();
    const userId = randomUUID();
    const subject = { userId, name: "Ana", address: "ana@inbox.ninefold.dev" };
    const id = await doors().withPerson(aPerson(), (tx) =>
      notifications.queue(tx, { kind: "verify-address", subject, key: "k" }),
    );
    expect((await fixture.row(id)).subject).toEqual({ userId });
  });
});

describe("the job", () => {
  it("is plain data, takes what is queued, and does what deliver does", async () => {
    const { notifications, jobs } = setup();
    await doors().withPerson(aPerson(), (tx) => notifications.queue(tx, verify()));
    const job = deliverJob;
    expect(job).toMatchObject({ id: "notifications.deliver", version: 1 });
    const input = job.input.parse(JSON.parse(JSON.stringify(jobs[0]?.input)));
    await job.handler(notifications)(input, attempt());
    expect(await fixture.row(input.deliveryId)).toMatchObject({ status: "accepted" });
  });

  const { retry, deadlineMs } = deliverJob;
  const waits = Array.from({ length: retry.attempts - 1 }, (_, n) =>
    Math.min(retry.backoffMs * 2 ** n, retry.maxBackoffMs),
  );

  it("sends a mail within five minutes of the vendor's return, however long that was away", () => {
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * 60_000);
  });

  it("tries for two hours, and gives up within the life of an idempotency key at the vendor", () => {
    const longestMs = waits.reduce((sum, wait) => sum + wait, retry.attempts * deadlineMs);
    expect(longestMs).toBeLessThan(4 * 3_600_000);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(2 * 3_600_000);
  });
});
