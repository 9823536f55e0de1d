import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNotifications, type EmailMessage, type NotificationsNeeds } from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";
import { noMessages } from "@ninefold/notifications/none";
import { deliveries } from "@ninefold/notifications/schema";
import {
  anAddress,
  aPerson,
  aTenant,
  asSystem,
  attempt,
  FROM,
  invitation,
  NOBODY,
  ofPerson,
  ofTenant,
  openFixture,
  setUp,
  sourcesOf,
  verification,
} from "./fixture.ts";
import { aVendor, fails, nothing, refused, unavailable, type Vendor } from "./transports.ts";

let fixture: Awaited<ReturnType<typeof openFixture>>;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** One verification mail to a person, queued. */
async function queued(vendor: Vendor = aVendor(), part: Partial<NotificationsNeeds> = {}) {
  const ready = setUp(fixture.database, vendor.transport, part);
  const person = aPerson();
  const message = { kind: "verify-address", subject: { userId: person.userId }, key: randomUUID() } as const;
  const id = await ready.needs.doors.withPerson(person, (tx) => ready.notifications.queue(tx, message));
  return {
    ...ready,
    vendor,
    id,
    row: () => fixture.row(id),
    deliver: (given = attempt()) => ready.notifications.deliver(id, ofPerson(person), given),
  };
}

const saying = (mail: ReturnType<typeof verification> | undefined) => sourcesOf({ "verify-address": async () => mail });

describe("notifications.deliver", () => {
  it("sends what the source says, records that the vendor took it, and wipes the letter", async () => {
    const mail = verification({ locale: "id" });
    const { deliver, row, vendor, clock, id } = await queued(aVendor(), { sources: saying(mail) });
    await deliver();
    expect(vendor.calls).toMatchObject([{ idempotencyKey: `delivery/${id}` }]);
    const [sent] = vendor.sent as EmailMessage[];
    expect(sent).toMatchObject({ from: FROM, to: { address: mail.to.address } });
    expect(sent?.text).toContain(mail.url);
    expect(await row()).toMatchObject({
      status: "accepted",
      reason: null,
      recipient: mail.to.address,
      locale: "id",
      rendered: null,
      renderedAt: clock.now,
      acceptedAt: clock.now,
      attempts: 1,
      lastError: null,
      providerRef: expect.stringMatching(/^message_/) as unknown,
    });
  });

  it.each(["workspace", "person", "nobody"])("delivers what belongs to a %s", async (owner) => {
    const vendor = aVendor();
    const { notifications } = setUp(fixture.database, vendor.transport);
    const scope = { workspace: ofTenant(aTenant()), person: ofPerson(aPerson()), nobody: NOBODY }[owner] ?? NOBODY;
    const message = { kind: "account-exists", subject: { userId: randomUUID() }, key: randomUUID(), scope } as const;
    const doors = fixture.database.doorsOf("workflows");
    const id = await doors.asSystem(asSystem, (tx) => notifications.queue(tx, message));
    await notifications.deliver(id, scope, attempt());
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", ...scope });
    expect(vendor.sent).toHaveLength(1);
  });

  it("does nothing for a delivery that has ended, or that is not there", async () => {
    const { deliver, row, vendor, notifications } = await queued();
    await deliver();
    const before = await row();
    await deliver();
    await notifications.deliver(randomUUID(), NOBODY, attempt());
    expect(await row()).toEqual(before);
    expect(vendor.calls).toHaveLength(1);
  });

  it("skips when there is nothing to say any more, and keeps no address", async () => {
    const { deliver, row, vendor } = await queued(aVendor(), { sources: saying(undefined) });
    await deliver();
    expect(await row()).toMatchObject({ status: "skipped", reason: "nothing_to_say", recipient: null });
    expect(vendor.calls).toEqual([]);
  });

  it("records a message as skipped where nobody sends, without asking for a link", async () => {
    const asked: unknown[] = [];
    const vendor = { ...aVendor(), transport: noMessages() };
    const sources = sourcesOf({ "verify-address": async (subject) => void asked.push(subject) });
    const { deliver, row } = await queued(vendor, { sources, from: undefined, encryptionKey: undefined });
    await deliver();
    expect(await row()).toMatchObject({ status: "skipped", reason: "disabled", recipient: null });
    expect(asked).toEqual([]);
  });

  it("N-19: sends a new password's link to whoever it is for, whatever mail they want otherwise", async () => {
    const vendor = aVendor();
    const { notifications, needs } = setUp(fixture.database, vendor.transport);
    const person = aPerson();
    const message = { kind: "reset-password", subject: { userId: person.userId }, key: randomUUID() } as const;
    const id = await needs.doors.withPerson(person, (tx) => notifications.queue(tx, message));
    await notifications.deliver(id, ofPerson(person), attempt());
    expect(vendor.sent).toHaveLength(1);
  });

  it("lets the guard repeat a call only where the vendor takes the key", async () => {
    const vendor = aVendor();
    const { capabilities } = vendor.transport;
    const forgetful = { ...vendor.transport, capabilities: { ...capabilities, idempotency: false } };
    const call = { dependency: "notifications.email", operation: "send" };
    const keeping = await queued(vendor);
    await keeping.deliver();
    expect(keeping.calls).toEqual([{ ...call, idempotent: true }]);
    const losing = await queued({ ...vendor, transport: forgetful });
    await losing.deliver();
    expect(losing.calls).toEqual([{ ...call, idempotent: false }]);
  });
});

describe("a delivery that fails", () => {
  it("N-1: goes on when the vendor did not answer, and ends when it refused", async () => {
    const { deliver, row, vendor } = await queued();
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.unavailable", retryable: true });
    expect(await row()).toMatchObject({ status: "sending", lastError: "notifications.unavailable", attempts: 1 });
    vendor.before = fails(refused);
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.refused", retryable: false });
    expect(await row()).toMatchObject({
      status: "failed",
      reason: "refused",
      lastError: "notifications.refused",
      rendered: null,
      attempts: 2,
    });
    vendor.before = nothing;
    await deliver();
    expect(vendor.sent).toEqual([]);
  });

  it("is written anew and sent once an operator has its job replayed, and only then", async () => {
    const { deliver, row, vendor, id } = await queued();
    vendor.before = fails(refused);
    await expect(deliver()).rejects.toThrow();
    await expect(deliver(attempt({ isReplayed: true }))).rejects.toMatchObject({ code: "notifications.refused" });
    expect(await row()).toMatchObject({ status: "failed", reason: "refused", rendered: null });
    vendor.before = nothing;
    await deliver(attempt({ isReplayed: true }));
    await deliver(attempt({ isReplayed: true }));
    expect(vendor.sent).toHaveLength(1);
    expect(vendor.calls.at(-1)).toMatchObject({ idempotencyKey: `delivery/${id}` });
    expect(await row()).toMatchObject({
      status: "accepted",
      reason: null,
      lastError: null,
      rendered: null,
      attempts: 3,
    });
  });

  it("N-2: gives a vendor that hangs up at the deadline, and tries again under the same key", async () => {
    const { deliver, row, vendor } = await queued();
    const deadline = new AbortController();
    vendor.before = ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(unavailable()));
        deadline.abort();
      });
    await expect(deliver(attempt({ signal: deadline.signal }))).rejects.toMatchObject({ retryable: true });
    expect(await row()).toMatchObject({ status: "sending" });
    vendor.before = nothing;
    await deliver();
    expect(await row()).toMatchObject({ status: "accepted" });
    expect(new Set(vendor.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it("N-5: sends the bytes of the first rendering, whatever the source would say by now", async () => {
    const links: string[] = [];
    const sources = sourcesOf({
      "verify-address": async () => {
        const mail = verification();
        links.push(mail.url);
        return mail;
      },
    });
    const { deliver, vendor } = await queued(aVendor(), { sources });
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    vendor.before = nothing;
    await deliver();
    expect(links).toHaveLength(1);
    expect(vendor.calls[1]?.message).toEqual(vendor.calls[0]?.message);
  });

  it("gives up at the last attempt, and keeps no letter then", async () => {
    const { deliver, row, vendor } = await queued();
    vendor.before = fails(unavailable);
    await expect(deliver(attempt({ isLast: true }))).rejects.toMatchObject({ retryable: true });
    expect(await row()).toMatchObject({ status: "failed", reason: "gave_up", rendered: null });
  });

  it("does not take the end of its process for the last attempt's failure", async () => {
    const { deliver, row, vendor } = await queued();
    vendor.before = fails(unavailable);
    const stopping = attempt({ isLast: true, signal: AbortSignal.abort() });
    await expect(deliver(stopping)).rejects.toThrow();
    expect(await row()).toMatchObject({ status: "sending" });
  });

  it("sends nothing that the vendor may have forgotten to have sent", async () => {
    const { deliver, row, vendor, clock } = await queued();
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    vendor.before = nothing;
    clock.now = new Date(clock.now.getTime() + 23 * 3_600_000);
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.too_late", retryable: false });
    expect(await row()).toMatchObject({ status: "failed", reason: "too_late", rendered: null });
    expect(vendor.calls).toHaveLength(1);
  });

  it("sends no link that is dead", async () => {
    const expiresAt = new Date("2026-11-21T10:00:00Z");
    const { deliver, row, vendor, clock } = await queued(aVendor(), { sources: saying(verification({ expiresAt })) });
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    clock.now = expiresAt;
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.too_late" });
    expect(await row()).toMatchObject({ status: "failed", reason: "too_late", sendBefore: expiresAt });
  });

  it("ends when the stored letter was sealed with another key", async () => {
    const { deliver, row, vendor, needs, id } = await queued();
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    const { userId } = await row();
    const rotated = createNotifications(vendor.transport, { ...needs, encryptionKey: randomBytes(32) });
    await expect(rotated.deliver(id, { tenantId: null, userId }, attempt())).rejects.toMatchObject({
      code: "notifications.unreadable",
    });
    expect(await row()).toMatchObject({ status: "failed", reason: "unreadable", rendered: null });
  });

  it("waits for a newer release where this one does not know the kind", async () => {
    const { notifications, needs, vendor } = await queued();
    const person = aPerson();
    const at = new Date();
    const values = { kind: "of-tomorrow", channel: "email", subject: {}, triggerKey: "k", status: "queued" } as const;
    const id = randomUUID();
    await needs.doors.withPerson(person, (tx) =>
      tx.insert(deliveries).values({ id, userId: person.userId, ...values, createdAt: at, updatedAt: at }),
    );
    await expect(notifications.deliver(id, ofPerson(person), attempt())).rejects.toMatchObject({
      code: "notifications.unknown_kind",
      retryable: true,
    });
    expect(await fixture.row(id)).toMatchObject({ status: "queued", lastError: "notifications.unknown_kind" });
    expect(vendor.calls).toEqual([]);
  });

  it.each([
    ["N-8", "b@x.dev\r\nBcc: evil@e.vil"],
    ["N-9", '"x" <b@x.dev>, evil@e.vil'],
    ["N-10", '"real@corp.com x"@attacker.tld'],
  ])("%s: never asks the vendor to send to %j", async (_id, address) => {
    const { deliver, row, vendor, calls } = await queued(aVendor(), {
      sources: saying(verification({ to: { address } })),
    });
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.invalid_recipient", retryable: false });
    expect(await row()).toMatchObject({ status: "failed", reason: "refused", recipient: null });
    expect([vendor.calls, calls]).toEqual([[], []]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "http://app.ninefold.dev/verify"])(
    "N-15: never sends a link to %s",
    async (url) => {
      const { deliver, row, vendor } = await queued(aVendor(), { sources: saying(verification({ url })) });
      await expect(deliver()).rejects.toMatchObject({ code: "notifications.invalid_content" });
      expect(await row()).toMatchObject({ status: "failed", reason: "refused" });
      expect(vendor.calls).toEqual([]);
    },
  );

  it("N-7: sends an invitation whose names carry headers, with none of them", async () => {
    const vendor = aVendor();
    const sources = sourcesOf({
      "workspace-invitation": async () =>
        invitation({ inviterName: "Budi\r\nBcc: eve@evil.dev", workspaceName: '"; Bcc:' }),
    });
    const { notifications, needs } = setUp(fixture.database, vendor.transport, { sources });
    const acme = aTenant();
    const message = { kind: "workspace-invitation", subject: { invitationId: randomUUID() }, key: "k" } as const;
    const id = await needs.doors.withTenant(acme, (tx) => notifications.queue(tx, message));
    await notifications.deliver(id, ofTenant(acme), attempt());
    const [sent] = vendor.sent as EmailMessage[];
    expect(sent?.subject).toBe('Budi Bcc: eve@evil.dev invited you to "; Bcc:');
    expect(sent?.to).toEqual({ address: (await fixture.row(id)).recipient });
    expect(sent?.headers).toBeUndefined();
  });
});

describe("what is stored", () => {
  it("holds the letter sealed while it waits: no link, no word of it in the clear", async () => {
    const mail = verification();
    const { deliver, row, vendor } = await queued(aVendor(), { sources: saying(mail) });
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    const { rendered, ...rest } = await row();
    const stored = Buffer.from(rendered ?? []).toString("latin1");
    expect(stored.length).toBeGreaterThan(1_000);
    expect(stored).not.toMatch(/Confirm|https|token/);
    expect(JSON.stringify(rest)).not.toMatch(/https|token/);
  });

  it("says of a failure its code, and nothing that the failure quotes", async () => {
    const address = anAddress();
    const { deliver, row, vendor } = await queued();
    vendor.before = fails(() => new Error(`could not send https://app.ninefold.dev/#token=1 to ${address}`));
    await expect(deliver()).rejects.toThrow();
    expect((await row()).lastError).toBe("unknown");
    vendor.before = fails(() => Object.assign(new Error(address), { code: address }));
    await expect(deliver()).rejects.toThrow();
    expect((await row()).lastError).toBe("unknown");
    vendor.before = fails(() => Object.assign(new Error("off"), { code: "ops_safety.switched_off" }));
    await expect(deliver()).rejects.toThrow();
    expect((await row()).lastError).toBe("ops_safety.switched_off");
  });

  it("says nothing of the letter in what it throws", async () => {
    const mail = verification({ url: "http://app.ninefold.dev/verify#token=secret" });
    const { deliver } = await queued(aVendor(), { sources: saying(mail) });
    const error: unknown = await deliver().catch((thrown: unknown) => thrown);
    expect(String((error as Error).stack)).not.toMatch(/secret|inbox[.]ninefold/);
  });

  it("is wiped by whoever ends it, or the database refuses the end", async () => {
    const { deliver, vendor, id } = await queued();
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    const ending = fixture.change(id, { status: "accepted", acceptedAt: new Date() });
    await expect(ending).rejects.toMatchObject({ cause: { constraint_name: "deliveries_rendered" } });
  });
});

describe("isolation", () => {
  it("leaves another workspace's or person's delivery alone, whoever names its id", async () => {
    const vendor = aVendor();
    const { notifications, needs } = setUp(fixture.database, vendor.transport);
    const [acme, rival, person] = [aTenant(), aTenant(), aPerson()];
    const message = { kind: "workspace-invitation", subject: { invitationId: randomUUID() }, key: "k" } as const;
    const id = await needs.doors.withTenant(acme, (tx) => notifications.queue(tx, message));
    for (const scope of [ofTenant(rival), ofPerson(person), NOBODY]) {
      await notifications.deliver(id, scope, attempt());
    }
    expect(vendor.calls).toEqual([]);
    expect(await fixture.row(id)).toMatchObject({ status: "queued", attempts: 0 });
  });

  it("shows a workspace and a person their own deliveries and nobody else's", async () => {
    const { notifications, needs } = setUp(fixture.database, memoryMessages());
    const [acme, ana] = [aTenant(), aPerson()];
    const message = { kind: "workspace-invitation", subject: { invitationId: randomUUID() }, key: "k" } as const;
    const ofAcme = await needs.doors.withTenant(acme, (tx) => notifications.queue(tx, message));
    const ofAna = await needs.doors.withPerson(ana, (tx) => notifications.queue(tx, message));
    const seenBy = {
      acme: await needs.doors.withTenant(acme, (tx) => tx.select({ id: deliveries.id }).from(deliveries)),
      rival: await needs.doors.withTenant(aTenant(), (tx) => tx.select({ id: deliveries.id }).from(deliveries)),
      ana: await needs.doors.withPerson(ana, (tx) => tx.select({ id: deliveries.id }).from(deliveries)),
      budi: await needs.doors.withPerson(aPerson(), (tx) => tx.select({ id: deliveries.id }).from(deliveries)),
    };
    expect(seenBy).toEqual({ acme: [{ id: ofAcme }], rival: [], ana: [{ id: ofAna }], budi: [] });
  });

  it("lets requests delete nothing", async () => {
    const { needs } = setUp(fixture.database, memoryMessages());
    await expect(needs.doors.withTenant(aTenant(), (tx) => tx.delete(deliveries))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  });
});

describe("notifications.erase", () => {
  it("N-41: forgets the address of whoever is gone, wipes what waits, and sends no more", async () => {
    const vendor = aVendor();
    const { deliver, row, notifications, needs, id } = await queued(vendor);
    const gone = { ...aPerson(), userId: (await row()).userId as ReturnType<typeof aPerson>["userId"] };
    const other = await queued(vendor);
    await other.deliver();
    const message = { kind: "reset-password", subject: { userId: gone.userId }, key: randomUUID() } as const;
    const earlier = await needs.doors.withPerson(gone, (tx) => notifications.queue(tx, message));
    await notifications.deliver(earlier, ofPerson(gone), attempt());
    vendor.before = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    vendor.before = nothing;

    await fixture.database.doorsOf("identity").withPerson(gone, (tx) => notifications.erase(tx));
    await deliver();
    expect(await fixture.row(id)).toMatchObject({
      status: "skipped",
      reason: "erased",
      recipient: null,
      rendered: null,
    });
    expect(await fixture.row(earlier)).toMatchObject({ status: "accepted", recipient: null });
    expect(vendor.sent).toHaveLength(2);
    expect((await other.row()).recipient).not.toBeNull();
  });
});

describe("notifications.sweep", () => {
  it("ends what nobody came back to, and nothing that may still be sent", async () => {
    const [left, alive, waiting] = [await queued(), await queued(), await queued()];
    for (const one of [left, alive]) {
      one.vendor.before = fails(unavailable);
      await expect(one.deliver()).rejects.toThrow();
    }
    const { sendBefore } = await left.row();
    await fixture.change(left.id, { sendBefore: left.clock.now });
    expect(sendBefore).toEqual(new Date(left.clock.now.getTime() + 23 * 3_600_000));
    expect(await left.notifications.sweep("sweep")).toBe(1);
    expect(await left.notifications.sweep("sweep")).toBe(0);
    expect(await left.row()).toMatchObject({ status: "failed", reason: "too_late", rendered: null });
    expect((await alive.row()).status).toBe("sending");
    expect((await waiting.row()).status).toBe("queued");
  });
});

describe("createNotifications", () => {
  it("refuses to start where it would send and has no sender, no key or a short one", () => {
    const { needs } = setUp(fixture.database, memoryMessages());
    for (const part of [{ from: undefined }, { encryptionKey: undefined }, { encryptionKey: randomBytes(16) }]) {
      expect(() => createNotifications(memoryMessages(), { ...needs, ...part })).toThrow("32 bytes");
    }
  });
});
