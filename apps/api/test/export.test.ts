import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { exported, json, memberOf, newcomer, signUpForm, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

describe("a person's copy of their data", () => {
  it("has what each system keeps about them", async () => {
    const acme = await withWorkspace(app);
    await acme.owner.post(`${acme.path}/projects`, { name: "Launch" });
    const file = await acme.owner.get(`/api/v1/me/exports/${await exported(app, acme.owner)}/file`);
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="my-data.json"');
    const { id, name, email } = acme.owner.person;
    expect(await json(file)).toMatchObject({
      format: "ninefold.personal-data/1",
      personId: id,
      systems: {
        identity: {
          person: { id, name, email, locale: "en", addressConfirmed: true },
          memberships: [{ role: "owner", workspace: { id: acme.workspace.id, name: "Acme" } }],
          invitations: [],
        },
        notifications: {
          deliveries: expect.any(Array) as unknown,
          notices: [],
          preferences: expect.arrayContaining([
            { category: "workspace_activity", isOptional: true, email: true },
          ]) as unknown,
        },
        product: [{ workspaceId: acme.workspace.id, projects: [{ name: "Launch" }] }],
      },
    });
  });

  it("I-124: has nothing of anybody else in it: colleagues, inviters, their projects, other workspaces", async () => {
    const acme = await withWorkspace(app);
    const elsewhere = await withWorkspace(app);
    const member = await memberOf(app, acme, "member");
    const colleague = await memberOf(app, acme, "admin");
    await member.post(`${acme.path}/projects`, { name: "Their own" });
    await colleague.post(`${acme.path}/projects`, { name: "A colleague's plan" });
    await elsewhere.owner.post(`${elsewhere.path}/projects`, { name: "A stranger's plan" });
    await colleague.post(`${acme.path}/invitations`, { email: signUpForm().email, role: "viewer" });
    // Somebody else invites them, and is no part of it either.
    await elsewhere.owner.post(`${elsewhere.path}/invitations`, { email: member.person.email, role: "viewer" });

    const text = await (await member.get(`/api/v1/me/exports/${await exported(app, member)}/file`)).text();
    expect(text).toContain("Their own");
    const others = [acme.owner, colleague, elsewhere.owner].flatMap(({ person }) => [person.id, person.email]);
    for (const foreign of [
      ...others,
      "A colleague's plan",
      "A stranger's plan",
      elsewhere.workspace.id,
      "inviterName",
    ]) {
      expect(text).not.toContain(foreign);
    }
  });

  it("says what they were told in the product, and not whom that was about", async () => {
    const acme = await withWorkspace(app);
    const joined = await memberOf(app, acme, "member");
    const subject = { workspaceId: acme.workspace.id, userId: joined.person.id };
    const attempt = { requestId: "r", isLast: false, isReplayed: false, signal: new AbortController().signal };
    await system.notifications.tell({ kind: "member-joined", subject, key: "k" }, attempt);
    const text = await (await acme.owner.get(`/api/v1/me/exports/${await exported(app, acme.owner)}/file`)).text();
    expect(JSON.parse(text)).toMatchObject({
      systems: {
        notifications: { notices: [{ kind: "member-joined", workspaceId: acme.workspace.id, readAt: null }] },
      },
    });
    expect(text).not.toContain(joined.person.id);
  });

  it("is asked for once a day, and shows what became of it", async () => {
    const ana = await newcomer(app);
    expect(await json(await ana.get("/api/v1/me/exports"))).toEqual({ exports: [], nextAt: null });
    const asked = await json(await ana.post("/api/v1/me/exports", {}));
    expect(asked).toMatchObject({ status: "preparing", readyAt: null });
    const again = await ana.post("/api/v1/me/exports", {});
    expect([again.status, (await json(again))["code"]]).toEqual([429, "ops_safety.export_too_soon"]);
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(86_000);
    expect(await json(await ana.get("/api/v1/me/exports"))).toEqual({
      exports: [asked],
      nextAt: expect.any(String) as unknown,
    });
    expect((await ana.get(`/api/v1/me/exports/${asked.id}/file`)).status).toBe(404);
  });
});
