import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Route } from "./description.ts";
import { type Call, createWorld, type Role, ROLES, rowOf, send } from "./routes.ts";
import { client, startApp, type Tab } from "./support.ts";
import { mediaVendor } from "./media-vendor.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls, await mediaVendor());
const world = await createWorld(app, database.ownerUrl);
afterAll(async () => {
  await system.close();
  await database.drop();
});

/** All that a caller can tell two answers apart by, save for the request's own id and how many they have left. */
async function seen(response: Response) {
  const { "x-request-id": id = "", ratelimit: _left, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, "") };
}

const idsIn = (route: Route) => (route.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
const unknown = (name: string) => (name === "slug" ? `w-${randomUUID().slice(0, 8)}` : randomUUID());

/** As they stand in the path, so partly escaped. */
const NO_IDS = [
  "0",
  "-1",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "not-an-id",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  randomUUID().toUpperCase(),
  `${randomUUID()}%20`,
  `${randomUUID()}%00`,
  "%00",
  "%ff",
  "%ed%a0%80",
  "%f0%9f%92%a9",
  "%252e%252e%252fadmin",
  "..%2f..%2f..%2fetc%2fpasswd",
  "..%5c..%5cwindows",
  "1%27%20or%20%271%27=%271",
  "%7B%22$ne%22:null%7D",
  "a,b",
  "a;b=c",
  "x".repeat(8_000),
];

const guarded = description.routes.filter((route) => rowOf(route).who !== "anyone");
const named = (routes: readonly Route[]) => routes.map((route) => [route.operationId, route] as const);

describe.each(named(guarded))("%s", (_id, route) => {
  const row = rowOf(route);
  let call: Call;
  beforeAll(async () => {
    call = await row.arrange(world);
  });

  it("answers 401 to whoever is not signed in, and the same for what is not there", async () => {
    const nobody = client(app);
    const forged = { cookie: `ninefold.session_token=${randomUUID()}.${randomUUID()}` };
    const forger = {
      ...nobody,
      send: (method: string, path: string) => nobody.send(method, path, { headers: forged }),
    };
    const answer = await seen(await send(route, { ...call, caller: nobody }));
    expect([answer.status, answer.body]).toEqual([401, expect.stringContaining("identity.unauthenticated")]);
    const params = Object.fromEntries(idsIn(route).map((name) => [name, unknown(name)]));
    for (const other of [
      { ...call, caller: nobody, params },
      { ...call, caller: forger },
    ]) {
      expect(await seen(await send(route, other))).toEqual(answer);
    }
  });

  it.each(idsIn(route))("I-28: answers another tenant's %s, and what is no id, as an unknown one", async (name) => {
    const withId = async (id: string) => seen(await send(route, { ...call, params: { ...call.params, [name]: id } }));
    const nobodys = await withId(unknown(name));
    expect(nobodys.status).toBe(404);
    // To an operator, no workspace is another's.
    if (row.who !== "operator") {
      expect(world.foreign[name]).toBeDefined();
      expect(await withId(world.foreign[name] ?? "")).toEqual(nobodys);
    }
    for (const id of NO_IDS) expect([id, await withId(id)]).toEqual([id, nobodys]);
  });

  if (isRole(row.who)) {
    it("answers a member of another workspace as if there were none", async () => {
      const answer = await seen(await send(route, { ...call, caller: world.stranger }));
      const params = { ...call.params, ...Object.fromEntries(idsIn(route).map((name) => [name, unknown(name)])) };
      expect(answer.status).toBe(404);
      expect(await seen(await send(route, { ...call, caller: world.stranger, params }))).toEqual(answer);
    });
  }

  it.each(rolesBelow(row.who))("I-66: answers 403 to a %s", async (role) => {
    const response = await send(route, { ...call, caller: world.by[role] });
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("identity.forbidden")]);
  });

  if (row.who === "operator") {
    it("is not there for whoever does not run the platform, owners included", async () => {
      const nowhere = await seen(await world.by.owner.get("/api/v1/nowhere"));
      expect(await seen(await send(route, { ...call, caller: world.by.owner }))).toEqual(nowhere);
    });
  }

  it.each(route.method === "GET" ? [] : FOREIGN)("I-38: is refused from another origin: %j", async (origin) => {
    const forged = { ...call.caller, send: withHeaders(call.caller, { origin }) };
    const response = await send(route, { ...call, caller: forged });
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("http.foreign_origin")]);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("answers the call that is right, after all of this", async () => {
    expect((await send(route, call)).ok).toBe(true);
  });
});

/** A sandboxed page says `null`; a request without the header has the empty text here. */
const FOREIGN = ["https://evil.example", "null", "http://localhost:3000.evil.example", "http://localhost", ""];

function withHeaders(caller: Tab, headers: Readonly<Record<string, string>>): Tab["send"] {
  return (method, path, init) => caller.send(method, path, { ...init, headers: { ...init?.headers, ...headers } });
}

function isRole(who: string): who is Role {
  return (ROLES as readonly string[]).includes(who);
}

const rolesBelow = (who: string): readonly Role[] => (isRole(who) ? ROLES.slice(0, ROLES.indexOf(who)) : []);
