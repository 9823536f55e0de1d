import { randomUUID } from "node:crypto";
import { startHost } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { Hono } from "hono";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createApp } from "../src/app.ts";
import { developmentRoutes } from "../src/dev/mount.ts";
import { readEnv } from "../src/env.ts";
import { environment, ORIGIN, signUp, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const KEY = "re_of_this_test";
const host = await startHost({ vendors: { resend: { apiKey: KEY } } });
const { app: product, system } = await startApp(database.urls);
const settings = { EMULATOR_CONTROL_URL: host.controlUrl, RESEND_BASE_URL: host.urls.resend };
const env = readEnv({ ...environment(database.urls), ...settings });
const app = await appFor();
afterEach(async () => {
  for (const name of Object.keys(host.urls)) await control("POST", `${name}/reset`).then(() => start(name));
});
afterAll(async () => {
  await system.close();
  await host.close();
  await database.drop();
});

async function appFor(overrides: Partial<typeof env> = {}) {
  const development = await developmentRoutes({ ...env, ...overrides }, system);
  return createApp(system, { origin: ORIGIN, trustedProxies: [], development });
}

const start = (name: string) => control("POST", `${name}/start`);
async function control(method: string, path: string, body?: object) {
  const init = { method, ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(new URL(`/emulators/${path}`, host.controlUrl), init);
  return answer.status === 204 ? undefined : answer.json();
}

const JSON_HEADERS = { "content-type": "application/json" };
const at = (path: string) => `http://localhost:3000/api/dev/${path}`;
const post = (path: string, body: unknown, headers: Record<string, string> = { origin: ORIGIN }, on = app) =>
  on.request(at(path), { method: "POST", headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify(body) });

const Vendors = z.array(
  z.object({
    name: z.string(),
    mode: z.string(),
    isUsed: z.boolean(),
    page: z.string(),
    clock: z.object({ aheadMs: z.number(), fixed: z.boolean() }),
  }),
);
const State = z.looseObject({
  stage: z.string(),
  hasEmulators: z.boolean(),
  vendors: Vendors.nullable(),
  records: z.record(z.string(), z.array(z.looseObject({}))).nullable(),
  workflows: z
    .object({
      runs: z.array(z.looseObject({})),
      events: z.array(z.looseObject({})),
      counts: z.record(z.string(), z.int()),
    })
    .nullable(),
  billing: z.looseObject({ vendor: z.string() }).nullable(),
  audit: z.array(z.looseObject({})).nullable(),
  flags: z.array(z.looseObject({ key: z.string() })).nullable(),
});
const state = async (on = app) => State.parse(await (await on.request(at("state"))).json());
const vendor = async (name: string) => (await state()).vendors?.find((one) => one.name === name);

describe("the development console", () => {
  it.each(["preview", "staging", "production"] as const)("is not there at stage %s", async (stage) => {
    const shared = await appFor({ NINEFOLD_STAGE: stage });
    const answers = [
      await shared.request(at("state")),
      await post("vendors/resend", { mode: "down" }, undefined, shared),
      await post("clock", { advance: "day" }, undefined, shared),
      await post("webhooks/dodo/msg_1", {}, undefined, shared),
      await post("flags", { flag: "product.compact_projects", workspaceId: null, value: true }, undefined, shared),
    ];
    for (const answer of answers) {
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: "http.no_route" }]);
    }
  });

  it("is no part of what the API says of itself", async () => {
    const described = await (await app.request("http://localhost:3000/api/v1/openapi.json")).json();
    const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(described);
    expect(Object.keys(paths).filter((path) => path.startsWith("/api/dev"))).toEqual([]);
  });

  it("shows all systems in one answer", async () => {
    await signUp(product);
    await system.workflows.relay();
    const { stage, hasEmulators, vendors, workflows, billing, audit, flags } = await state();
    expect({ stage, hasEmulators }).toEqual({ stage: "test", hasEmulators: true });
    expect(vendors?.map(({ name }) => name).toSorted()).toEqual(Object.keys(host.urls).toSorted());
    expect(workflows?.events).toContainEqual(expect.objectContaining({ type: "identity.person_signed_up" }));
    expect(billing?.vendor).toBe(system.billing.vendor);
    expect(audit).toBeInstanceOf(Array);
    expect(flags?.map(({ key }) => key)).toContain("product.compact_projects");
  });

  it("shows what the emulators hold, and nothing of a mail but its head", async () => {
    await sendMail();
    const answer = await (await app.request(at("state"))).text();
    expect(answer).not.toContain("secret link");
    expect(State.parse(JSON.parse(answer)).records?.["mails"]).toMatchObject([
      {
        subject: "Hello",
        to: "ana@inbox.ninefold.dev",
        href: expect.stringMatching(/^http:\/\/localhost:\d+\/inbox\//),
      },
    ]);
  });

  it("knows which emulators the product does not use", async () => {
    expect(await vendor("resend")).toMatchObject({ isUsed: true });
    expect(await vendor("dodo")).toMatchObject({ isUsed: false });
  });

  it("shows the other systems where no emulators run, or they do not answer", async () => {
    const without = await state(await appFor({ EMULATOR_CONTROL_URL: undefined }));
    expect(without).toMatchObject({ hasEmulators: false, vendors: null, records: null, audit: expect.any(Array) });
    const gone = await appFor({ EMULATOR_CONTROL_URL: "http://127.0.0.1:9" });
    expect(await state(gone)).toMatchObject({ hasEmulators: true, vendors: null, audit: expect.any(Array) });
    expect((await post("clock", { follow: true }, undefined, gone)).status).toBe(503);
  });
});

describe("a vendor", () => {
  it.each(["slow", "failing", "down"])("is made %s, and well again", async (mode) => {
    expect((await post("vendors/resend", { mode })).status).toBe(200);
    expect(await vendor("resend")).toMatchObject({ mode });
    expect((await post("vendors/resend", { mode: "up" })).status).toBe(200);
    expect(await vendor("resend")).toMatchObject({ mode: "up" });
    expect(await control("GET", "resend/faults")).toEqual({ faults: [] });
  });

  it("answers 500, and no connection at all", async () => {
    await post("vendors/resend", { mode: "failing" });
    expect(await sendMail()).toBe(500);
    await post("vendors/resend", { mode: "down" });
    await expect(sendMail()).rejects.toThrow("fetch failed");
    expect((await vendor("posthog"))?.mode).toBe("up");
  });

  it("keeps the rules that a test has set", async () => {
    await control("POST", "resend/faults", { route: "POST /emails", status: 503, times: 1 });
    expect(await vendor("resend")).toMatchObject({ mode: "other" });
    await post("vendors/resend", { mode: "slow" });
    await post("vendors/resend", { mode: "up" });
    expect(await control("GET", "resend/faults")).toMatchObject({ faults: [{ rule: { status: 503 } }] });
  });

  it("that is unknown is not found, nor is a way out of its place", async () => {
    for (const name of ["nobody", "..%2Fhealth", "resend%2Fstop", "%00"]) {
      expect((await post(`vendors/${name}`, { mode: "down" })).status, name).toBe(404);
    }
    expect(await vendor("resend")).toMatchObject({ mode: "up" });
  });

  it.each([{}, { mode: "gone" }, { mode: "down", also: 1 }, [], "down"])("takes no mode such as %j", async (body) => {
    expect((await post("vendors/resend", body)).status).toBe(422);
  });
});

describe("the clock", () => {
  it("moves on every vendor where something comes due, and back to the machine's time", async () => {
    expect((await post("clock", { advance: "month" })).status).toBe(200);
    const ahead = (await state()).vendors?.filter(({ clock }) => clock.aheadMs / 86_400_000 > 27) ?? [];
    expect(ahead.map(({ name }) => name).toSorted()).toEqual(["dodo", "resend", "trigger"]);
    await post("clock", { advance: "hour" });
    await post("clock", { follow: true });
    expect((await state()).vendors?.every(({ clock }) => clock.aheadMs === 0)).toBe(true);
  });

  it("leaves alone what only judges the product's own moments, such as until when a picture may be seen", async () => {
    await post("clock", { advance: "month" });
    expect(await vendor("imagekit")).toMatchObject({ clock: { aheadMs: 0 } });
  });

  it("is set back everywhere, where a test had moved it too", async () => {
    await control("POST", "imagekit/clock", { advanceMs: 5_000 });
    await post("clock", { follow: true });
    expect(await vendor("imagekit")).toMatchObject({ clock: { aheadMs: 0 } });
  });

  it.each([{}, { advance: "year" }, { advance: -1 }, { follow: false }, { advance: "day", follow: true }, null])(
    "takes no time such as %j",
    async (body) => {
      expect((await post("clock", body)).status).toBe(422);
      expect((await state()).vendors?.every(({ clock }) => clock.aheadMs === 0)).toBe(true);
    },
  );
});

describe("a webhook", () => {
  it("is told again, and what was never told is not found", async () => {
    const received: string[] = [];
    const listener = new Hono().post("/", (c) => {
      received.push(c.req.header("svix-id") ?? "");
      return c.text("");
    });
    const { serve } = await import("@hono/node-server");
    const server = serve({ fetch: listener.fetch, port: 0, hostname: "127.0.0.1" });
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
    await vendorPost("/webhooks", { endpoint, events: ["email.sent"] });
    await sendMail();
    await expect.poll(() => received).toHaveLength(1);
    const [told] = received;
    expect((await state()).records?.["webhooks"]).toMatchObject([{ id: told, vendor: "resend", event: "email.sent" }]);
    expect((await post(`webhooks/resend/${told}`, {})).status).toBe(200);
    await expect.poll(() => received).toEqual([told, told]);
    server.close();
    expect((await post("webhooks/resend/msg_nothing", {})).status).toBe(404);
    expect((await post(`webhooks/nobody/${told}`, {})).status).toBe(404);
  });
});

describe("a flag", () => {
  const flag = "product.compact_projects";

  it("is given to everybody, to one workspace, and taken back", async () => {
    const { workspace } = await withWorkspace(product);
    const decided = async () => (await state()).flags?.find(({ key }) => key === flag);
    await post("flags", { flag, workspaceId: null, value: true });
    expect(await decided()).toMatchObject({ rollout: { percent: 100, value: true }, overrides: [] });
    await post("flags", { flag, workspaceId: workspace.id, value: false });
    expect(await decided()).toMatchObject({ overrides: [{ workspaceId: workspace.id, value: false }] });
    await post("flags", { flag, workspaceId: workspace.id, value: null });
    await post("flags", { flag, workspaceId: null, value: null });
    expect(await decided()).toMatchObject({ rollout: { percent: 0 }, overrides: [] });
    expect((await state()).audit).toContainEqual(expect.objectContaining({ action: "ops_safety.set_rollout" }));
  });

  it("that code does not declare, and a value that it can not have, are refused in words", async () => {
    const unknown = await post("flags", { flag: "product.nothing", workspaceId: null, value: null });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: "ops_safety.unknown_flag" }]);
    expect((await post("flags", { flag, workspaceId: null, value: "blue" })).status).toBe(422);
    expect((await post("flags", { flag, workspaceId: "1", value: true })).status).toBe(422);
    expect((await post("flags", { flag, workspaceId: randomUUID(), value: {} })).status).toBe(422);
  });
});

describe("a page of another site", () => {
  const foreign = ["https://evil.example", "http://localhost:3001", "null", `${ORIGIN}.evil.example`];

  it.each(foreign)("flips no switch from %s, with a cookie or without", async (origin) => {
    for (const headers of [{ origin }, { origin, cookie: "a=b" }]) {
      const answer = await post("vendors/resend", { mode: "down" }, headers);
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: "http.foreign_origin" }]);
    }
    expect(await vendor("resend")).toMatchObject({ mode: "up" });
  });

  it("flips none without saying where it comes from, or by a form", async () => {
    expect((await post("vendors/resend", { mode: "down" }, {})).status).toBe(403);
    const form = await app.request(at("clock"), {
      method: "POST",
      headers: { origin: ORIGIN, "content-type": "text/plain" },
      body: '{"advance":"day"}',
    });
    expect(form.status).toBe(415);
    expect(await vendor("resend")).toMatchObject({ mode: "up", clock: { aheadMs: 0 } });
  });

  it("reads nothing, and changes nothing, under a name of its own for this machine", async () => {
    const headers = { ...JSON_HEADERS, origin: ORIGIN };
    const down = { method: "POST", headers, body: '{"mode":"down"}' };
    for (const name of ["rebound.example", "127.0.0.1.nip.io", "localhost.evil.example", "192.168.1.7:3000"]) {
      expect((await app.request(`http://${name}/api/dev/state`)).status, name).toBe(404);
      expect((await app.request(`http://${name}/api/dev/vendors/resend`, down)).status, name).toBe(404);
      // As the web app passes it on, also where the page has written a header that says otherwise.
      for (const said of [name, `localhost, ${name}`, `${name}, localhost:3000`]) {
        const through = { ...down, headers: { ...headers, "x-forwarded-host": said } };
        expect((await app.request(at("vendors/resend"), through)).status, said).toBe(404);
      }
    }
    expect(await vendor("resend")).toMatchObject({ mode: "up" });
  });

  it.each(["localhost:3000", "127.0.0.1:4350", "[::1]:3000", "LOCALHOST"])("this machine is %s", async (name) => {
    const headers = { "x-forwarded-host": name };
    expect((await app.request(`http://${name}/api/dev/state`, { headers })).status).toBe(200);
  });
});

/** As the product would, with the emulator's own key in its place. */
async function vendorPost(path: string, body: object): Promise<number> {
  const headers = { ...JSON_HEADERS, authorization: `Bearer ${KEY}` };
  const answer = await fetch(`${host.urls.resend}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.status;
}

const sendMail = () =>
  vendorPost("/emails", {
    from: "Ninefold <hello@inbox.ninefold.dev>",
    to: "ana@inbox.ninefold.dev",
    subject: "Hello",
    html: "<p>secret link</p>",
  });
