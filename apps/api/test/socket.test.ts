import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { SECURITY_HEADERS } from "./contract.ts";
import { client, memberOf, newcomer, ORIGIN, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
await once(server, "listening");
const { port } = server.address() as AddressInfo;
afterAll(async () => {
  server.close();
  await system.close();
  await database.drop();
});

interface Raw {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in pieces, its length not said before. */
  readonly chunks?: readonly string[];
  readonly agent?: Agent;
}

/** As it is typed: no client in between that would tidy the path or the headers up. */
async function raw(path: string, { method = "GET", headers = {}, chunks = [], agent }: Raw = {}) {
  const sent = request({ host: "127.0.0.1", port, path, method, agent, headers: { origin: ORIGIN, ...headers } });
  for (const chunk of chunks) sent.write(chunk);
  sent.end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  let text = "";
  for await (const part of response) text += String(part);
  return { status: response.statusCode, headers: response.headers, text };
}

describe("over a connection", () => {
  it.each([
    ["/api/v1/workspaces/../admin/system", 401],
    ["/api/v1/workspaces/%2e%2e/admin/system", 401],
    ["/api/auth/../v1/me", 401],
    ["//api/v1/me", 404],
    ["/api//v1/me", 404],
    ["/api/auth//sign-in/email", 404],
    ["/api/v1/me%00", 404],
    ["/api/v1/%", 404],
    ["/api/v1/%zz", 404],
    ["/api/v1/me;a=b", 404],
    ["/%2e%2e/%2e%2e/etc/passwd", 404],
    ["http://127.0.0.1/api/v1/me", 401],
  ])("a path that is no clean one is refused as a problem: %s", async (path, status) => {
    const answer = await raw(path);
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { status }]);
    expect(answer.headers).toMatchObject(SECURITY_HEADERS);
  });

  it("a path of ten thousand characters is refused as any other", async () => {
    expect((await raw(`/api/v1/workspaces/${"x".repeat(10_000)}`)).status).toBe(401);
  });

  it("more than a megabyte is refused, also when it comes in pieces and its length is not said", async () => {
    const headers = { "content-type": "application/json" };
    const chunks = Array.from({ length: 12 }, () => "x".repeat(100_000));
    const answer = await raw("/api/auth/sign-in/email", { method: "POST", headers, chunks });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([413, { code: "http.too_large" }]);
  });

  it("whoever sends megabytes hears why it was refused, and can go on over the same connection", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { "content-type": "application/json", "content-length": String(4_000_000) };
    const chunks = Array.from({ length: 40 }, () => "x".repeat(100_000));
    for (let time = 0; time < 5; time += 1) {
      const answer = await raw("/api/auth/sign-in/email", { method: "POST", headers, chunks, agent });
      expect([answer.status, answer.headers.connection]).toEqual([413, "keep-alive"]);
    }
    expect((await raw("/api/health/live", { agent })).status).toBe(200);
    agent.destroy();
  });

  it("a body that says no type is not taken for JSON", async () => {
    const { owner } = await withWorkspace(app);
    const cookie = owner.cookie();
    const answer = await raw("/api/v1/workspaces", {
      method: "POST",
      headers: { cookie },
      chunks: ['{"name":"Typeless"}'],
    });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([415, { code: "http.json_only" }]);
  });

  it("a change that needs no body may have none", async () => {
    const acme = await withWorkspace(app);
    const guest = await newcomer(app);
    const invited = await acme.owner.post(`${acme.path}/invitations`, { email: guest.person.email, role: "member" });
    const { id } = (await invited.json()) as { id: string };
    const accepted = await raw(`/api/v1/invitations/${id}/accept`, {
      method: "POST",
      headers: { cookie: guest.cookie() },
    });
    expect(accepted.status).toBe(200);
    const member = await memberOf(app, acme, "viewer");
    const headers = { cookie: acme.owner.cookie() };
    const removed = await raw(`${acme.path}/members/${member.person.id}`, { method: "DELETE", headers });
    expect([removed.status, JSON.parse(removed.text)]).toEqual([200, { done: true }]);
  });

  it("a claim about another host changes nothing", async () => {
    const answer = await raw("/api/health/live", {
      headers: { host: "evil.example", "x-forwarded-host": "evil.example" },
    });
    expect([answer.status, answer.text.includes("evil")]).toEqual([200, false]);
    expect((await client(app).get("/api/v1/me")).status).toBe(401);
  });
});
