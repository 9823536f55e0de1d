import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Route } from "./description.ts";
import { type Call, createWorld, rowOf, send } from "./routes.ts";
import { ECHO, ODD_TEXTS, spoil } from "./spoiled.ts";
import { startApp } from "./support.ts";
import { mediaVendor } from "./media-vendor.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls, await mediaVendor());
const world = await createWorld(app, database.ownerUrl);
afterAll(async () => {
  await system.close();
  await database.drop();
});

// Together they ask more often than one network may.
let tests = 0;
beforeEach(() => {
  tests += 1;
});
const { request } = app;
app.request = (input, init, ...rest) => {
  const headers = new Headers(init?.headers);
  headers.set("x-forwarded-for", `10.${tests >> 8}.${tests & 255}.1`);
  return request(input, { ...init, headers }, ...rest);
};

const named = (routes: readonly Route[]) => routes.map((route) => [route.operationId, route] as const);
const queriesOf = (route: Route) =>
  (route.parameters ?? []).filter((one) => one.in === "query").map(({ name }) => name);
const withBody = description.routes.filter((route) => description.bodyOf(route) !== undefined);
const withQuery = description.routes.filter((route) => queriesOf(route).length > 0);
const readsWithout = description.routes.filter((route) => route.method === "GET" && queriesOf(route).length === 0);

function sendRaw(route: Route, call: Call, body: string | Uint8Array<ArrayBuffer>, type = "application/json") {
  const { caller } = call;
  const raw = (method: string, path: string) => caller.send(method, path, { body, headers: { "content-type": type } });
  return send(route, { ...call, caller: { ...caller, send: raw } });
}

// That a refusal is a problem document without anything from inside is checked on every answer: see contract.ts.
describe("a body", () => {
  it.each(named(withBody))("that is spoiled is refused, and nothing of it repeated: %s", async (_id, route) => {
    const call = await rowOf(route).arrange(world);
    for (const { what, body, type, statuses } of spoil(call.body ?? {}, description.bodyOf(route) ?? {})) {
      const response = await sendRaw(route, call, body, type);
      expect([what, response.status]).toEqual([what, expect.toBeOneOf([...statuses])]);
      expect([what, await response.text()]).toEqual([what, expect.not.stringContaining(ECHO)]);
    }
  });

  it.each(named(withBody))("with odd texts breaks nothing: %s", async (_id, route) => {
    const call = await rowOf(route).arrange(world);
    const texts = Object.entries(description.bodyOf(route) ?? {}).filter(
      ([, one]) => one.type === "string" && one.enum === undefined,
    );
    for (const [name] of texts) {
      for (const odd of ODD_TEXTS) {
        const response = await sendRaw(route, call, JSON.stringify({ ...call.body, [name]: odd }));
        const answer = response.ok ? "" : await response.text();
        expect([name, odd, response.status < 500, answer.includes(ECHO)]).toEqual([name, odd, true, false]);
      }
    }
  });
});

describe("a query", () => {
  it.each(named(withQuery))("that is spoiled is refused, and nothing of it repeated: %s", async (_id, route) => {
    const call = await rowOf(route).arrange(world);
    const [name = ""] = queriesOf(route);
    const right = new URLSearchParams(call.query).get(name) ?? "1";
    const bad = [
      `?${name}=${right}&${name}=${right}`,
      `?${name}=${right}&${ECHO}=1`,
      `?${name}=${right}&__proto__=${ECHO}`,
      `?${name}[$gt]=${ECHO}`,
      `?${name}=${ECHO}&${name}=`,
      `?${name}=%00`,
      `?${name}=${"9".repeat(5_000)}`,
    ];
    for (const query of bad) {
      const response = await send(route, { ...call, query });
      expect([query, response.status, await response.text()]).toEqual([query, 422, expect.not.stringContaining(ECHO)]);
    }
  });

  it.each(named(readsWithout))("is not minded where none is taken: %s", async (_id, route) => {
    const call = await rowOf(route).arrange(world);
    for (const query of ["?a=1&a=2", `?__proto__[x]=${ECHO}`, "?%", "?=&&=", `?limit=${"9".repeat(5_000)}`]) {
      const { ok, status } = await send(route, { ...call, query });
      expect([query, ok || status === 303]).toEqual([query, true]);
    }
  });
});
