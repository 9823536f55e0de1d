import { readFileSync } from "node:fs";
import path from "node:path";
import { ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import { LIMIT_CLASSES } from "@ninefold/ops-safety";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { CACHE_HEADER } from "./contract.ts";
import { createWorld, ROLES, ROWS, rowOf, send } from "./routes.ts";
import { startApp } from "./support.ts";
import { mediaVendor } from "./media-vendor.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls, await mediaVendor());
const world = await createWorld(app, database.ownerUrl);
afterAll(async () => {
  await system.close();
  await database.drop();
});

describe("the description of the API", () => {
  it("is OpenAPI 3.1", () => {
    expect(description.document.openapi).toMatch(/^3\.1\.\d$/);
  });

  it("has every route that answers", () => {
    const answering = app.routes
      .filter(({ method }) => method !== "ALL")
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const described = description.routes.map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual([...new Set(answering)].toSorted());
    // What answers to every method is middleware, for a whole branch: a route could hide as one.
    const toAll = app.routes.filter(({ method }) => method === "ALL").map((route) => route.path);
    expect([...new Set(toAll)].toSorted()).toEqual(["/*", "/api/v1/*"]);
  });

  it("is the same as its copy in docs/reference: `npm run gen:openapi` writes that", () => {
    const copy = path.resolve(import.meta.dirname, "../../../docs/reference/openapi.json");
    expect(JSON.parse(readFileSync(copy, "utf8"))).toEqual(description.document);
  });

  it("names each operation once", () => {
    const ids = description.routes.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has a row in the tests for every route, and no row too many", () => {
    expect(Object.keys(ROWS).toSorted()).toEqual(description.routes.map((route) => route.operationId).toSorted());
  });
});

describe.each(description.routes.map((route) => [route.operationId, route] as const))("%s", (_id, route) => {
  it("says what it is for, whose it is, and what it answers besides problems", () => {
    expect(route.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(route.tags).toHaveLength(1);
    expect(Object.keys(route.responses).filter((status) => status < "300" || status === "303")).toHaveLength(1);
    expect(route.security !== undefined).toBe(rowOf(route).who !== "anyone");
  });

  it("I-65, I-66: names the permission that it needs, which the least role that gets in has and none below it", () => {
    const { "x-access": access = "" } = route;
    const { who } = rowOf(route);
    const [permission = ""] = access.split(" or ");
    if (who === "anyone") return expect(access).toBeOneOf(["anyone", "vendor"]);
    if (who === "person") return expect(access).toBe("self");
    if (who === "operator") return expect(access).toBe("operator");
    const holders = ROLES.filter((role) => (ROLE_PERMISSIONS[role] as readonly string[]).includes(permission));
    return expect(holders).toEqual(ROLES.slice(ROLES.indexOf(who)));
  });

  it("declares how often whom may ask: a class of limits, or none for who watches over the process and for who signs", () => {
    const { "x-rate-limit": limit, operationId } = route;
    expect(Object.keys(LIMIT_CLASSES).concat("none")).toContain(limit);
    expect(limit === "none").toBe(
      ["live", "ready", "health", "receiveBillingDelivery", "receiveMailReport"].includes(operationId),
    );
  });

  it("declares how long its answer may be kept, and a right call is answered so", async () => {
    const { "x-cache-class": cache } = route;
    expect(Object.keys(CACHE_HEADER)).toContain(cache);
    const response = await send(route, await rowOf(route).arrange(world));
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    const text = isStream ? await response.body?.cancel() : await response.text();
    const right = rowOf(route).isElsewhere === true ? [404] : [200, 201, 303];
    expect([response.status, text ?? ""]).toEqual([expect.toBeOneOf(right), expect.anything()]);
    expect(response.headers.get("cache-control")).toBe(CACHE_HEADER[cache]);
  });
});
