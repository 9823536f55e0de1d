import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { apiKey, json, memberOf, newcomer, programWith, startApp, withWorkspace } from "./support.ts";

/** What workspaces use, by the running API. */
const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(() => database.drop());

const month = new Date().toISOString().slice(0, 7);

describe("the use of a workspace", () => {
  it("has its members, and of people those who came in, once, whatever they asked", async () => {
    const acme = await withWorkspace(app);
    const ben = await memberOf(app, acme, "member");
    await memberOf(app, acme, "viewer");
    for (let n = 0; n < 3; n += 1) {
      await acme.owner.get(`${acme.path}/members`);
      await ben.get(`${acme.path}/projects`);
    }
    await system.identity.closeUsage();
    const used = await json(await acme.owner.get(`${acme.path}/usage`));
    expect(used).toMatchObject({ month, seats: { now: 3, highest: 3 }, activePeople: 2, apiRequests: 0 });
    const last = (used["days"] as unknown[]).at(-1);
    expect(last).toMatchObject({ seats: 3 });
  });

  it("has what its keys asked and were let do, and nobody else's, nor what was refused", async () => {
    const [acme, other] = [await withWorkspace(app), await withWorkspace(app)];
    const reader = await apiKey(acme, { permissions: ["project:read", "billing:read"] });
    const program = programWith(app, reader.secret);
    for (let n = 0; n < 4; n += 1) expect((await program.get(`${acme.path}/projects`)).status).toBe(200);
    expect((await program.get(`${acme.path}/projects/${acme.workspace.id}`)).status).toBe(404);
    expect((await program.post(`${acme.path}/projects`, { name: "No" })).status).toBe(403);
    expect((await program.get(`${other.path}/projects`)).status).toBe(404);
    await acme.owner.delete(reader.path);
    expect((await program.get(`${acme.path}/projects`)).status).toBe(401);
    await system.identity.closeUsage();
    const used = await json(await acme.owner.get(`${acme.path}/usage`));
    // What is not there was asked as well: the key was let in, and allowed to look.
    expect(used).toMatchObject({ apiRequests: 5, activePeople: 1, seats: { now: 1 } });
    expect(await json(await other.owner.get(`${other.path}/usage`))).toMatchObject({ apiRequests: 0 });
  });

  it("does not count whoever was refused", async () => {
    const acme = await withWorkspace(app);
    const viewer = await memberOf(app, acme, "viewer");
    await system.identity.closeUsage();
    const before = await json(await acme.owner.get(`${acme.path}/usage`));
    expect((await viewer.get(`${acme.path}/usage`)).status).toBe(403);
    expect((await (await newcomer(app)).get(`${acme.path}/usage`)).status).toBe(404);
    await system.identity.closeUsage();
    const { activePeople } = await json(await acme.owner.get(`${acme.path}/usage`));
    // The owner, who read it just before.
    expect(activePeople).toBe(Math.max(1, Number(before["activePeople"])));
  });

  it("is of the month that is asked for, and of nothing else", async () => {
    const acme = await withWorkspace(app);
    const old = await json(await acme.owner.get(`${acme.path}/usage?month=2024-02`));
    expect(old).toMatchObject({ month: "2024-02", seats: { now: 1, highest: 0 }, activePeople: 0 });
    expect(old["days"]).toHaveLength(29);
    for (const wrong of [
      "month=2024-13",
      "month=2024-2",
      "month=1999-01",
      "month=",
      "month=2024-02&month=x",
      "meter=seats",
    ]) {
      const refused = await acme.owner.get(`${acme.path}/usage?${wrong}`);
      expect([refused.status, (await json(refused))["code"]], wrong).toEqual([422, "http.invalid_query"]);
    }
  });

  it("is handed over before the process ends, and told as an event that nobody reacts to yet", async () => {
    const acme = await withWorkspace(app);
    await acme.owner.get(`${acme.path}/members`);
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity.usage set recorded_at = recorded_at - interval '2 minutes'`,
    );
    await system.workflows.relay();
    await system.close();
    const [left, noted] = await asOwner(database.ownerUrl, async (sql) => [
      (await sql`select 1 from identity.usage where published_at is null and meter = 'seats'`).length,
      (await sql`select 1 from identity.active_people where organization_id = ${acme.workspace.id}`).length,
    ]);
    expect([left, noted]).toEqual([0, 1]);
  });
});
