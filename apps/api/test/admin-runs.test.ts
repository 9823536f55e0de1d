import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { deadRun, waitingRun } from "./dead-run.ts";
import { json, newcomer, startApp, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls, { WORKFLOWS_PROVIDER: "inline" });
const ana = await operator();
const [ours, theirs] = [await withWorkspace(app), await withWorkspace(app)];
vi.setConfig({ testTimeout: 30_000 });
afterAll(async () => {
  await system.workflows.stop();
  await system.close();
  await database.drop();
});

interface Listed {
  readonly runs: readonly { readonly id: string; readonly [key: string]: unknown }[];
  readonly counts: { readonly unfinished: number; readonly deadLetters: number };
  readonly nextCursor: string | null;
}
const list = async (tab: Tab, query = "") =>
  (await json(await tab.get(`/api/v1/admin/runs${query}`))) as unknown as Listed;
const refusal = async (response: Response) => [response.status, (await json(response))["code"]];

describe("runs, to an operator", () => {
  it("are listed newest first, by state, task and workspace, page by page", async () => {
    const { id: workspaceId } = ours.workspace;
    const task = "suite.listed@1";
    const ids = [
      await deadRun(database.ownerUrl, workspaceId, { task }),
      await deadRun(database.ownerUrl, workspaceId, { task }),
    ];
    const dead = `?workspaceId=${workspaceId}&state=dead_letter&task=listed`;
    const other = await deadRun(database.ownerUrl, theirs.workspace.id, { task: "suite.gone@1" });

    const mine = await list(ana, dead);
    expect(mine.runs.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(mine.runs[0]).toMatchObject({ status: "dead", attempts: 3, workspaceId: ours.workspace.id });
    expect(mine.runs[0]).not.toHaveProperty("input");
    expect(mine.counts.deadLetters).toBeGreaterThanOrEqual(3);
    expect((await list(ana, "?task=suite.gone")).runs.map(({ id }) => id)).toEqual([other]);
    expect((await list(ana, `?workspaceId=${workspaceId}&task=listed&state=succeeded`)).runs).toEqual([]);

    const first = await list(ana, `${dead}&limit=1`);
    const second = await list(ana, `${dead}&limit=1&cursor=${first.nextCursor}`);
    expect([...first.runs, ...second.runs].map(({ id }) => id)).toEqual(mine.runs.map(({ id }) => id));
    expect(second.nextCursor).toBeNull();
  });

  it("show one with its timeline, its last error and what it was given, without secrets, and who looked is recorded", async () => {
    const { workspace } = ours;
    const id = await deadRun(database.ownerUrl, workspace.id, {
      input: { invoiceId: "i-1", password: "hunter2", nested: { apiKey: "nf_live_0123456789abcdef" } },
      lastError: "refused: Bearer abcdefghijklmnopqrstuvwxyz",
    });
    const response = await ana.get(`/api/v1/admin/runs/${id}`);
    const text = await response.clone().text();
    const run = await json(response);
    expect(run["input"]).toMatchObject({ invoiceId: "i-1" });
    expect(text).not.toMatch(/hunter2|0123456789abcdef|abcdefghijklmnop/);
    const timeline = run["timeline"] as { what: string }[];
    expect(timeline.map(({ what }) => what)).toEqual(["enqueued", "started", "dead"]);
    expect(await auditOf(id)).toEqual([["workflows.run_read", ana.person.id]]);
  });

  it("are refused in a wrong query, and are not there under an id that nothing has", async () => {
    for (const query of ["?state=exploded", "?limit=0", "?limit=1000", "?workspaceId=x", "?cursor=1", "?nothing=1"]) {
      expect(await refusal(await ana.get(`/api/v1/admin/runs${query}`))).toEqual([422, "http.invalid_query"]);
    }
    for (const id of [randomUUID(), "x"]) {
      expect(await refusal(await ana.get(`/api/v1/admin/runs/${id}`))).toEqual([404, "workflows.run_not_found"]);
      expect(await refusal(await ana.post(`/api/v1/admin/runs/${id}/replay`, {}))).toEqual([
        404,
        "workflows.run_not_found",
      ]);
      expect(await refusal(await ana.post(`/api/v1/admin/runs/${id}/discard`, { reason: "x" }))).toEqual([
        404,
        "workflows.run_not_found",
      ]);
    }
  });

  it("are refused from a year that the database does not know, with a sentence", async () => {
    for (const name of ["from", "to"]) {
      const response = await ana.get(`/api/v1/admin/runs?${name}=0000-01-01T00:00:00Z`);
      expect(response.status).toBe(422);
      expect((await json(response))["errors"]).toEqual([{ path: name, message: "There is no year 0." }]);
    }
    expect((await list(ana, "?from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z")).runs).toEqual([]);
    const cursor = await json(await ana.get("/api/v1/admin/runs?cursor=1"));
    expect(cursor["errors"]).toEqual([{ path: "cursor", message: "Not `nextCursor` of a page of this list." }]);
  });

  it("are nothing to anybody else, also not to the owner of the workspace", async () => {
    const { owner, workspace } = ours;
    const id = await deadRun(database.ownerUrl, workspace.id);
    for (const answer of [
      await owner.get("/api/v1/admin/runs"),
      await owner.get(`/api/v1/admin/runs/${id}`),
      await owner.post(`/api/v1/admin/runs/${id}/replay`, {}),
      await owner.post(`/api/v1/admin/runs/${id}/discard`, { reason: "mine" }),
    ]) {
      expect(answer.status).toBe(404);
    }
    expect(await auditOf(id)).toEqual([]);
  });
});

describe("a run that has not ended", () => {
  it("is stopped with a reason, once, as the operator's doing, and is a dead letter then", async () => {
    const id = await waitingRun(database.ownerUrl, ours.workspace.id);
    const stop = (body: object, tab = ana) => tab.post(`/api/v1/admin/runs/${id}/stop`, body);
    expect(await refusal(await stop({}))).toEqual([422, "http.invalid_body"]);
    expect(await refusal(await stop({ reason: " " }))).toEqual([422, "workflows.invalid_reason"]);
    expect((await stop({ reason: "mine" }, ours.owner)).status).toBe(404);
    const answers = await Promise.all([1, 2].map(() => stop({ reason: "It ends its process." })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await auditOf(id)).toEqual([["workflows.run_stopped", ana.person.id]]);
    expect(await json(await ana.get(`/api/v1/admin/runs/${id}`))).toMatchObject({
      status: "dead",
      discardedAt: null,
      lastError: "stopped by an operator: It ends its process.",
    });
    expect(await refusal(await stop({ reason: "again" }))).toEqual([409, "workflows.ended"]);
  });
});

describe("a dead letter", () => {
  it("is made again by a replay, once for two who ask at the same time", async () => {
    const { workspace } = ours;
    const input = {
      name: "identity.workspace_created",
      properties: {},
      id: randomUUID(),
      occurredAt: new Date().toISOString(),
      actorId: ana.person.id,
      tenantId: workspace.id,
    };
    const id = await deadRun(database.ownerUrl, workspace.id, { input });
    const replay = () => ana.post(`/api/v1/admin/runs/${id}/replay`, {});
    const answers = await Promise.all([replay(), replay()]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await auditOf(id)).toEqual([["workflows.run_replayed", ana.person.id]]);
    await system.workflows.start();
    await expect
      .poll(async () => (await json(await ana.get(`/api/v1/admin/runs/${id}`)))["status"], { timeout: 10_000 })
      .toBe("succeeded");
    const run = await json(await ana.get(`/api/v1/admin/runs/${id}`));
    expect(run).toMatchObject({ attempts: 4, replays: 1 });
    expect((run["timeline"] as { what: string }[]).map(({ what }) => what)).toEqual([
      "enqueued",
      "started",
      "replayed",
      "started",
      "succeeded",
    ]);
    // What is not dead can be neither.
    expect(await refusal(await replay())).toEqual([409, "workflows.not_dead"]);
    expect(await refusal(await ana.post(`/api/v1/admin/runs/${id}/discard`, { reason: "x" }))).toEqual([
      409,
      "workflows.not_dead",
    ]);
  });

  it("stays dead when this release does not know its task any more", async () => {
    const { workspace } = ours;
    const id = await deadRun(database.ownerUrl, workspace.id, { task: "suite.removed@1" });
    expect(await refusal(await ana.post(`/api/v1/admin/runs/${id}/replay`, {}))).toEqual([
      422,
      "workflows.unknown_job",
    ]);
    expect(await json(await ana.get(`/api/v1/admin/runs/${id}`))).toMatchObject({ status: "dead", replays: 0 });
  });

  it("is discarded with a reason, and only with one", async () => {
    const { workspace } = ours;
    const id = await deadRun(database.ownerUrl, workspace.id, { task: "suite.discarded@1" });
    const discard = (body: object) => ana.post(`/api/v1/admin/runs/${id}/discard`, body);
    expect(await refusal(await discard({}))).toEqual([422, "http.invalid_body"]);
    expect(await refusal(await discard({ reason: "x".repeat(501) }))).toEqual([422, "http.invalid_body"]);
    expect(await refusal(await discard({ reason: "  " }))).toEqual([422, "workflows.invalid_reason"]);

    expect((await discard({ reason: " The customer has left. " })).status).toBe(200);
    const run = await json(await ana.get(`/api/v1/admin/runs/${id}`));
    expect(run).toMatchObject({ status: "dead", discardReason: "The customer has left." });
    expect((await list(ana, `?workspaceId=${workspace.id}&state=dead_letter&task=suite.discarded`)).runs).toEqual([]);
    expect((await list(ana, `?workspaceId=${workspace.id}&state=discarded&task=suite.discarded`)).runs).toHaveLength(1);
    expect(await refusal(await discard({ reason: "again" }))).toEqual([409, "workflows.not_dead"]);
    expect(await refusal(await ana.post(`/api/v1/admin/runs/${id}/replay`, {}))).toEqual([409, "workflows.not_dead"]);
    expect((await auditOf(id))[0]).toEqual(["workflows.run_discarded", ana.person.id]);
  });
});

const auditOf = async (id: string) => {
  const entries = await asOwner(
    database.ownerUrl,
    (sql) =>
      sql`select action, actor_id from ops_safety.audit_entries where subject_id = ${id} order by occurred_at, id`,
  );
  return entries.map(({ action, actor_id: actor }) => [action, actor]);
};

async function operator() {
  const ana = await newcomer(app);
  await asOwner(
    database.ownerUrl,
    (sql) => sql`insert into identity.operators (user_id, granted_by) values (${ana.person.id}, 'a test')`,
  );
  return ana;
}
