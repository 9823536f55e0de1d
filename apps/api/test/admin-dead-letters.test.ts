import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { deadRun } from "./dead-run.ts";
import { json, newcomer, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
const ana = await newcomer(app);
await asOwner(
  database.ownerUrl,
  (sql) => sql`insert into identity.operators (user_id, granted_by) values (${ana.person.id}, 'a test')`,
);
const { owner, workspace } = await withWorkspace(app);
vi.setConfig({ testTimeout: 30_000 });
afterEach(() => asOwner(database.ownerUrl, (sql) => sql`delete from workflows.runs where request_id = 'req-1'`));
afterAll(async () => {
  await system.close();
  await database.drop();
});

const PATH = "/api/v1/admin/dead-letters";
const preview = async (query = "") => json(await ana.get(`${PATH}${query}`));
const dead = (given: Parameters<typeof deadRun>[2] = {}) => deadRun(database.ownerUrl, workspace.id, given);

describe("dead letters, to an operator", () => {
  it("J-18: are counted by task and error, and as many are moved as were counted", async () => {
    for (let nth = 0; nth < 3; nth++) await dead({ lastError: "Refused: Bearer abcdefghijklmnopqrstuvwxyz" });
    await dead({ task: "suite.removed@1" });
    const seen = await preview(`?workspaceId=${workspace.id}`);
    expect(seen).toMatchObject({
      count: 4,
      replayable: 3,
      kinds: [
        { task: "observability.tell@1", count: 3, isReplayable: true },
        { task: "suite.removed@1", count: 1, isReplayable: false },
      ],
    });
    expect(JSON.stringify(seen)).not.toContain("abcdefghijklmnop");
    const filter = { workspaceId: workspace.id, diedBefore: seen["at"] };
    expect(await json(await ana.post(`${PATH}/replay`, filter))).toEqual({
      moved: 3,
      left: 0,
      unknown: [{ task: "suite.removed@1", count: 1 }],
    });
    const reason = "Taken out of the product.";
    expect(await json(await ana.post(`${PATH}/discard`, { ...filter, reason }))).toEqual({ moved: 1, left: 0 });
    expect(await preview(`?workspaceId=${workspace.id}`)).toMatchObject({ count: 0, oldestAt: null, kinds: [] });
  });

  it("are decided about once by one press, however often it is sent", async () => {
    for (let nth = 0; nth < 2; nth++) await dead();
    for (const [what, body] of [
      ["replay", {}],
      ["discard", { reason: "They came twice." }],
    ] as const) {
      const key = { "idempotency-key": crypto.randomUUID() };
      const send = () => ana.post(`${PATH}/${what}`, { workspaceId: workspace.id, ...body }, key);
      const first = await json(await send());
      expect(first).toMatchObject({ moved: 2, left: 0 });
      // What dies afterwards is not what was asked for.
      for (let nth = 0; nth < 2; nth++) await dead();
      expect(await json(await send())).toEqual(first);
      expect(await preview(`?workspaceId=${workspace.id}`)).toMatchObject({ count: 2 });
    }
  });

  it("are found by what an operator knows of them", async () => {
    await dead({ lastError: "Quota is used up", tags: ["import"] });
    await dead();
    for (const [query, count] of [
      ["?error=QUOTA", 1],
      ["?tag=import", 1],
      ["?queue=observability", 2],
      ["?queue=billing", 0],
      [`?diedAfter=${fromNow(-HOUR_MS)}&diedBefore=${fromNow(0)}`, 2],
      [`?diedBefore=${fromNow(-HOUR_MS)}`, 0],
      ["?task=observability.tell&error=quota&tag=import", 1],
    ] as const) {
      expect((await preview(query))["count"], query).toBe(count);
    }
  });

  it("leave their decision in the audit log: once with what was asked for, and once for each", async () => {
    const ids = [await dead(), await dead()];
    const about = { task: "observability", reason: "Nobody reads them.", limit: 10 };
    await ana.post(`${PATH}/discard`, { ...about, reason: ` ${about.reason} ` });
    const entries = await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`select action, subject_id, data, actor_id from ops_safety.audit_entries
          where action like 'workflows.%discarded' and data ->> 'reason' = ${about.reason}`,
    );
    expect(new Set(entries.map((entry) => entry["actor_id"] as string))).toEqual(new Set([ana.person.id]));
    const ofRuns = entries.filter((entry) => entry["action"] === "workflows.run_discarded");
    expect(ofRuns.map((entry) => entry["subject_id"] as string).toSorted()).toEqual(ids.toSorted());
    expect(entries.filter((entry) => entry["action"] === "workflows.dead_letters_discarded")).toMatchObject([
      { data: { ...about, moved: 2 } },
    ]);
  });

  it("are left alone by what can not be meant", async () => {
    const id = await dead();
    const yearZero = "0000-01-01T00:00:00Z";
    const times = ["?diedAfter=yesterday", `?diedAfter=${yearZero}`, `?diedBefore=${yearZero}`];
    for (const query of ["?workspaceId=x", "?task=", ...times, "?nothing=1", "?limit=5"]) {
      expect(await refusal(await ana.get(`${PATH}${query}`)), query).toEqual([422, "http.invalid_query"]);
    }
    for (const body of [{ limit: 0 }, { limit: 10_001 }, { error: "" }, { ids: [id] }, { tag: "a\0b" }]) {
      expect(await refusal(await ana.post(`${PATH}/replay`, body))).toEqual([422, "http.invalid_body"]);
    }
    expect(await refusal(await ana.post(`${PATH}/discard`, {}))).toEqual([422, "http.invalid_body"]);
    expect(await refusal(await ana.post(`${PATH}/discard`, { reason: "  " }))).toEqual([
      422,
      "workflows.invalid_reason",
    ]);
    expect(await preview()).toMatchObject({ count: 1 });
  });

  it("J-59: are nothing to anybody else, also not to the owner of their workspace", async () => {
    await dead();
    const answers = [
      await owner.get(PATH),
      await owner.post(`${PATH}/replay`, {}),
      await owner.post(`${PATH}/discard`, { reason: "mine" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await preview()).toMatchObject({ count: 1 });
  });
});

const HOUR_MS = 3_600_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const refusal = async (response: Response) => [response.status, (await json(response))["code"]];
