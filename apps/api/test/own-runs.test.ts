import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { deadRun, waitingRun } from "./dead-run.ts";
import { apiKey, client, json, memberOf, newcomer, programWith, startApp, type Tab, withWorkspace } from "./support.ts";

/** What workspaces see of their background work, and what operators do, by the running API. */
const database = await createTestDatabase();
const { app, system } = await startApp(database.urls, { WORKFLOWS_PROVIDER: "inline" });
vi.setConfig({ testTimeout: 60_000 });
afterAll(async () => {
  await system.workflows.stop();
  await system.close();
  await database.drop();
});

interface Page {
  readonly runs: readonly { readonly id: string; readonly [key: string]: unknown }[];
  readonly nextCursor: string | null;
}
const list = async (tab: Pick<Tab, "get">, path: string, query = "") =>
  (await json(await tab.get(`${path}/runs${query}`))) as unknown as Page;
const refusal = async (response: Response) => [response.status, (await json(response))["code"]];
const NOT_FOUND = [404, "workflows.run_not_found"];

describe("the background work of a workspace", () => {
  it("is listed for its owners and admins in plain states, page by page, and for nobody else in it", async () => {
    const acme = await withWorkspace(app);
    const failed = await deadRun(database.ownerUrl, acme.workspace.id, {
      input: { secret: "what-it-was-given" },
      lastError: "connect ECONNREFUSED 10.1.2.3:5432",
    });
    const waiting = await waitingRun(database.ownerUrl, acme.workspace.id);
    const admin = await memberOf(app, acme, "admin");
    for (const tab of [acme.owner, admin]) {
      const { runs } = await list(tab, acme.path, "?kind=job");
      expect(runs.find(({ id }) => id === failed)).toMatchObject({
        state: "failed",
        attempts: 3,
        isCancellable: false,
      });
      expect(runs.find(({ id }) => id === waiting)).toMatchObject({ state: "waiting", job: "observability.tell" });
    }
    const all = await (await acme.owner.get(`${acme.path}/runs`)).text();
    const one = await (await acme.owner.get(`${acme.path}/runs/${failed}`)).text();
    for (const text of [all, one]) expect(text).not.toMatch(/what-it-was-given|ECONN|10\.1\.2|req-1|hash|engine-1/);
    expect(JSON.parse(one)).toMatchObject({ timeline: [{ what: "asked" }, { what: "started" }, { what: "failed" }] });

    const first = await list(acme.owner, acme.path, "?kind=job&limit=1");
    const second = await list(acme.owner, acme.path, `?kind=job&limit=1&cursor=${first.nextCursor}`);
    expect(second.runs[0]?.id).not.toBe(first.runs[0]?.id);
    expect((await list(acme.owner, acme.path, "?state=failed")).runs.map(({ id }) => id)).toEqual([failed]);

    for (const role of ["member", "viewer"]) {
      const below = await memberOf(app, acme, role);
      for (const path of ["/runs", `/runs/${failed}`, `/runs/${randomUUID()}`]) {
        expect(await refusal(await below.get(acme.path + path))).toEqual([403, "identity.forbidden"]);
      }
      expect(await refusal(await below.post(`${acme.path}/runs/${waiting}/cancel`, {}))).toEqual([
        403,
        "identity.forbidden",
      ]);
    }
  });

  it("J-59: is nobody else's: another workspace's id is an unknown one, to list, read and cancel", async () => {
    const [acme, other] = [await withWorkspace(app), await withWorkspace(app)];
    const theirs = await waitingRun(database.ownerUrl, other.workspace.id);
    expect((await list(acme.owner, acme.path)).runs.map(({ id }) => id)).not.toContain(theirs);
    // Neither by the own workspace's path nor by the other's, and what is no id is not there as well.
    for (const id of [theirs, theirs.toUpperCase(), randomUUID(), "x", `${theirs}%00`, "..%2f..%2fadmin%2fruns"]) {
      expect(await refusal(await acme.owner.get(`${acme.path}/runs/${id}`))).toEqual(NOT_FOUND);
      expect(await refusal(await acme.owner.post(`${acme.path}/runs/${id}/cancel`, {}))).toEqual(NOT_FOUND);
    }
    for (const answer of [
      await acme.owner.get(`${other.path}/runs`),
      await acme.owner.get(`${other.path}/runs/${theirs}`),
      await acme.owner.post(`${other.path}/runs/${theirs}/cancel`, {}),
    ]) {
      expect(await refusal(answer)).toEqual([404, "identity.workspace_not_found"]);
    }
    // A cursor is a place in time and opens nothing; nor does a filter that the route does not have.
    const cursor = `${Date.now() + 60_000}.${theirs}`;
    const { runs } = await list(acme.owner, acme.path, `?cursor=${cursor}`);
    expect(runs.map(({ id }) => id)).not.toContain(theirs);
    for (const slipped of [`workspaceId=${other.workspace.id}`, "tenantId=x", "state=dead", "limit=1000", "cursor=x"]) {
      expect((await acme.owner.get(`${acme.path}/runs?${slipped}`)).status).toBe(422);
    }
    expect((await list(other.owner, other.path)).runs.find(({ id }) => id === theirs)).toMatchObject({
      state: "waiting",
    });
  });

  it("J-59: of a person in no workspace is in none of theirs", async () => {
    const acme = await withWorkspace(app);
    await acme.owner.post("/api/v1/me/exports", {});
    const { runs } = await list(acme.owner, acme.path);
    expect(runs.map(({ job }) => job)).not.toContain("ops-safety.export");
  });

  it("may be read by a key that is given it, in its own workspace, and cancelled by none", async () => {
    const [acme, other] = [await withWorkspace(app), await withWorkspace(app)];
    const id = await waitingRun(database.ownerUrl, acme.workspace.id);
    const program = programWith(app, (await apiKey(acme, { permissions: ["run:read"] })).secret);
    expect((await list(program, acme.path)).runs.map((run) => run.id)).toContain(id);
    expect((await program.get(`${acme.path}/runs/${id}`)).status).toBe(200);
    expect((await program.get(`${other.path}/runs`)).status).toBe(404);
    expect(await refusal(await program.post(`${acme.path}/runs/${id}/cancel`, {}))).toEqual([
      403,
      "identity.person_only",
    ]);
    const without = programWith(app, (await apiKey(acme)).secret);
    expect(await refusal(await without.get(`${acme.path}/runs`))).toEqual([403, "identity.forbidden"]);
    // Nor can a key be made that cancels.
    const wanted = { name: "CI", permissions: ["run:cancel"], expiresInDays: 30 };
    const account = await json(await acme.owner.post(`${acme.path}/service-accounts`, { name: "CI" }));
    expect((await acme.owner.post(`${acme.path}/service-accounts/${account.id}/keys`, wanted)).status).toBe(422);
  });
});

describe("J-51: calling background work off", () => {
  it("keeps it from starting, is recorded with who did it, and happens once", async () => {
    const acme = await withWorkspace(app);
    const id = await waitingRun(database.ownerUrl, acme.workspace.id);
    const cancel = () => acme.owner.post(`${acme.path}/runs/${id}/cancel`, {});
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409]);
    expect(await refusal(await cancel())).toEqual([409, "workflows.ended"]);
    const run = await json(await acme.owner.get(`${acme.path}/runs/${id}`));
    expect(run).toMatchObject({ state: "cancelled", isCancellable: false, timeline: [{}, { what: "cancelled" }] });
    const { entries } = (await json(
      await acme.owner.get(`${acme.path}/audit?action=workflows.run_cancelled`),
    )) as unknown as {
      readonly entries: readonly unknown[];
    };
    expect(entries).toMatchObject([{ actor: { id: acme.owner.person.id }, subject: { type: "run", id } }]);
    await system.workflows.relay();
    expect(await json(await acme.owner.get(`${acme.path}/runs/${id}`))).toMatchObject({ attempts: 0 });
  });

  it("is refused for what tells, records or charges, and for what has ended", async () => {
    const acme = await withWorkspace(app);
    const { owner, path, workspace } = acme;
    // An admin who makes a key must not keep the owners from hearing of it.
    for (const task of ["notifications.tell@1", "notifications.deliver@1", "billing.refresh@1", "suite.unknown@1"]) {
      const id = await waitingRun(database.ownerUrl, workspace.id, task);
      expect(await json(await owner.get(`${path}/runs/${id}`))).toMatchObject({ isCancellable: false });
      expect(await refusal(await owner.post(`${path}/runs/${id}/cancel`, {}))).toEqual([
        409,
        "workflows.not_cancellable",
      ]);
      expect(await json(await owner.get(`${path}/runs/${id}`))).toMatchObject({ state: "waiting" });
    }
    const dead = await deadRun(database.ownerUrl, workspace.id);
    expect(await refusal(await owner.post(`${path}/runs/${dead}/cancel`, {}))).toEqual([409, "workflows.ended"]);
  });

  it("needs its own permission: whoever may look may not yet cancel", async () => {
    const acme = await withWorkspace(app);
    const made = { name: "Watcher", permissions: ["workspace:read", "run:read"] };
    const role = await json(await acme.owner.post(`${acme.path}/roles`, made));
    const watcher = await memberOf(app, acme, String(role["role"]));
    const id = await waitingRun(database.ownerUrl, acme.workspace.id);
    expect((await watcher.get(`${acme.path}/runs/${id}`)).status).toBe(200);
    expect(await refusal(await watcher.post(`${acme.path}/runs/${id}/cancel`, {}))).toEqual([
      403,
      "identity.forbidden",
    ]);
  });
});

describe("the numbers of queues", () => {
  it("are an operator's: how much waits, how long it took, by queue and by time", async () => {
    const ana = await newcomer(app);
    await asOwner(
      database.ownerUrl,
      (sql) => sql`insert into identity.operators (user_id, granted_by) values (${ana.person.id}, 'a test')`,
    );
    const acme = await withWorkspace(app);
    await deadRun(database.ownerUrl, acme.workspace.id, { task: "numbers.one@1" });
    await waitingRun(database.ownerUrl, acme.workspace.id, "numbers.one@1");
    const report = (await json(await ana.get("/api/v1/admin/queues"))) as unknown as {
      readonly queues: readonly { readonly queue: string }[];
      readonly series: readonly { readonly failed: number }[];
    };
    expect(report.queues.find(({ queue }) => queue === "numbers")).toMatchObject({
      waiting: 1,
      deadLetters: 1,
      failed: 1,
      start: { p50: expect.closeTo(600_000, -4) },
    });
    expect(report.series).toHaveLength(60);
    const day = await json(await ana.get("/api/v1/admin/queues?window=day&queue=numbers"));
    expect((day["series"] as { failed: number }[]).reduce((sum, { failed }) => sum + failed, 0)).toBe(1);
    for (const query of ["window=year", "queue=%00", "nothing=1", `queue=${"x".repeat(300)}`]) {
      expect(await refusal(await ana.get(`/api/v1/admin/queues?${query}`))).toEqual([422, "http.invalid_query"]);
    }
    const filters = `?queue=numbers&kind=job&tag=none&schedule=none&from=2026-01-01T00:00:00Z&to=2036-01-01T00:00:00Z`;
    expect((await list(ana, "/api/v1/admin", filters)).runs).toEqual([]);
    expect((await list(ana, "/api/v1/admin", "?queue=numbers")).runs).toHaveLength(2);
  });

  it("J-59: are there for nobody who does not run the platform, signed in or not", async () => {
    const { owner } = await withWorkspace(app);
    const stranger = client(app);
    for (const path of ["/admin/queues", "/admin/queues?window=day", "/admin/runs?queue=suite"]) {
      expect((await stranger.get(`/api/v1${path}`)).status).toBe(401);
      expect(await refusal(await owner.get(`/api/v1${path}`))).toEqual([404, "http.no_route"]);
    }
    const acme = await withWorkspace(app);
    const program = programWith(app, (await apiKey(acme, { permissions: ["run:read"] })).secret);
    expect((await program.get("/api/v1/admin/queues")).status).toBe(403);
  });
});
