import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { grantOperator } from "../src/database/operators.ts";
import { asOwner } from "../src/database/owner.ts";
import { json, newcomer, startApp, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const grant = (email: string) => grantOperator({ ownerUrl: database.ownerUrl, email, command: "a test" });
const isOperator = async (tab: Pick<Tab, "get">) =>
  ((await json(await tab.get("/api/v1/me")))["person"] as { isOperator: boolean }).isOperator;

describe("the page of the platform", () => {
  it("names the adapter that each of the nine systems runs on, what that means, and what it can do", async () => {
    const ana = await newcomer(app);
    await grant(ana.person.email);
    const answer = await json(await ana.get("/api/v1/admin/system"));
    expect(answer["health"]).toMatchObject({ status: "ok", checks: { database: "ok" } });
    const systems = answer["systems"] as { system: string; adapter: string; note: string; capabilities: object }[];
    expect(systems.map(({ system: name, adapter, note }) => ({ system: name, adapter, note }))).toEqual(
      system.adapters,
    );
    expect(systems).toHaveLength(9);
    for (const { note } of systems) expect(note).not.toBe("");
    expect(systems.find((one) => one.system === "identity")).toMatchObject({
      adapter: "better-auth",
      capabilities: { password: true, members: true },
    });
  });

  it("holds no setting and no secret", async () => {
    const ana = await newcomer(app);
    await grant(ana.person.email);
    const text = await (await ana.get("/api/v1/admin/system")).text();
    expect(text).not.toMatch(/postgres:\/\/|_URL|_SECRET|_KEY/);
  });

  it("is not there for anybody else, owners of a workspace included, nor named in what they are told", async () => {
    const { owner } = await withWorkspace(app);
    const [page, nowhere] = [await owner.get("/api/v1/admin/system"), await owner.get("/api/v1/admin/nowhere")];
    expect([page.status, nowhere.status]).toEqual([404, 404]);
    const { requestId: _one, ...told } = await json(page);
    const { requestId: _other, ...unknown } = await json(nowhere);
    expect(told).toEqual(unknown);
    expect(await isOperator(owner)).toBe(false);
  });

  it("opens on the next request after somebody was made an operator, and closes on the next after that ended", async () => {
    const ana = await newcomer(app);
    expect((await ana.get("/api/v1/admin/system")).status).toBe(404);
    await grant(ana.person.email);
    expect([(await ana.get("/api/v1/admin/system")).status, await isOperator(ana)]).toEqual([200, true]);
    await asOwner(database.ownerUrl, (sql) => sql`delete from identity.operators where user_id = ${ana.person.id}`);
    expect([(await ana.get("/api/v1/admin/system")).status, await isOperator(ana)]).toEqual([404, false]);
  });

  it("can be opened by no login that the product runs on: none of them writes operators", async () => {
    const ana = await newcomer(app);
    for (const [name, url] of Object.entries(database.urls)) {
      const write = asOwner(url, (sql) =>
        // Logins are read-only until they say otherwise, which would hide what they may.
        sql.begin(
          "read write",
          (tx) => tx`insert into identity.operators (user_id, granted_by) values (${ana.person.id}, 'herself')`,
        ),
      );
      await expect(write, name).rejects.toMatchObject({ code: "42501" });
    }
  });
});
