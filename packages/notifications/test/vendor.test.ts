import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { resendEmail } from "@ninefold/notifications/resend";
import { type ResendEmulator, startEmulator } from "@ninefold/testing/emulators";
import { anAddress, aTenant, attempt, invitation, ofTenant, openFixture, setUp, sourcesOf } from "./fixture.ts";

/** The whole way: Postgres, our adapter, the vendor's SDK, and the vendor as its emulator plays it. */
let fixture: Awaited<ReturnType<typeof openFixture>>;
let vendor: ResendEmulator;
beforeAll(async () => {
  [fixture, vendor] = await Promise.all([openFixture(), startEmulator("resend")]);
});
afterEach(async () => {
  expect(vendor.unknownRequests()).toEqual([]);
  await vendor.start();
  await vendor.reset();
});
afterAll(async () => {
  await Promise.all([fixture.close(), vendor.close()]);
});

async function queued(apiKey = vendor.apiKey) {
  const address = anAddress();
  const sources = sourcesOf({ "workspace-invitation": async () => invitation({ to: { address } }) });
  const transport = resendEmail({ apiKey, baseUrl: vendor.url, timeoutMs: 2_000 });
  const ready = setUp(fixture.database, transport, { sources });
  const acme = aTenant();
  const message = { kind: "workspace-invitation", subject: { invitationId: randomUUID() }, key: "k" } as const;
  const id = await ready.needs.doors.withTenant(acme, (tx) => ready.notifications.queue(tx, message));
  return { id, address, deliver: () => ready.notifications.deliver(id, ofTenant(acme), attempt()) };
}

describe("an invitation through the vendor", () => {
  it("arrives, with its link and nothing of another vendor's making", async () => {
    const { id, address, deliver } = await queued();
    await deliver();
    const [mail] = vendor.inbox(address);
    expect(mail).toMatchObject({
      from: "Ninefold <hello@mail.ninefold.dev>",
      to: [address],
      subject: "Budi invited you to Acme",
      links: ["https://app.ninefold.dev/invite/1"],
      idempotencyKey: `delivery/${id}`,
      headers: {},
      tags: { delivery_id: id },
    });
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", providerRef: mail?.id });
  });

  it("arrives once the vendor is back", async () => {
    const { id, address, deliver } = await queued();
    await vendor.stop();
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.unavailable", retryable: true });
    expect(await fixture.row(id)).toMatchObject({ status: "sending", lastError: "notifications.unavailable" });
    await vendor.start();
    await deliver();
    expect(vendor.inbox(address)).toHaveLength(1);
  });

  it("N-3: arrives once when the vendor took it and its answer was lost", async () => {
    const { id, address, deliver } = await queued();
    vendor.faults.add({ route: "POST /emails", times: 1, drop: true, commits: true });
    await expect(deliver()).rejects.toMatchObject({ retryable: true });
    await deliver();
    const [mail, ...others] = vendor.inbox(address);
    expect(others).toEqual([]);
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", providerRef: mail?.id, attempts: 2 });
  });

  it("arrives once when two workers send it at once", async () => {
    const { id, address, deliver } = await queued();
    vendor.faults.add({ route: "POST /emails", times: 1, latencyMs: 100 });
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(vendor.inbox(address)).toHaveLength(1);
    expect(await fixture.row(id)).toMatchObject({ status: "accepted" });
  });

  it("waits while our key is turned down, since that is put right without it", async () => {
    const { id, deliver } = await queued("re_revoked");
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.misconfigured", retryable: true });
    expect(await fixture.row(id)).toMatchObject({ status: "sending", lastError: "notifications.misconfigured" });
  });
});
