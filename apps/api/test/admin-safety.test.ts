import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { PRODUCT_FLAGS } from "../src/product/flags.ts";
import { asOwner } from "../src/database/owner.ts";
import { readRunbooks } from "../src/runbooks.ts";
import { json, newcomer, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const one = await startApp(database.urls);
const other = await startApp(database.urls);
const { app, system } = one;
afterAll(async () => {
  await Promise.all([system.close(), other.system.close()]);
  await database.drop();
});

const flag = PRODUCT_FLAGS.compactProjects.key;
const call = { dependency: "media", operation: "put", idempotent: true };

describe("kill switches", () => {
  it("are thrown and cleared by an operator, and hold in every process within a second", async () => {
    const ana = await operator();
    const thrown = await ana.post("/api/v1/admin/switches", newSwitch());
    expect([thrown.status, await json(thrown)]).toMatchObject([
      201,
      { dependency: "media", reason: "it answers with other people's files", actor: ana.person.id },
    ]);
    expect((await json(await ana.get("/api/v1/admin/switches")))["switches"]).toHaveLength(1);
    await soon(() =>
      expect(other.system.safety.guard(call, async () => "stored")).rejects.toMatchObject({
        code: "ops_safety.switched_off",
      }),
    );
    expect((await ana.post("/api/v1/admin/switches/clear", { dependency: "media" })).status).toBe(200);
    expect(await system.safety.guard(call, async () => "stored")).toBe("stored");
    await soon(async () => expect(await other.system.safety.guard(call, async () => "stored")).toBe("stored"));
  });

  it("need a reason and an end within 30 days", async () => {
    const ana = await operator();
    for (const wrong of [
      { reason: " " },
      { expiresAt: "2020-01-01T00:00:00Z" },
      { expiresAt: "2999-01-01T00:00:00Z" },
    ]) {
      const answer = await ana.post("/api/v1/admin/switches", { ...newSwitch(), ...wrong });
      expect([answer.status, await json(answer)]).toMatchObject([422, { code: "ops_safety.invalid_switch" }]);
    }
  });

  it("can be thrown for whatever has a runbook", async () => {
    const ana = await operator();
    const { dependencies } = await json(await ana.get("/api/v1/admin/switches"));
    expect(dependencies).toEqual(expect.arrayContaining(["media", "notifications.email"]));
  });
});

describe("what operators change", () => {
  it("is in the audit log: who, what, about what", async () => {
    const ana = await operator();
    await ana.post("/api/v1/admin/switches", { ...newSwitch(), dependency: "suite.audited" });
    await ana.post("/api/v1/admin/switches/clear", { dependency: "suite.audited" });
    await ana.post("/api/v1/admin/flags/rollout", { flag, value: true, percent: 0 });
    const entries = await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`select action, subject_id from ops_safety.audit_entries where actor_id = ${ana.person.id} order by occurred_at, id`,
    );
    expect(entries.map(({ action, subject_id: about }) => [action, about])).toEqual([
      ["ops_safety.activate_switch", "suite.audited"],
      ["ops_safety.clear_switch", "suite.audited"],
      ["ops_safety.set_rollout", flag],
    ]);
  });
});

describe("flags", () => {
  it("are what code declares, and an operator turns one on for one workspace, then for all", async () => {
    const ana = await operator();
    const [mine, theirs] = [await withWorkspace(app), await withWorkspace(app)];
    const compact = async ({ owner, path }: typeof mine) =>
      (await json(await owner.get(`${path}/flags`)))["compactProjects"];
    const listed = (await json(await ana.get("/api/v1/admin/flags")))["flags"];
    expect(listed).toMatchObject([{ key: flag, fallback: false, values: [false, true] }]);
    expect([await compact(mine), await compact(theirs)]).toEqual([false, false]);

    const override = { flag, workspaceId: mine.workspace.id, value: true };
    expect((await ana.post("/api/v1/admin/flags/override", override)).status).toBe(200);
    expect([await compact(mine), await compact(theirs)]).toEqual([true, false]);
    await ana.post("/api/v1/admin/flags/override/clear", { flag, workspaceId: mine.workspace.id });
    expect(await compact(mine)).toBe(false);

    await ana.post("/api/v1/admin/flags/rollout", { flag, value: true, percent: 100 });
    expect([await compact(mine), await compact(theirs)]).toEqual([true, true]);
    await ana.post("/api/v1/admin/flags/rollout", { flag, value: true, percent: 0 });
  });

  it("that no code declares are refused: 404 with a code that says so", async () => {
    const ana = await operator();
    const answer = await ana.post("/api/v1/admin/flags/rollout", { flag: "product.nothing", value: true, percent: 1 });
    expect([answer.status, await json(answer)]).toMatchObject([404, { code: "ops_safety.unknown_flag" }]);
  });
});

describe("dependencies", () => {
  it("are shown as each process sees them", async () => {
    const ana = await operator();
    const down = Object.assign(new Error("503"), { kind: "unavailable", retryable: true, code: "media.unavailable" });
    const failing = { ...call, dependency: "suite.down", idempotent: false };
    for (let n = 0; n < 5; n++) await other.system.safety.guard(failing, () => Promise.reject(down)).catch(() => {});
    await soon(async () => {
      const { processes } = (await json(await ana.get("/api/v1/admin/dependencies"))) as unknown as {
        processes: { role: string; dependencies: object[] }[];
      };
      expect(processes).toHaveLength(2);
      expect(processes[1]?.dependencies).toContainEqual({
        dependency: "suite.down",
        breaker: "open",
        failures: 5,
        lastFailure: "media.unavailable",
        running: 0,
        waiting: 0,
        limit: 16,
      });
    });
  });
});

describe("runbooks", () => {
  it("are served with their text and what they are about", async () => {
    const ana = await operator();
    const { runbooks } = (await json(await ana.get("/api/v1/admin/runbooks"))) as unknown as {
      runbooks: { id: string; text: string; dependencies: string[] }[];
    };
    expect(runbooks).toEqual(await readRunbooks());
    const mail = runbooks.find(({ id }) => id === "mail-vendor-down");
    expect(mail?.dependencies).toEqual(["notifications.email"]);
    expect(mail?.text).toContain("## Symptom");
  });
});

async function operator() {
  const ana = await newcomer(app);
  await asOwner(
    database.ownerUrl,
    (sql) => sql`insert into identity.operators (user_id, granted_by) values (${ana.person.id}, 'a test')`,
  );
  return ana;
}

const newSwitch = () => ({
  dependency: "media",
  reason: "it answers with other people's files",
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
});

/** What one process decides reaches the others on its own. */
async function soon(check: () => Promise<void>): Promise<void> {
  await expect.poll(() => check().then(() => "seen", String), { timeout: 2_000, interval: 20 }).toBe("seen");
}
