import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { rowOf } from "./routes.ts";
import { json, memberOf, newcomer, signUpForm, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const withKey = (key: string = randomUUID()) => ({ "idempotency-key": key });
const replayed = (response: Response) => response.headers.get("idempotency-replayed");

describe("a request with a key", () => {
  it("that creates something creates it once, however often it is sent", async () => {
    const { owner, path } = await withWorkspace(app);
    const key = withKey();
    const first = await owner.post(`${path}/projects`, { name: "Launch" }, key);
    const made = await json(first);
    for (let index = 0; index < 3; index += 1) {
      const again = await owner.post(`${path}/projects`, { name: "Launch" }, key);
      expect([again.status, replayed(again), await json(again)]).toEqual([201, "true", made]);
    }
    expect([first.status, replayed(first)]).toEqual([201, null]);
    expect(await json(await owner.get(`${path}/projects`))).toEqual({ projects: [made] });
  });

  it("in no workspace is the person's: workspaces are made once as well", async () => {
    const ana = await newcomer(app);
    const key = withKey();
    const [first, second] = [
      await json(await ana.post("/api/v1/workspaces", { name: "Acme" }, key)),
      await json(await ana.post("/api/v1/workspaces", { name: "Acme" }, key)),
    ];
    expect(second).toEqual(first);
    expect((await json(await ana.get("/api/v1/me")))["workspaces"]).toHaveLength(1);
  });

  it("sends one invitation of many that come at once, and tells the others to wait", async () => {
    const { owner, path } = await withWorkspace(app);
    const key = withKey();
    const body = { email: signUpForm().email, role: "member" };
    const answers = await Promise.all(Array.from({ length: 6 }, () => owner.post(`${path}/invitations`, body, key)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    for (const refused of answers.filter(({ status }) => status === 409)) {
      expect(await refused.json()).toMatchObject({ code: "ops_safety.idempotency_in_progress" });
    }
    expect((await json(await owner.get(`${path}/invitations`)))["invitations"]).toHaveLength(1);
  });

  it("is refused with another body, and the first stays what it was", async () => {
    const { owner, path } = await withWorkspace(app);
    const key = withKey();
    await owner.post(`${path}/projects`, { name: "Launch" }, key);
    const other = await owner.post(`${path}/projects`, { name: "Landing" }, key);
    expect([other.status, (await json(other))["code"]]).toEqual([409, "ops_safety.idempotency_conflict"]);
  });

  it("that was refused holds nothing: mended and sent again, it is done", async () => {
    const { owner, path } = await withWorkspace(app);
    const key = withKey();
    expect((await owner.post(`${path}/projects`, { name: " " }, key)).status).toBe(422);
    expect((await owner.post(`${path}/projects`, { name: 7 }, key)).status).toBe(422);
    expect((await owner.post(`${path}/projects`, { name: "Launch" }, key)).status).toBe(201);
  });

  it("I-17, I-21: is never answered with what somebody else was told", async () => {
    const acme = await withWorkspace(app);
    const [colleague, stranger] = [await memberOf(app, acme, "member"), await withWorkspace(app)];
    const key = withKey();
    const { id } = await json(await acme.owner.post(`${acme.path}/projects`, { name: "Launch" }, key));
    for (const other of [
      await colleague.post(`${acme.path}/projects`, { name: "Launch" }, key),
      await stranger.owner.post(`${stranger.path}/projects`, { name: "Launch" }, key),
    ]) {
      expect([other.status, replayed(other)]).toEqual([201, null]);
      expect((await json(other)).id).not.toBe(id);
    }
    expect((await stranger.owner.post(`${acme.path}/projects`, { name: "Launch" }, key)).status).toBe(404);
  });

  it.each(["a b", "x".repeat(256)])("is refused when the key is none: %j", async (key) => {
    const { owner, path } = await withWorkspace(app);
    const response = await owner.post(`${path}/projects`, { name: "Launch" }, withKey(key));
    expect([response.status, (await json(response))["code"]]).toEqual([422, "ops_safety.invalid_idempotency_key"]);
    const needed = await owner.post(`${path}/projects/export`, {}, withKey(key));
    expect([needed.status, (await json(needed))["code"]]).toEqual([422, "ops_safety.invalid_idempotency_key"]);
  });

  it("has up to 255 characters, also where one is needed", async () => {
    const { owner, path } = await withWorkspace(app);
    const longest = withKey("x".repeat(255));
    expect((await owner.post(`${path}/projects`, { name: "Launch" }, longest)).status).toBe(201);
    expect((await owner.post(`${path}/projects/export`, {}, longest)).status).toBe(200);
  });
});

it("says in the description of each route that creates something that it takes a key", () => {
  const creating = description.routes.filter(
    // What operators decide replaces what was decided before: sent twice, it is the same.
    (route) =>
      route.method === "POST" && "201" in route.responses && !["anyone", "operator"].includes(rowOf(route).who),
  );
  expect(creating.map(({ operationId }) => operationId)).toEqual(
    expect.arrayContaining(["createWorkspace", "invite", "createProject", "requestExport"]),
  );
  const without = creating.filter(({ parameters = [] }) => !parameters.some(({ name }) => name === "Idempotency-Key"));
  expect(without.map(({ operationId }) => operationId)).toEqual([]);
});
