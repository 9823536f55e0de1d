import { randomUUID } from "node:crypto";
import { openDatabase } from "@ninefold/identity/tenancy";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { newcomer, signUp, startApp } from "./support.ts";

const [created, vendor] = await Promise.all([createTestDatabase(), startEmulator("resend")]);
const { app, system } = await startApp(created.urls, {
  NOTIFICATIONS_EMAIL_PROVIDER: "resend",
  RESEND_API_KEY: vendor.apiKey,
  RESEND_BASE_URL: vendor.url,
});
const database = openDatabase({ appUrl: created.urls.DATABASE_APP_URL, systemUrl: created.urls.DATABASE_SYSTEM_URL });
afterAll(async () => {
  await Promise.all([system.close(), database.close(), vendor.close()]);
  await created.drop();
});
afterEach(() => {
  vi.useRealTimers();
  vendor.faults.clear();
});

const HOUR_MS = 3_600_000;
const nobodys = { tenantId: null, userId: null };

/** A delivery, and one attempt at it as the worker makes them. */
async function queued(kind: "verify-address" | "reset-password", userId: string) {
  const context = { reason: "relay", actor: { type: "system", id: "test" }, requestId: randomUUID() } as const;
  const id = await database
    .doorsOf("notifications")
    .asSystem(context, (tx) => system.notifications.queue(tx, { kind, subject: { userId }, key: randomUUID() }));
  const attempt = { requestId: randomUUID(), isLast: false, isReplayed: false, signal: new AbortController().signal };
  return () => system.notifications.deliver(id, nobodys, attempt);
}

describe("a mail with a link", () => {
  it.each([
    ["verify-address", 24],
    ["reset-password", 1],
  ] as const)("says to the minute until when the link works: %s", async (kind, hours) => {
    const { person } = await (kind === "verify-address" ? signUp(app) : newcomer(app));
    const deliver = await queued(kind, person.id);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-30T22:59:30Z") });
    await deliver();
    const [mail] = vendor.inbox(person.email);
    const day = hours === 24 ? "1 December 2026, 22:59" : "30 November 2026, 23:59";
    expect(mail?.text).toContain(`The link works until ${day} UTC.`);
  });

  it("is not sent once its link is dead", async () => {
    const { person } = await newcomer(app);
    const deliver = await queued("reset-password", person.id);
    vendor.faults.add({ route: "POST /emails", status: 503 });
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.unavailable" });
    vendor.faults.clear();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HOUR_MS });
    await expect(deliver()).rejects.toMatchObject({ code: "notifications.too_late", retryable: false });
    expect(vendor.inbox(person.email)).toEqual([]);
  });
});
