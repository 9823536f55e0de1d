import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { assertContract, SECURITY_HEADERS } from "./contract.ts";
import { client, newcomer, ORIGIN, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const preflight = (origin: string) => ({
  origin,
  "access-control-request-method": "PATCH",
  "access-control-request-headers": "content-type",
});
const accessHeaders = (response: Response) =>
  [...response.headers.keys()].filter((name) => name.startsWith("access-control-"));

describe("every answer", () => {
  it("carries a request id: the caller's when it is harmless, else a new one", async () => {
    const tab = client(app);
    const asked = async (id: string) => (await tab.get("/api/health/live", { "x-request-id": id })).headers;
    expect((await asked("abcd-1234")).get("x-request-id")).toBe("abcd-1234");
    for (const planted of ['"},{"level":"fatal', "short", "x".repeat(65), "a b c d e f", "../../etc"]) {
      expect((await asked(planted)).get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("carries the security headers, whatever it is", async () => {
    const ana = await newcomer(app);
    const etag = (await ana.get("/api/v1/openapi.json")).headers.get("etag") ?? "";
    const json = { "content-type": "application/json" };
    const answers: readonly (readonly [status: number, answer: Promise<Response>])[] = [
      [200, ana.get("/api/v1/me")],
      [200, ana.send("HEAD", "/api/v1/me")],
      [204, ana.send("OPTIONS", "/api/v1/me", { headers: preflight(ORIGIN) })],
      [304, ana.get("/api/v1/openapi.json", { "if-none-match": etag })],
      [400, ana.send("PATCH", "/api/v1/me", { body: "{", headers: json })],
      [401, client(app).get("/api/v1/me")],
      [403, ana.post("/api/v1/workspaces", {}, { origin: "https://evil.example" })],
      [403, ana.send("OPTIONS", "/api/v1/me", { headers: preflight("https://evil.example") })],
      [404, ana.get("/api/v1/nowhere")],
      [404, ana.get("/elsewhere")],
      [404, ana.get("/")],
      [404, ana.send("OPTIONS", "/api/v1/me")],
      [404, ana.send("PURGE", "/api/v1/me")],
      [413, ana.post("/api/v1/workspaces", { name: "x".repeat(1_100_000) })],
      [415, ana.send("PATCH", "/api/v1/me", { body: "{}", headers: { "content-type": "text/plain" } })],
      [422, ana.patch("/api/v1/me", { name: 7 })],
    ];
    for (const [status, answer] of answers) {
      const response = await answer;
      expect([status, response.status, Object.fromEntries(response.headers)]).toEqual([
        status,
        status,
        expect.objectContaining(SECURITY_HEADERS),
      ]);
    }
  });

  it("tells nothing when something fails that nobody foresaw, and the log has all of it", async () => {
    const captured: unknown[] = [];
    const failing = createApp(
      {
        ...system,
        telemetry: { ...system.telemetry, captureError: (error) => captured.push(error) },
        health: () => Promise.reject(new Error("password=hunter2 at /srv/app")),
      },
      { origin: ORIGIN, trustedProxies: [] },
    );
    const request = new Request("http://localhost/api/v1/health");
    const response = await failing.request(request);
    await assertContract(description, request, response.clone());
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Something failed on our side",
      status: 500,
      code: "internal",
      requestId: response.headers.get("x-request-id"),
    });
    expect(captured).toEqual([expect.objectContaining({ message: "password=hunter2 at /srv/app" })]);
  });

  it("is a problem document also where there is no route", async () => {
    for (const path of [
      "/api/v1/nowhere",
      "/api/v2/me",
      "/api/v1/me/",
      "/api/V1/me",
      "/api//v1/me",
      "/api/v1/../v1/x",
    ]) {
      const response = await client(app).get(path);
      expect([path, response.status, await response.json()]).toMatchObject([path, 404, { code: "http.no_route" }]);
    }
  });
});

describe("another origin", () => {
  it.each([
    "https://evil.example",
    "null",
    "http://localhost:3001",
    "https://localhost:3000",
    `${ORIGIN}.evil.example`,
  ])("is told nothing about what it may do: %s", async (origin) => {
    const tab = client(app);
    for (const response of [
      await tab.send("OPTIONS", "/api/v1/me", { headers: preflight(origin) }),
      await tab.send("OPTIONS", "/api/auth/sign-in/email", { headers: preflight(origin) }),
      await tab.get("/api/v1/openapi.json", { origin }),
      await tab.get("/api/v1/me", { origin }),
    ]) {
      expect(accessHeaders(response)).toEqual([]);
    }
    expect((await tab.send("OPTIONS", "/api/v1/me", { headers: preflight(origin) })).status).toBe(403);
  });

  it.each(description.routes.map((route) => [route.operationId, route] as const))(
    "is refused before it may ask: %s",
    async (_id, { method, path }) => {
      for (const origin of ["https://evil.example", "null"]) {
        const headers = { ...preflight(origin), "access-control-request-method": method };
        const response = await client(app).send("OPTIONS", path.replaceAll(/\{\w+\}/g, randomUUID()), { headers });
        expect([response.status, accessHeaders(response)]).toEqual([403, []]);
      }
    },
  );

  it("is our own one when the API is asked under another host name: that may read and change", async () => {
    const tab = client(app);
    const allowed = await tab.send("OPTIONS", "/api/v1/me", { headers: preflight(ORIGIN) });
    expect([allowed.status, await allowed.text(), Object.fromEntries(allowed.headers)]).toMatchObject([
      204,
      "",
      {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "GET, HEAD, POST, PATCH, DELETE",
        "access-control-allow-headers": "Content-Type, Idempotency-Key, X-Request-Id",
      },
    ]);
    const read = await tab.get("/api/v1/openapi.json");
    expect(read.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  });

  it("never meets an answer that was kept for another: caches tell origins apart", async () => {
    expect((await client(app).get("/api/v1/openapi.json")).headers.get("vary")).toContain("Origin");
  });
});

describe("a long answer", () => {
  const path = "/api/v1/openapi.json";

  it.each([
    ["br", "br", brotliDecompressSync],
    ["gzip, deflate, br", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0.5, gzip;q=0.8", "gzip", gunzipSync],
    ["br;q=0, *", "gzip", gunzipSync],
  ])("is compressed for whoever asks: %s", async (asked, encoding, decompress) => {
    const response = await app.fetch(new Request(`http://localhost${path}`, { headers: { "accept-encoding": asked } }));
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("vary")).toContain("Accept-Encoding");
    const plain = await (await client(app).get(path)).text();
    expect(decompress(Buffer.from(await response.arrayBuffer())).toString()).toBe(plain);
  });

  it.each([undefined, "", "identity", "deflate", "br;q=0, gzip;q=0", "zstd"])(
    "stays as it is for %s",
    async (asked) => {
      const headers: Record<string, string> = asked === undefined ? {} : { "accept-encoding": asked };
      const response = await client(app).get(path, headers);
      expect(response.headers.has("content-encoding")).toBe(false);
    },
  );

  it("is not sent twice: who has it is told so, compressed or not", async () => {
    for (const asked of ["br", "identity"]) {
      const headers = { "accept-encoding": asked };
      const first = await app.fetch(new Request(`http://localhost${path}`, { headers }));
      const etag = first.headers.get("etag") ?? "";
      const second = await client(app).get(path, { ...headers, "if-none-match": etag });
      expect([second.status, await second.text()]).toEqual([304, ""]);
    }
  });
});

it("leaves a short answer as it is, whoever asks", async () => {
  const response = await client(app).get("/api/health/live", { "accept-encoding": "br, gzip" });
  expect(response.headers.has("content-encoding")).toBe(false);
});

describe("a request that changes something", () => {
  it("I-39: is refused as anything but JSON, also where nothing is read from it", async () => {
    const { owner, path } = await withWorkspace(app);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const init = { body: '{"name":"forged"}', headers: { "content-type": type } };
      expect((await owner.send("POST", `${path}/projects`, init)).status).toBe(415);
      expect((await owner.send("POST", `/api/v1/invitations/none/accept`, init)).status).toBe(415);
    }
    expect(await (await owner.get(`${path}/projects`)).json()).toEqual({ projects: [] });
  });

  it("may say which characters it has", async () => {
    const { owner, path } = await withWorkspace(app);
    const type = "application/json; charset=utf-8";
    expect((await owner.post(`${path}/projects`, { name: "Café" }, { "content-type": type })).status).toBe(201);
  });

  it("may say whose it is by nothing but its own session: no other header makes it ours", async () => {
    const { owner, path } = await withWorkspace(app);
    const claims = { origin: "https://evil.example", "x-forwarded-host": "localhost:3000", referer: `${ORIGIN}/w` };
    expect((await owner.post(`${path}/projects`, { name: "forged" }, claims)).status).toBe(403);
  });
});

describe("health", () => {
  it("is ok with a database, and says which build answers", async () => {
    const response = await client(app).get("/api/v1/health");
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { status: "ok", version: expect.any(String) as unknown, checks: { database: "ok" } },
    ]);
  });

  it("is down with 503 without one, and the process still answers that it lives", async () => {
    const gone = { ...database.urls, DATABASE_APP_URL: "postgres://a:b@127.0.0.1:1/none" };
    const { app: orphan, system: alone } = await startApp(gone);
    for (const path of ["/api/health/ready", "/api/v1/health"]) {
      const response = await orphan.request(path);
      expect([response.status, await response.json()]).toMatchObject([
        503,
        { status: "down", checks: { database: "error" } },
      ]);
    }
    expect((await orphan.request("/api/health/live")).status).toBe(200);
    await alone.close();
  });

  it("is not ready, and not broken either, once the process has been told to end", async () => {
    const { app: leaving, system: alone } = await startApp(database.urls);
    alone.leave();
    const response = await leaving.request("/api/health/ready");
    expect([response.status, await response.json()]).toMatchObject([503, { status: "degraded" }]);
    expect((await leaving.request("/api/health/live")).status).toBe(200);
    await alone.close();
  });
});
