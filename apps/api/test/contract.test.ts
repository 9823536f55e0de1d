import { createTelemetry } from "@ninefold/observability";
import { memoryTelemetry } from "@ninefold/observability/memory";
import { describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import type { System } from "../src/compose.ts";
import { assertContract, SECURITY_HEADERS } from "./contract.ts";
import { readDescription } from "./description.ts";
import { rowOf } from "./routes.ts";
import { spoil } from "./spoiled.ts";

/** Describing asks nothing of the system behind it, save for telemetry and the count. */
const touched = { telemetry: createTelemetry(memoryTelemetry()), limits: { count: async () => undefined } };
const system = touched as unknown as System;
const description = await readDescription(createApp(system, { origin: "http://localhost:3000", trustedProxies: [] }));

const alive = {
  ...SECURITY_HEADERS,
  "x-request-id": "r1",
  "cache-control": "no-store",
  "content-type": "application/json",
};
const refused = { ...alive, "content-type": "application/problem+json" };
const problem = {
  type: "about:blank",
  title: "Sign in first",
  status: 401,
  code: "identity.unauthenticated",
  requestId: "r1",
};

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}
const check = (path: string, { status = 200, headers = alive, body }: Answer, method = "GET") =>
  assertContract(
    description,
    new Request(`http://localhost${path}`, { method, headers: { origin: "http://localhost:3000" } }),
    new Response(JSON.stringify(body), { status, headers }),
  );

describe("the check that every answer in these tests goes through", () => {
  it("lets through what is described", async () => {
    await check("/api/health/live", { body: { status: "ok" } });
    await check("/api/v1/me", { status: 401, headers: refused, body: problem });
    await check("/api/v1/nowhere", {
      status: 404,
      headers: refused,
      body: { ...problem, status: 404, code: "http.no_route" },
    });
  });

  it.each<[what: string, fault: RegExp, path: string, answer: Answer]>([
    [
      "a field that is not described",
      /additional properties/,
      "/api/health/live",
      { body: { status: "ok", host: "db7" } },
    ],
    ["a field that is missing", /required/, "/api/health/live", { body: {} }],
    ["a value of another kind", /equal to constant/, "/api/health/live", { body: { status: "fine" } }],
    [
      "a status that is not described",
      /404 is not described/,
      "/api/v1/me",
      { status: 404, headers: refused, body: { ...problem, status: 404 } },
    ],
    [
      "a code that the route does not name",
      /allowed values/,
      "/api/v1/me",
      { status: 401, headers: refused, body: { ...problem, code: "other" } },
    ],
    [
      "a refusal that is no problem document",
      /application\/json is not described/,
      "/api/v1/me",
      { status: 401, body: problem },
    ],
    [
      "a problem that calls itself something else",
      /calls itself/,
      "/api/v1/me",
      { status: 401, headers: refused, body: { ...problem, status: 403 } },
    ],
    [
      "a problem of another request",
      /another request id/,
      "/api/v1/me",
      { status: 401, headers: refused, body: { ...problem, requestId: "r2" } },
    ],
    [
      "words of a database",
      /tells what is inside/,
      "/api/v1/me",
      { status: 401, headers: refused, body: { ...problem, detail: "select id from member" } },
    ],
    [
      "a stack",
      /tells what is inside/,
      "/api/v1/me",
      { status: 401, headers: refused, body: { ...problem, detail: "at handle (app.js:1)" } },
    ],
    ["a success of a route that nobody described", /not described/, "/api/v1/nowhere", { body: {} }],
    [
      "a missing security header",
      /x-frame-options/,
      "/api/health/live",
      { headers: { ...alive, "x-frame-options": "DENY" }, body: { status: "ok" } },
    ],
    [
      "a cache header of another class",
      /cache-control/,
      "/api/health/live",
      { headers: { ...alive, "cache-control": "public" }, body: { status: "ok" } },
    ],
    [
      "no request id",
      /request id/,
      "/api/health/live",
      { headers: { ...SECURITY_HEADERS, "cache-control": "no-store" }, body: { status: "ok" } },
    ],
    ["a boast", /powers/, "/api/health/live", { headers: { ...alive, "x-powered-by": "x" }, body: { status: "ok" } }],
    [
      "a door for every origin",
      /lets \*/,
      "/api/health/live",
      { headers: { ...alive, "access-control-allow-origin": "*" }, body: { status: "ok" } },
    ],
  ])("stops %s", async (_what, fault, path, answer) => {
    await expect(check(path, answer)).rejects.toThrow(fault);
  });
});

describe("the tests that are made from the description", () => {
  it("fail for a route that has no row", () => {
    expect(() => rowOf({ operationId: "deleteEverything" })).toThrow("no row for deleteEverything");
  });

  it("fail for a kind of field that nobody has said how to spoil", () => {
    expect(() => spoil({ odd: null }, { odd: { type: "null" } })).toThrow("null (odd)");
  });
});
