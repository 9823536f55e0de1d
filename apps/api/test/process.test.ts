import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import type { EnvSource } from "../src/env.ts";
import { asOwner } from "../src/database/owner.ts";
import { environment, ORIGIN, signUpForm } from "./support.ts";

const database = await createTestDatabase();
const complete = environment(database.urls);
afterAll(() => database.drop());

const SECONDS = 30_000;
const source = { folder: path.resolve(import.meta.dirname, "../src"), suffix: "ts" };

/** The program as a supervisor runs it: an environment of its own, and signals. */
function run(program: "main" | "worker", env: EnvSource, from = source) {
  const child = spawn(process.execPath, ["--import", `./instrument.${from.suffix}`, `${program}.${from.suffix}`], {
    cwd: from.folder,
    env: { ...env, PATH: process.env["PATH"], OBSERVABILITY_PROVIDER: "log" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, output }));
  const says = async (text: string) => {
    while (!output.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${output}`);
      await Promise.race([once(child.stdout, "data"), ended]);
    }
  };
  return { child, ended, says };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("the API's process", () => {
  it(
    "refuses to start without its configuration, and names every variable in one go",
    { timeout: SECONDS },
    async () => {
      const { code, output } = await run("main", {}).ended;
      expect(code).toBe(1);
      for (const name of ["APP_URL", "DATABASE_APP_URL", "DATABASE_SYSTEM_URL"])
        expect(output).toContain(`${name}: missing`);
      expect(output).not.toContain("    at ");
    },
  );

  it("refuses a superuser, whatever the stage", { timeout: SECONDS }, async () => {
    const { code, output } = await run("main", { ...complete, DATABASE_APP_URL: database.ownerUrl }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^api: DATABASE_APP_URL: role ".*" is a superuser/m);
  });

  it("says which port is taken", { timeout: SECONDS }, async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await once(squatter, "listening");
    const { port } = squatter.address() as { port: number };
    const { code, output } = await run("main", { ...complete, API_PORT: String(port) }).ended;
    squatter.close();
    expect(code).toBe(1);
    expect(output).toContain(`API_PORT: ${port} is taken`);
  });

  it("answers, and on SIGTERM ends well", { timeout: SECONDS }, async () => {
    const port = await freePort();
    const { child, ended, says } = run("main", { ...complete, API_PORT: String(port) });
    await says("listening");
    const response = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
    expect(response.status).toBe(200);
    // A proxy that keeps a connection for a minute must not send into one that was just closed: nobody would answer.
    expect(response.headers.get("keep-alive")).toBe("timeout=75");
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0 });
  });
});

describe("the development console", () => {
  const shared = {
    ...complete,
    APP_URL: "https://app.ninefold.dev",
    NOTIFICATIONS_EMAIL_PROVIDER: "none",
    BILLING_PROVIDER: "none",
    MEDIA_PROVIDER: "none",
    WORKFLOWS_PROVIDER: "postgres",
    TRUSTED_PROXIES: "127.0.0.1",
  };

  it.each([
    { stage: "local", env: complete, nodeEnv: "production", status: 200 },
    { stage: "preview", env: shared, nodeEnv: "development", status: 404 },
    { stage: "staging", env: shared, nodeEnv: "development", status: 404 },
    { stage: "production", env: shared, nodeEnv: "development", status: 404 },
    { stage: undefined, env: shared, nodeEnv: "test", status: 404 },
  ])("answers $status at stage $stage, though NODE_ENV is $nodeEnv", { timeout: SECONDS }, async (one) => {
    const port = await freePort();
    const env = { ...one.env, NINEFOLD_STAGE: one.stage, NODE_ENV: one.nodeEnv, API_PORT: String(port) };
    const { child, ended, says } = run("main", env);
    await says("listening");
    const ask = async (path: string, init: RequestInit = {}) =>
      (await fetch(`http://127.0.0.1:${port}/api/dev/${path}`, init)).status;
    expect(await ask("state")).toBe(one.status);
    const headers = { "content-type": "application/json", origin: one.env["APP_URL"] ?? "" };
    // Where it is there, it has no emulators to switch.
    const switched = await ask("vendors/resend", { method: "POST", headers, body: '{"mode":"down"}' });
    expect(switched).toBe(one.status === 200 ? 503 : 404);
    child.kill("SIGTERM");
    await ended;
  });
});

describe("the end of the API's process", () => {
  it.each([
    ["has said nothing yet, as a browser's that connects ahead", ""],
    ["has asked, and is kept for another time", "GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["stopped in the middle of its question", "GET /api/health/live HTTP/1.1\r\nHost: loc"],
  ])("waits for no connection that %s", { timeout: SECONDS }, async (_what, said) => {
    const port = await freePort();
    const { child, ended, says } = run("main", { ...complete, API_PORT: String(port) });
    await says("listening");
    const open = connect(port, "127.0.0.1");
    await once(open, "connect");
    open.on("error", () => undefined).write(said);
    if (said.endsWith("\r\n\r\n")) await once(open, "data");
    const asked = performance.now();
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0 });
    expect(performance.now() - asked).toBeLessThan(10_000);
    open.destroy();
  });
});

describe("a process that is told to end twice", () => {
  it("J-52: by SIGTERM, ends as well as if it had been told once", { timeout: SECONDS }, async () => {
    const port = await freePort();
    const { child, ended, says } = run("main", { ...complete, API_PORT: String(port), API_SHUTDOWN_DELAY_MS: "2000" });
    await says("listening");
    child.kill("SIGTERM");
    const status = async () => (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status;
    await expect.poll(status, { timeout: 5_000 }).toBe(503);
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0 });
  });

  it("by SIGINT, as a person does who is tired of waiting, ends at once", { timeout: SECONDS }, async () => {
    const port = await freePort();
    const { child, ended, says } = run("main", { ...complete, API_PORT: String(port), API_SHUTDOWN_DELAY_MS: "10000" });
    await says("listening");
    child.kill("SIGINT");
    const status = async () => (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status;
    await expect.poll(status, { timeout: 5_000 }).toBe(503);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 1 });
  });
});

describe("the address that attempts are counted under", () => {
  it("is the connection's own for whoever is no listed proxy", { timeout: SECONDS }, async () => {
    const port = await freePort();
    const env = { ...complete, NINEFOLD_STAGE: "test", TRUSTED_PROXIES: "10.0.0.0/8", API_PORT: String(port) };
    const { child, ended, says } = run("main", env);
    await says("listening");
    const { name, email, password, ...terms } = signUpForm();
    const post = (endpoint: string, body: object) =>
      fetch(`http://127.0.0.1:${port}/api/auth/${endpoint}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN, "x-forwarded-for": "203.0.113.7" },
        body: JSON.stringify(body),
      });
    await post("sign-up/email", { name, email, password, ...terms });
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity."user" set email_verified = true where email = ${email}`,
    );
    await post("sign-in/email", { email, password });
    const rows = await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`select s.ip_address from identity.session s join identity."user" u on u.id = s.user_id where u.email = ${email}`,
    );
    expect(rows).toMatchObject([{ ip_address: "127.0.0.1" }]);
    child.kill("SIGTERM");
    await ended;
  });
});

describe("the production bundle", () => {
  it(
    "runs where there is no checkout and nothing is installed, and knows its commit",
    { timeout: SECONDS },
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), "bundle-"));
      const build = spawn(process.execPath, ["build.ts", folder], { cwd: path.resolve(import.meta.dirname, "..") });
      expect((await once(build, "exit"))[0]).toBe(0);

      const port = await freePort();
      const { child, ended, says } = run("main", { ...complete, API_PORT: String(port) }, { folder, suffix: "js" });
      await says("listening");
      const health = (await (await fetch(`http://127.0.0.1:${port}/api/v1/health`)).json()) as { version: string };
      expect(health.version).toMatch(/^([0-9a-f]{7}|unknown)$/);
      const described = (await (await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)).json()) as {
        paths: object;
      };
      expect(described.paths).toHaveProperty(["/api/v1/me"]);
      child.kill("SIGTERM");
      expect(await ended).toMatchObject({ code: 0 });
      await rm(folder, { recursive: true });
    },
  );
});

describe("the worker's process", () => {
  it("works until SIGTERM and then ends well", { timeout: SECONDS }, async () => {
    const { child, ended, says } = run("worker", complete);
    await says("working");
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0 });
  });
});
