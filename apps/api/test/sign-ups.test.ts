import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { client, json, newcomer, signUp, signUpForm, startApp } from "./support.ts";

/** Attacks on the running API: accounts by the thousand. */
const database = await createTestDatabase();
const tokens = new Set<string>();
let isAway = false;
const vendor = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk: Buffer) => (text += chunk.toString()));
  request.on("end", () => {
    if (isAway) return response.writeHead(503).end();
    const isGood = tokens.delete(String((JSON.parse(text) as { response?: unknown }).response));
    const answer = isGood ? { success: true, action: "sign_up", hostname: "localhost" } : { success: false };
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
});
await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
const address = vendor.address();
const TURNSTILE_URL = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;

const { app, system } = await startApp(database.urls);
const checked = await startApp(database.urls, {
  IDENTITY_HUMAN_CHECK: "turnstile",
  TURNSTILE_SITE_KEY: "site-key",
  TURNSTILE_SECRET_KEY: "secret-key",
  TURNSTILE_URL,
});
let owner: Awaited<ReturnType<typeof newcomer>>;
beforeAll(async () => {
  owner = await newcomer(app);
});
afterEach(() => {
  isAway = false;
});
afterAll(async () => {
  await Promise.all([system.close(), checked.system.close()]);
  await new Promise((resolve) => vendor.close(resolve));
  await database.drop();
});

const ask = (form: object, headers: Record<string, string> = {}, at = app) =>
  client(at).post("/api/auth/sign-up/email", { ...signUpForm(), ...form }, headers);
const refusal = async (response: Response) => [response.status, (await json(response))["code"]];
const crowd = (host: number) => ({ "x-forwarded-for": `198.51.100.${host}` });
const shown = (chain: string) => ask({}, { "x-forwarded-for": chain });

/** Everything that a caller can tell two answers apart by. */
async function seen(response: Response) {
  const { "x-request-id": id = "", ratelimit: _left, date: _date, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, "") };
}

async function closed(work: () => Promise<void>): Promise<void> {
  const by = { actor: owner.person.id, requestId: "test" };
  const expiresAt = new Date(Date.now() + 3_600_000);
  await system.safety.activateSwitch({ dependency: "sign-ups", reason: "a wave", expiresAt, ...by });
  try {
    // Each process reads what was decided within seconds.
    await vi.waitFor(async () => {
      expect((await json(await client(app).get("/api/v1/sign-ups")))["isOpen"]).toBe(false);
    }, 10_000);
    await work();
  } finally {
    await system.safety.clearSwitch({ dependency: "sign-ups", ...by });
    await vi.waitFor(async () => {
      expect((await json(await client(app).get("/api/v1/sign-ups")))["isOpen"]).toBe(true);
    }, 10_000);
  }
}

describe("an address that is made to be thrown away", () => {
  it("I-46 gets no account, whether or not there is one, also one level further down", async () => {
    for (const email of ["a@mailinator.com", "A@MAILINATOR.COM", "a@x.mailinator.com"]) {
      expect(await refusal(await ask({ email }))).toEqual([422, "identity.disposable_address"]);
    }
    const taken = `taken-${randomUUID()}@mailinator.com`;
    await asOwner(
      database.ownerUrl,
      (sql) => sql`insert into identity."user" (name, email, email_verified) values ('Old', ${taken}, true)`,
    );
    expect(await seen(await ask({ email: taken }))).toEqual(await seen(await ask({ email: "free@mailinator.com" })));
  });

  it("is none that an account can move to either", async () => {
    const moved = await owner.post("/api/v1/me/address-change", { email: "a@mailinator.com" });
    expect(await refusal(moved)).toEqual([422, "identity.disposable_address"]);
  });
});

describe("a network", () => {
  it("I-44 I-46 that has had its sign-ups waits, for a known address as for an unknown one, and others do not", async () => {
    expect((await ask({}, crowd(1))).status).toBe(200);
    await asOwner(database.ownerUrl, (sql) => sql`update identity.sign_up_windows set count = 100000`);
    const unknown = await ask({}, crowd(2));
    expect(Number(unknown.headers.get("retry-after"))).toBeGreaterThan(0);
    const known = await ask({ email: owner.person.email }, crowd(3));
    const { headers: ofUnknown, ...one } = await seen(unknown);
    const { headers: ofKnown, ...other } = await seen(known);
    expect(one).toEqual(other);
    expect(Object.keys(ofUnknown)).toEqual(Object.keys(ofKnown));
    expect(JSON.parse(one.body)).toMatchObject({ status: 429, code: "identity.too_many_sign_ups" });
    expect((await ask({}, { "x-forwarded-for": "203.0.113.9" })).status).toBe(200);
  });

  it("I-44 is not escaped by what a client says of itself in front of its address", async () => {
    expect(await refusal(await shown("192.0.2.1, 198.51.100.4"))).toEqual([429, "identity.too_many_sign_ups"]);
    expect(await refusal(await shown("2001:db8::1, ::ffff:198.51.100.5"))).toEqual([429, "identity.too_many_sign_ups"]);
  });

  it("I-53 stands in no table under its name", async () => {
    const rows = await asOwner(database.ownerUrl, (sql) => sql`select * from identity.sign_up_windows`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/198[.]51|203[.]0/);
  });
});

describe("sign-ups that are closed", () => {
  it("I-46 are closed to everybody alike, and the page is told", async () => {
    await closed(async () => {
      const unknown = await seen(await ask({}));
      expect(await seen(await ask({ email: owner.person.email }))).toEqual(unknown);
      expect(JSON.parse(unknown.body)).toMatchObject({ status: 403, code: "identity.sign_ups_closed" });
      // Nobody who has an account notices.
      const { email, password } = owner.person;
      expect((await client(app).post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
    });
    expect((await ask({})).status).toBe(200);
  });

  it("I-60 are open to whoever has the link of an invitation to their address, and to no other", async () => {
    const workspace = await json(await owner.post("/api/v1/workspaces", { name: "Acme" }));
    const { email } = signUpForm();
    const invite = await owner.post(`/api/v1/workspaces/${workspace.id}/invitations`, { email, role: "viewer" });
    const { id: invitationId } = await json(invite);
    await closed(async () => {
      const others = [
        { email },
        { email, invitationId: randomUUID() },
        { invitationId },
        { email: owner.person.email, invitationId },
      ];
      for (const form of others) expect(await refusal(await ask(form))).toEqual([403, "identity.sign_ups_closed"]);
      expect((await ask({ email, invitationId })).status).toBe(200);
      await owner.delete(`/api/v1/workspaces/${workspace.id}/invitations/${invitationId}`);
      expect(await refusal(await ask({ email, invitationId }))).toEqual([403, "identity.sign_ups_closed"]);
    });
  });
});

describe("a program", () => {
  it("I-48 is told from a person by a token of the page, which is good once", async () => {
    const at = checked.app;
    expect(await json(await client(at).get("/api/v1/sign-ups"))).toEqual({
      isOpen: true,
      humanCheck: { siteKey: "site-key", scriptUrl: `${TURNSTILE_URL}/turnstile/v0/api.js?render=explicit` },
    });
    tokens.add("good");
    expect((await ask({ humanToken: "good" }, {}, at)).status).toBe(200);
    for (const form of [{ humanToken: "good" }, { humanToken: "made up" }, {}, { humanToken: "" }]) {
      expect(await refusal(await ask(form, {}, at))).toEqual([422, "identity.human_check_failed"]);
    }
    expect(await refusal(await ask({ humanToken: "x".repeat(3_000) }, {}, at))).toEqual([
      422,
      "identity.invalid_input",
    ]);
  });

  it("I-48 has one try with a token that it uses twice at once", async () => {
    tokens.add("twice");
    const both = await Promise.all([1, 2].map(() => ask({ humanToken: "twice" }, {}, checked.app)));
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 422]);
  });

  it("does not keep people out when the vendor is away", async () => {
    isAway = true;
    expect((await ask({ humanToken: "any" }, {}, checked.app)).status).toBe(200);
  });

  it("I-68 brings in nothing more than the fields of the form", async () => {
    const made = await signUp(app);
    const rows = await asOwner(
      database.ownerUrl,
      (sql) => sql`select email_verified, image from identity."user" where id = ${made.person.id}`,
    );
    expect(rows).toEqual([{ email_verified: false, image: null }]);
    expect(await refusal(await ask({ humanToken: "x", emailVerified: true }))).toEqual([422, "identity.invalid_input"]);
  });
});
