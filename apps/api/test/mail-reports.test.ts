import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, expect, it, vi } from "vitest";
import { json, startApp, withWorkspace } from "./support.ts";

/** The whole way: our SDK, the vendor as its emulator plays it, its webhook over the network, our route, the row. */
const secret = `whsec_${randomBytes(24).toString("base64")}`;
const place = { url: "http://127.0.0.1:1/" };
const database = await createTestDatabase();
const vendor = await startEmulator("resend", {
  webhook: {
    get url() {
      return place.url;
    },
    secret,
  },
});
const { app, system } = await startApp(database.urls, {
  WORKFLOWS_PROVIDER: "inline",
  NOTIFICATIONS_EMAIL_PROVIDER: "resend",
  RESEND_API_KEY: vendor.apiKey,
  RESEND_BASE_URL: vendor.url,
  RESEND_WEBHOOK_SECRET: secret,
});
await system.workflows.start();
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
await once(server, "listening");
place.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/resend`;
const sql = postgres(database.urls.DATABASE_SYSTEM_URL, { max: 1 });
afterAll(async () => {
  await system.workflows.stop();
  await vendor.close();
  server.close();
  await sql.end();
  await system.close();
  await database.drop();
});

/** People are made with passwords, which take their time, and jobs theirs. */
vi.setConfig({ testTimeout: 30_000 });

const statusOf = async (recipient: string) => {
  const rows = await sql<{ status: string; reason: string | null }[]>`
    select status, reason from notifications.deliveries where recipient = ${recipient} order by id`;
  return rows.map(({ status, reason }) => [status, reason].filter(Boolean).join(": "));
};

const skipped = () => sql`select 1 from notifications.deliveries where status = 'skipped' and reason = 'suppressed'`;

async function invite(email: string) {
  const { owner, path } = await withWorkspace(app);
  const invited = await owner.post(`${path}/invitations`, { email, role: "member" });
  expect(invited.status).toBe(201);
  return json(invited);
}

it("moves a delivery to what the vendor tells of it, and a dead address gets no second invitation", async () => {
  await Promise.all([invite("delivered@resend.dev"), invite("delayed@resend.dev"), invite("bounced@resend.dev")]);
  await expect.poll(() => statusOf("delivered@resend.dev"), { timeout: 10_000 }).toEqual(["delivered"]);
  await expect.poll(() => statusOf("delayed@resend.dev"), { timeout: 10_000 }).toEqual(["delivered"]);
  await expect.poll(() => statusOf("bounced@resend.dev"), { timeout: 10_000 }).toEqual(["bounced"]);

  await invite("bounced@resend.dev");
  await expect.poll(async () => (await skipped()).length, { timeout: 10_000 }).toBe(1);
  expect(vendor.mails().filter(({ to }) => to.includes("bounced@resend.dev"))).toHaveLength(1);
});

it("refuses a report that the vendor did not sign, and says nothing of why", async () => {
  const [mail] = vendor.mails();
  const { body, headers } = vendor.sign(mail?.id ?? "", "email.complained");
  const post = (text: string) => fetch(place.url, { method: "POST", headers, body: text });
  const refused = await post(body.replace("complained", "delivered"));
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: "notifications.invalid_signature" }]);
  for (const _ of [1, 2]) expect((await post(body)).status).toBe(200);
});

it("has no such address where mail goes another way", async () => {
  const other = await startApp(database.urls, { NOTIFICATIONS_EMAIL_PROVIDER: "none" });
  expect((await other.app.request("/api/webhooks/resend", { method: "POST", body: "{}" })).status).toBe(404);
  await other.system.close();
});
