import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "@ninefold/notifications";
import { reportInbox, suppressions } from "@ninefold/notifications/schema";
import { eq } from "drizzle-orm";
import {
  anAddress,
  aPerson,
  asSystem,
  attempt,
  invitation,
  NOBODY,
  ofPerson,
  openFixture,
  setUp,
  sourcesOf,
  verification,
} from "./fixture.ts";
import { aVendor } from "./transports.ts";

let fixture: Awaited<ReturnType<typeof openFixture>>;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** One mail that the vendor has taken. */
async function sent(address = anAddress()) {
  const vendor = aVendor();
  const ignored: string[] = [];
  const ready = setUp(fixture.database, vendor.transport, {
    sources: sourcesOf({
      "verify-address": async () => verification({ to: { address } }),
      "workspace-invitation": async () => invitation({ to: { address } }),
    }),
    onIgnoredReport: (event) => ignored.push(event),
  });
  const { notifications, needs } = ready;

  async function send(kind: "verify-address" | "workspace-invitation" = "workspace-invitation") {
    const person = aPerson();
    const key = randomUUID();
    const message =
      kind === "verify-address"
        ? ({ kind, subject: { userId: person.userId }, key } as const)
        : ({ kind, subject: { invitationId: randomUUID() }, key } as const);
    const id = await needs.doors.withPerson(person, (tx) => notifications.queue(tx, message));
    await notifications.deliver(id, ofPerson(person), attempt());
    return id;
  }
  const id = await send();
  const row = () => fixture.row(id);
  const hear = (report: ReturnType<typeof vendor.reportOf>) =>
    notifications.receive({ ...report, requestId: randomUUID() });
  return {
    ...ready,
    vendor,
    ignored,
    id,
    address,
    send,
    row,
    hear,
    tell: (one?: Outcome) => hear(vendor.reportOf(one)),
  };
}

const inbox = () => fixture.database.doorsOf("notifications").asSystem(asSystem, (tx) => tx.select().from(reportInbox));
const ofDelivery = async (id: string) => (await inbox()).filter(({ deliveryId }) => deliveryId === id);

describe("a report of the vendor", () => {
  it.each([
    [{ status: "delivered" }, "delivered"],
    [{ status: "delayed" }, "delayed"],
    [{ status: "bounced", isLasting: true }, "bounced"],
    [{ status: "complained" }, "complained"],
    [{ status: "accepted" }, "accepted"],
  ] as const)("moves the delivery: %j", async (outcome, status) => {
    const { tell, row, id } = await sent();
    await tell(outcome);
    expect(await row()).toMatchObject({ status, reason: null });
    expect(await ofDelivery(id)).toMatchObject([{ status: "applied", event: outcome.status, receipts: 1 }]);
  });

  it("N-23: leads to the same in whatever order reports come, and each of them is kept", async () => {
    const reports: Outcome[] = [{ status: "accepted" }, { status: "delayed" }, { status: "delivered" }];
    for (const order of [reports, reports.toReversed()]) {
      const { tell, row, id } = await sent();
      for (const outcome of order) await tell(outcome);
      expect((await row()).status).toBe("delivered");
      expect(await ofDelivery(id)).toHaveLength(3);
    }
  });

  it("N-24: does nothing when it comes again, also many times at once", async () => {
    const { vendor, hear, row, id } = await sent();
    const report = vendor.reportOf({ status: "delivered" });
    await Promise.all(Array.from({ length: 10 }, () => hear(report)));
    const { updatedAt } = await row();
    await hear(report);
    expect((await row()).updatedAt).toEqual(updatedAt);
    expect(await ofDelivery(id)).toMatchObject([{ receipts: 11 }]);
  });

  it("N-26: leaves nothing behind when it is forged", async () => {
    const { vendor, hear, row } = await sent();
    const before = await inbox();
    const { body, headers } = vendor.reportOf({ status: "complained" });
    const forged = {
      body: new TextEncoder().encode(new TextDecoder().decode(body).replace("message_", "massage_")),
      headers,
    };
    await expect(hear(forged)).rejects.toMatchObject({ code: "notifications.invalid_signature" });
    expect([(await row()).status, await inbox()]).toEqual(["accepted", before]);
  });

  it("N-25: is kept, ignored and told when it is about no message of ours, or of another deployment's", async () => {
    const { vendor, ignored, row, tell } = await sent();
    await vendor.transport.send(
      {
        channel: "email",
        from: { address: anAddress() },
        to: { address: anAddress() },
        subject: "s",
        text: "t",
        tags: { delivery_id: randomUUID() },
      },
      { idempotencyKey: randomUUID() },
    );
    await tell({ status: "bounced", isLasting: true });
    await tell();
    expect(ignored).toEqual(["bounced", "something else"]);
    expect((await row()).status).toBe("accepted");
  });

  it("N-25: can't speak of a delivery with a ref that is another one's", async () => {
    const { vendor, row, id, tell } = await sent();
    await vendor.transport.send(
      {
        channel: "email",
        from: { address: anAddress() },
        to: { address: anAddress() },
        subject: "s",
        text: "t",
        tags: { delivery_id: id },
      },
      { idempotencyKey: randomUUID() },
    );
    await tell({ status: "complained" });
    expect((await row()).status).toBe("accepted");
  });

  it("that is faster than the answer to our own call ends the delivery, and the answer changes nothing", async () => {
    const address = anAddress();
    const { vendor, notifications, needs } = await sent(address);
    const person = aPerson();
    const message = { kind: "verify-address", subject: { userId: person.userId }, key: randomUUID() } as const;
    const id = await needs.doors.withPerson(person, (tx) => notifications.queue(tx, message));
    vendor.after = () => notifications.receive({ ...vendor.reportOf({ status: "delivered" }), requestId: "r" });
    await notifications.deliver(id, ofPerson(person), attempt());
    expect(await fixture.row(id)).toMatchObject({ status: "delivered", rendered: null });
  });

  it("is truer than what we had concluded ourselves", async () => {
    const { tell, row, id } = await sent();
    await fixture.change(id, { status: "failed", reason: "gave_up" });
    await tell({ status: "delivered" });
    expect(await row()).toMatchObject({ status: "delivered", reason: null });
  });
});

describe("an address that bounced for good, or complained", () => {
  it.each([{ status: "bounced", isLasting: true }, { status: "complained" }] as const)(
    "N-20, N-21: gets no more mail that is not essential after %j, and all that is",
    async (outcome) => {
      const { tell, send, vendor } = await sent();
      await tell(outcome);
      const before = vendor.sent.length;
      expect(await fixture.row(await send("workspace-invitation"))).toMatchObject({
        status: "skipped",
        reason: "suppressed",
      });
      expect(vendor.sent).toHaveLength(before);
      expect(await fixture.row(await send("verify-address"))).toMatchObject({ status: "accepted" });
    },
  );

  it("N-22: is none after a delay, or a bounce that may pass", async () => {
    const { tell, send } = await sent();
    await tell({ status: "delayed" });
    await tell({ status: "bounced", isLasting: false });
    expect(await fixture.row(await send())).toMatchObject({ status: "accepted" });
  });

  it("N-41: is known by a hash alone, in whatever case it is written, and by none once the person was erased", async () => {
    const address = anAddress();
    const { tell } = await sent(address);
    await tell({ status: "complained" });
    const other = await sent(address.toUpperCase());
    expect(await fixture.row(other.id)).toMatchObject({ status: "skipped", reason: "suppressed" });
    const rows = () =>
      fixture.database.doorsOf("notifications").asSystem(asSystem, (tx) => tx.select().from(suppressions));
    expect(JSON.stringify(await rows())).not.toContain(address);

    const gone = await sent();
    await fixture.change(gone.id, { recipient: null });
    const count = (await rows()).length;
    await gone.tell({ status: "complained" });
    expect(await rows()).toHaveLength(count);
  });
});

it("keeps reports from everybody but the platform", async () => {
  const doors = fixture.database.doorsOf("notifications");
  const read = doors.withPerson(aPerson(), (tx) => tx.select().from(reportInbox).where(eq(reportInbox.event, "x")));
  await expect(read).rejects.toThrow();
  expect(NOBODY).toEqual({ tenantId: null, userId: null });
});
