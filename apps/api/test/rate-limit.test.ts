import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { compose } from "../src/compose.ts";
import { readEnv } from "../src/env.ts";
import { client, environment, json, newcomer, ORIGIN, startApp, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls, { OPS_SAFETY_LIMITS: "standard" });
afterAll(async () => {
  await system.close();
  await database.drop();
});

/** A person's own address, as the proxy in front writes it. */
const at = (address: string) => ({ "x-forwarded-for": address });
let networks = 0;
/** An address that nobody else in these tests has. */
const anAddress = () => `203.0.${Math.floor(networks / 250)}.${(networks += 1) % 250}`;

/** One of those that take a token: refused at once, where a password would be hashed first. */
const guess = (tab: Tab, headers: Record<string, string>) =>
  tab.post("/api/auth/reset-password", { token: randomUUID(), newPassword: "a new password of theirs" }, headers);

/** draft-ietf-httpapi-ratelimit-headers-11: one item of a list, a string with integer parameters. */
function parsed(field: string | null) {
  const [, name, rest = ""] = /^"([a-z-]+)"((?:;[a-z]+=\d+)+)$/.exec(field ?? "") ?? [];
  return { name, ...Object.fromEntries([...rest.matchAll(/;([a-z]+)=(\d+)/g)].map(([, key, n]) => [key, Number(n)])) };
}

describe("sign-ins", () => {
  it("I-140: are refused after ten a minute, with what to wait in fields that agree", async () => {
    const headers = at(anAddress());
    const tab = client(app);
    const answers: Response[] = [];
    for (let index = 0; index < 11; index += 1) answers.push(await guess(tab, headers));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    expect(answers.map((one) => parsed(one.headers.get("ratelimit")))).toMatchObject([
      ...Array.from({ length: 10 }, (_, index) => ({ name: "sign-in", r: 9 - index })),
      { name: "sign-in", r: 0 },
    ]);
    const refused = answers.at(-1);
    expect(parsed(refused?.headers.get("ratelimit-policy") ?? null)).toEqual({ name: "sign-in", q: 10, w: 60 });
    const { t } = parsed(refused?.headers.get("ratelimit") ?? null) as { t?: number };
    expect(refused?.headers.get("retry-after")).toBe(String(t));
    expect(await refused?.json()).toMatchObject({ code: "ops_safety.rate_limited", status: 429 });
  });

  it("I-44: are counted together over everything that takes a password or sends a mail", async () => {
    const headers = at(anAddress());
    const tab = client(app);
    const email = `${randomUUID()}@inbox.ninefold.dev`;
    for (let index = 0; index < 9; index += 1) await guess(tab, headers);
    expect((await tab.post("/api/auth/request-password-reset", { email }, headers)).status).toBe(200);
    expect((await tab.post("/api/auth/send-verification-email", { email }, headers)).status).toBe(429);
    const confirmation = { token: randomUUID(), password: "not the one" };
    expect((await tab.post("/api/auth/verify-email", confirmation, headers)).status).toBe(429);
  });

  it("I-44: are not let through again by addresses that the client writes itself, or by others of its network", async () => {
    const own = anAddress();
    const tab = client(app);
    for (let index = 0; index < 10; index += 1) await guess(tab, at(`198.51.100.${index}, ${own}`));
    expect((await guess(tab, at(`198.51.100.99, ${own}`))).status).toBe(429);
    const prefix = `2001:db8:${(networks += 1).toString(16)}:1`;
    for (let index = 0; index < 10; index += 1) await guess(tab, at(`${prefix}::${index + 1}`));
    expect((await guess(tab, at(`${prefix}:ffff::1`))).status).toBe(429);
  });

  it("I-44: of one address leave everybody else behind the same proxy alone", async () => {
    const noisy = at(anAddress());
    for (let index = 0; index < 12; index += 1) await guess(client(app), noisy);
    expect((await guess(client(app), at(anAddress()))).status).toBe(422);
  });
});

describe("what identity itself holds back", () => {
  it("I-44: says when to come back, as the auth library's own limit of mails does", async () => {
    // Ours would come first: here it is out of the way, and the library counts as it does where others can reach it.
    const env = readEnv({ ...environment(database.urls), WORKFLOWS_PROVIDER: "memory", OPS_SAFETY_LIMITS: "relaxed" });
    const strict = await compose({ ...env, NINEFOLD_STAGE: "staging" });
    const tab = client(createApp(strict, { origin: ORIGIN, trustedProxies: ["127.0.0.1"] }));
    const email = `${randomUUID()}@inbox.ninefold.dev`;
    const headers = at(anAddress());
    const answers: Response[] = [];
    for (let index = 0; index < 5; index += 1)
      answers.push(await tab.post("/api/auth/send-verification-email", { email }, headers));
    await strict.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    const refused = answers.at(-1);
    expect(await refused?.json()).toMatchObject({ code: "identity.too_many_attempts", status: 429 });
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused?.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  });

  it("says when to come back for an invitation that was sent within the hour", async () => {
    const acme = await withWorkspace(app);
    const invitation = { email: `${randomUUID()}@inbox.ninefold.dev`, role: "member" };
    const sent = await acme.owner.post(`${acme.path}/invitations`, invitation);
    await acme.owner.delete(`${acme.path}/invitations/${(await json(sent)).id}`);
    const refused = await acme.owner.post(`${acme.path}/invitations`, invitation);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3600"]);
  });
});

describe("the API", () => {
  it("lets a person make a hundred requests a minute, wherever they come from, and counts nobody else's", async () => {
    const [ana, ben] = [await newcomer(app, through(anAddress())), await newcomer(app, through(anAddress()))];
    const statuses: number[] = [];
    for (let index = 0; index < 102; index += 1) {
      const tab = await app.request("/api/v1/me", { headers: { cookie: ana.cookie(), ...at(anAddress()) } });
      statuses.push(tab.status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.slice(100)).toEqual([429, 429]);
    expect((await app.request("/api/v1/me", { headers: { cookie: ben.cookie() } })).status).toBe(200);
  });

  it("counts whoever has no session, or a forged one, by address", async () => {
    const headers = { ...at(anAddress()), cookie: "ninefold.session_token=forged.forged" };
    const first = await app.request("/api/v1/me", { headers });
    const second = await app.request("/api/v1/me", { headers: at(headers["x-forwarded-for"]) });
    expect([parsed(first.headers.get("ratelimit")), parsed(second.headers.get("ratelimit"))]).toMatchObject([
      { r: 99 },
      { r: 98 },
    ]);
  });

  it("counts what is not there too, so that nobody searches for it", async () => {
    const headers = at(anAddress());
    for (let index = 0; index < 100; index += 1) await app.request(`/api/v1/${randomUUID()}`, { headers });
    expect((await app.request("/api/v1/nowhere", { headers })).status).toBe(429);
  });

  it("never refuses who watches over it", async () => {
    const headers = at(anAddress());
    for (let index = 0; index < 120; index += 1) {
      const response = await app.request("/api/health/live", { headers });
      expect([response.status, response.headers.has("ratelimit")]).toEqual([200, false]);
    }
  });

  it("tells a page of our own origin how it stands", async () => {
    const response = await app.request("/api/v1/me", { headers: { origin: ORIGIN, ...at(anAddress()) } });
    expect(response.headers.get("access-control-expose-headers")).toContain("RateLimit");
  });
});

describe("without a database", () => {
  it("the API goes on uncounted and says so in a metric; sign-ins are counted by the process", async () => {
    const gone = { ...database.urls, DATABASE_APP_URL: "postgres://a:b@127.0.0.1:1/none" };
    const orphan = await startApp(gone, { OPS_SAFETY_LIMITS: "standard" });
    const headers = at(anAddress());
    const read = await orphan.app.request("/api/v1/me", { headers });
    expect([read.status, read.headers.has("ratelimit")]).toEqual([401, false]);
    const tab = client(orphan.app);
    const statuses: number[] = [];
    for (let index = 0; index < 11; index += 1) statuses.push((await guess(tab, headers)).status);
    expect(statuses.slice(0, 10)).not.toContain(429);
    expect(statuses[10]).toBe(429);
    await orphan.system.close();
  });
});

/** A tab whose requests come from this address. */
function through(address: string): Tab {
  const tab = client(app);
  return {
    ...tab,
    get: (path, headers) => tab.get(path, { ...at(address), ...headers }),
    post: (path, body, headers) => tab.post(path, body, { ...at(address), ...headers }),
  };
}
