import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { jobs } from "../src/jobs.ts";
import { plantSchedule } from "./planted-schedule.ts";
import { json, newcomer, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls, { WORKFLOWS_PROVIDER: "inline" });
const ana = await operator();
vi.setConfig({ testTimeout: 30_000 });
afterAll(async () => {
  await system.workflows.stop();
  await system.close();
  await database.drop();
});

const NAME = "media.sweep";
beforeEach(() => plantSchedule(database.ownerUrl, NAME));

const refusal = async (response: Response) => [response.status, (await json(response))["code"]];
const decide = (what: "run" | "pause" | "resume", body: object, tab = ana, headers: Record<string, string> = {}) =>
  tab.post(`/api/v1/admin/schedules/${what}`, body, headers);
const schedule = async () => {
  const { schedules } = (await json(await ana.get("/api/v1/admin/schedules"))) as unknown as {
    schedules: readonly { name: string; upcoming: readonly string[]; lastRun: { id: string; status: string } | null }[];
  };
  return schedules.find(({ name }) => name === NAME);
};

describe("schedules, to an operator", () => {
  it("are listed with their next five occurrences and how they went last", async () => {
    const shown = await schedule();
    expect(shown).toMatchObject({ cron: "*/10 * * * *", timeZone: "UTC", lastOutcome: "enqueued", paused: null });
    const [first = "", ...more] = shown?.upcoming ?? [];
    expect(more).toHaveLength(4);
    for (const at of [first, ...more]) expect(new Date(at).getTime() % 600_000).toBe(0);
    expect(new Date(first).getTime()).toBeGreaterThan(Date.now());
    expect(new Date(more.at(-1) ?? "").getTime() - new Date(first).getTime()).toBe(4 * 600_000);
  });

  it("are paused with a reason and resumed, each once, and both are recorded", async () => {
    expect((await decide("pause", { name: NAME, reason: " The vendor moves. " })).status).toBe(200);
    expect(await schedule()).toMatchObject({
      paused: { reason: "The vendor moves.", by: ana.person.id },
      upcoming: [],
    });
    expect(await refusal(await decide("pause", { name: NAME, reason: "again" }))).toEqual([
      409,
      "workflows.schedule_paused",
    ]);
    expect((await decide("resume", { name: NAME })).status).toBe(200);
    expect(await schedule()).toMatchObject({ paused: null });
    expect(await refusal(await decide("resume", { name: NAME }))).toEqual([409, "workflows.schedule_not_paused"]);
    expect(await auditOf()).toEqual([
      ["workflows.schedule_paused", ana.person.id, { cron: "*/10 * * * *", reason: "The vendor moves." }],
      ["workflows.schedule_resumed", ana.person.id, { cron: "*/10 * * * *" }],
    ]);
  });

  it("are paused by one of two who ask at once", async () => {
    const answers = await Promise.all([1, 2].map(() => decide("pause", { name: NAME, reason: "both" })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it("are run now, also while paused, once for one key, as the operator's doing", async () => {
    await plantSchedule(database.ownerUrl, NAME, "it is broken");
    const key = { "idempotency-key": crypto.randomUUID() };
    const answers = [await decide("run", { name: NAME }, ana, key), await decide("run", { name: NAME }, ana, key)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [first, second] = await Promise.all(answers.map(json));
    expect(second).toEqual(first);
    const { runId } = first as unknown as { runId: string };
    expect((await schedule())?.lastRun).toMatchObject({ id: runId, status: "pending" });
    await system.workflows.start();
    await expect.poll(async () => (await schedule())?.lastRun?.status, { timeout: 10_000 }).toBe("succeeded");
    const run = await json(await ana.get(`/api/v1/admin/runs/${runId}`));
    expect(run).toMatchObject({ task: "media.sweep@1", workspaceId: null, actor: { id: ana.person.id } });
    expect((await auditOf()).at(-1)).toEqual([
      "workflows.schedule_run",
      ana.person.id,
      { cron: "*/10 * * * *", runId },
    ]);
  });

  it("are run now once by one press, also where two come at once, or nothing remembers what the first was told", async () => {
    const before = (await auditOf()).length;
    const key = { "idempotency-key": crypto.randomUUID() };
    const both = await Promise.all([1, 2].map(() => decide("run", { name: NAME }, ana, key)));
    expect(both.map(({ status }) => status).every((status) => status === 201 || status === 409)).toBe(true);
    const { runId } = await json(both.find(({ status }) => status === 201) ?? new Response("{}"));
    // As a process leaves it that ended after the run was written and before its answer was kept.
    await asOwner(
      database.ownerUrl,
      (sql) => sql`delete from ops_safety.idempotency_keys where key = ${key["idempotency-key"]}`,
    );
    const again = await decide("run", { name: NAME }, ana, key);
    expect([again.status, await json(again)]).toEqual([201, { runId }]);
    expect(await auditOf()).toHaveLength(before + 1);
    // The next press is another one.
    const next = await decide("run", { name: NAME }, ana, { "idempotency-key": crypto.randomUUID() });
    expect((await json(next))["runId"]).not.toBe(runId);
  });

  it("are refused without a reason, and under a name that nothing has", async () => {
    for (const reason of ["", "  "]) {
      expect(await refusal(await decide("pause", { name: NAME, reason }))).toEqual([422, "workflows.invalid_reason"]);
    }
    expect(await refusal(await decide("pause", { name: NAME }))).toEqual([422, "http.invalid_body"]);
    expect(await refusal(await decide("pause", { name: NAME, reason: "x".repeat(501) }))).toEqual([
      422,
      "http.invalid_body",
    ]);
    // Neither is a job with a schedule in this release.
    await plantSchedule(database.ownerUrl, "suite.gone");
    for (const name of ["suite.gone", "notifications.deliver", "", "'; drop table runs"]) {
      for (const [what, body] of [
        ["run", { name }],
        ["pause", { name, reason: "x" }],
        ["resume", { name }],
      ] as const) {
        expect(await refusal(await decide(what, body))).toEqual([404, "workflows.schedule_not_found"]);
      }
    }
  });

  it("are nothing to anybody else, also not to the owner of a workspace", async () => {
    const { owner } = await withWorkspace(app);
    const before = await auditOf();
    expect((await owner.get("/api/v1/admin/schedules")).status).toBe(404);
    for (const what of ["run", "pause", "resume"] as const) {
      expect((await decide(what, { name: NAME, reason: "mine" }, owner)).status).toBe(404);
    }
    expect(await auditOf()).toEqual(before);
  });
});

describe("what sweeps", () => {
  it("is a job of its system that starts by itself", () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is called
    const scheduled = jobs({} as never).flatMap(({ id, schedule: when }) => (when ? [`${id} ${when.cron}`] : []));
    expect(scheduled).toEqual(
      expect.arrayContaining([
        "billing.sweep * * * * *",
        "identity.check_domains */10 * * * *",
        "identity.sweep */10 * * * *",
        "media.sweep */10 * * * *",
        "notifications.sweep */10 * * * *",
        "ops-safety.sweep */10 * * * *",
      ]),
    );
  });
});

const auditOf = async () => {
  const entries = await asOwner(
    database.ownerUrl,
    (sql) =>
      sql`select action, actor_id, data from ops_safety.audit_entries where subject_id = ${NAME} order by occurred_at, id`,
  );
  return entries.map(({ action, actor_id: actor, data }) => [action, actor, data] as unknown[]);
};

async function operator() {
  const person = await newcomer(app);
  await asOwner(
    database.ownerUrl,
    (sql) => sql`insert into identity.operators (user_id, granted_by) values (${person.person.id}, 'a test')`,
  );
  return person;
}
