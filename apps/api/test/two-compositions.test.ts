import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, expect, it } from "vitest";
import { client, environment, json, newcomer, startApp, tokenFor } from "./support.ts";

const database = await createTestDatabase();
const secret = environment(database.urls)["BETTER_AUTH_SECRET"];
const one = await startApp(database.urls, { BETTER_AUTH_SECRET: secret });
const other = await startApp(database.urls, { BETTER_AUTH_SECRET: secret });
afterAll(async () => {
  await Promise.all([one.system.close(), other.system.close()]);
  await database.drop();
});

/** Each of a person's requests meets the composition that the one before did not. */
const tab = (first = 0) => (first === 0 ? client(one.app, other.app) : client(other.app, one.app));

it.each([0, 1])(
  "keeps nothing in a process: two take turns, and the journey of two people goes on (%i)",
  async (first) => {
    const ana = await newcomer(one.app, tab(first));
    const workspace = await json(await ana.post("/api/v1/workspaces", { name: "Acme" }));
    const path = `/api/v1/workspaces/${workspace.id}`;
    const bea = await newcomer(other.app, tab(first));
    const { id } = await json(await ana.post(`${path}/invitations`, { email: bea.person.email, role: "member" }));
    expect(await json(await bea.get("/api/v1/me"))).toMatchObject({ invitations: [{ id }] });
    expect((await bea.post(`/api/v1/invitations/${id}/accept`, {})).status).toBe(200);
    expect((await bea.post(`${path}/projects`, { name: "Launch" })).status).toBe(201);
    expect(await json(await ana.get(`${path}/projects`))).toMatchObject({ projects: [{ name: "Launch" }] });

    await ana.patch(`${path}/members/${bea.person.id}`, { role: "viewer" });
    for (const _ of [one, other]) expect((await bea.post(`${path}/projects`, { name: "No more" })).status).toBe(403);
    await ana.delete(`${path}/members/${bea.person.id}`);
    for (const _ of [one, other]) expect((await bea.get(path)).status).toBe(404);

    await ana.post("/api/auth/sign-out", {});
    for (const _ of [one, other]) expect((await ana.get("/api/v1/me")).status).toBe(401);
  },
);

it("takes a link at one process that the other has minted, and once in all", async () => {
  const ana = await newcomer(one.app, tab());
  const token = await tokenFor(other.app, "passwordResetMail", ana.person.id);
  const reset = (newPassword: string) => ana.post("/api/auth/reset-password", { token, newPassword });
  expect((await reset("a new password of hers")).status).toBe(200);
  expect((await reset("another password of hers")).status).toBe(422);
  for (const _ of [one, other]) expect((await ana.get("/api/v1/me")).status).toBe(401);
});
