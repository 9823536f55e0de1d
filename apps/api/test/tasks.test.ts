import { randomUUID } from "node:crypto";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { createTestDatabase } from "@ninefold/testing/test-database";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { mediaVendor, sendFile, type Ticket } from "./media-vendor.ts";
import { type Body, json, memberOf, startApp, subscribe, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls, await mediaVendor());
afterAll(async () => {
  await system.close();
  await database.drop();
});

const refusal = async (response: Response) => [response.status, (await json(response))["code"]];

/** A workspace with a project, and what its people do in it. */
async function withProject() {
  const acme = await withWorkspace(app);
  const { id } = await json(await acme.owner.post(`${acme.path}/projects`, { name: "Launch" }));
  const project = `${acme.path}/projects/${id}`;
  const add = (title: string, more: object = {}, by: Tab = acme.owner) =>
    by.post(`${project}/tasks`, { title, ...more });
  const list = async (by: Tab = acme.owner) =>
    (await json(await by.get(`${project}/tasks`)))["tasks"] as readonly (Body & { readonly title: string })[];
  return { ...acme, projectId: id, project, add, list };
}

/** As many tasks as that, put there at once. */
const fill = (tenantId: string, projectId: string, count: number) =>
  asOwner(
    database.ownerUrl,
    (sql) => sql`insert into product.tasks (tenant_id, id, project_id, title, created_by)
      select ${tenantId}, gen_random_uuid(), ${projectId}, 'one of many', ${randomUUID()} from generate_series(1, ${count})`,
  );

describe("a task", () => {
  it("is added, renamed, done, opened again and deleted, and stays in its place all the while", async () => {
    const { owner, project, add, list } = await withProject();
    const first = await json(await add("  Write the page "));
    expect(first).toMatchObject({ title: "Write the page", doneAt: null, assignee: null });
    await add("Check it");
    const change = async (body: object) => json(await owner.patch(`${project}/tasks/${first.id}`, body));

    expect(await change({ title: "Write it well" })).toEqual({ ...first, title: "Write it well" });
    const done = await change({ isDone: true });
    expect(done["doneAt"]).toEqual(expect.any(String));
    expect(await change({ isDone: true })).toEqual(done);
    expect((await list()).map(({ title }) => title)).toEqual(["Write it well", "Check it"]);
    expect(await json(await owner.get(project))).toMatchObject({ openTasks: 1, doneTasks: 1 });
    expect(await change({ isDone: false })).toEqual({ ...first, title: "Write it well" });

    expect((await owner.delete(`${project}/tasks/${first.id}`)).status).toBe(200);
    expect(await refusal(await owner.delete(`${project}/tasks/${first.id}`))).toEqual([404, "product.task_not_found"]);
    expect((await list()).map(({ title }) => title)).toEqual(["Check it"]);
  });

  it("is made once, however often its request comes", async () => {
    const { owner, project, list } = await withProject();
    const headers = { "idempotency-key": randomUUID() };
    const send = () => owner.post(`${project}/tasks`, { title: "Write the page" }, headers);
    const made = await json(await send());
    expect(await json(await send())).toEqual(made);
    expect(await list()).toEqual([made]);
  });

  it("needs one line to say what it is, and a change needs something to change", async () => {
    const { owner, project, add } = await withProject();
    const { id } = await json(await add("Write the page"));
    for (const title of ["", "   ", "two\nlines", "x".repeat(201)]) {
      expect(await refusal(await add(title))).toEqual([422, "product.invalid_title"]);
      const renamed = await owner.patch(`${project}/tasks/${id}`, { title });
      expect(await refusal(renamed)).toEqual([422, "product.invalid_title"]);
    }
    expect(await refusal(await owner.patch(`${project}/tasks/${id}`, {}))).toEqual([422, "http.invalid_body"]);
  });

  it("is a member's, and says so when they have left", async () => {
    const acme = await withProject();
    const bea = await memberOf(app, acme, "member");
    const { id, assignee } = await json(await acme.add("Write the page", { assigneeId: bea.person.id }));
    expect(assignee).toEqual({ id: bea.person.id, name: bea.person.name });
    await acme.owner.delete(`${acme.path}/members/${bea.person.id}`);

    expect(await acme.list()).toMatchObject([{ id, assignee: { id: bea.person.id, name: null } }]);
    const give = (assigneeId: string | null) => acme.owner.patch(`${acme.project}/tasks/${id}`, { assigneeId });
    expect(await refusal(await give(bea.person.id))).toEqual([422, "product.not_a_member"]);
    // What else changes leaves it with whoever had it.
    const done = await json(await acme.owner.patch(`${acme.project}/tasks/${id}`, { isDone: true }));
    expect(done["assignee"]).toEqual({ id: bea.person.id, name: null });
    expect((await json(await give(null)))["assignee"]).toBeNull();
  });

  it("is given to nobody of another workspace", async () => {
    const [acme, other] = [await withProject(), await withProject()];
    const strangers = other.owner.person.id;
    expect(await refusal(await acme.add("Spy", { assigneeId: strangers }))).toEqual([422, "product.not_a_member"]);
  });

  it("is found in its own project only", async () => {
    const acme = await withProject();
    const { id } = await json(await acme.add("Write the page"));
    const second = await json(await acme.owner.post(`${acme.path}/projects`, { name: "Second" }));
    const elsewhere = `${acme.path}/projects/${second.id}/tasks/${id}`;
    expect(await refusal(await acme.owner.patch(elsewhere, { isDone: true }))).toEqual([404, "product.task_not_found"]);
    expect(await refusal(await acme.owner.delete(elsewhere))).toEqual([404, "product.task_not_found"]);
    expect(await acme.list()).toMatchObject([{ id, doneAt: null }]);
  });

  it("changes in two ways at once without one undoing the other", async () => {
    const acme = await withProject();
    const bea = await memberOf(app, acme, "member");
    const { id } = await json(await acme.add("Write the page"));
    const path = `${acme.project}/tasks/${id}`;
    await Promise.all([
      acme.owner.patch(path, { title: "Write it well" }),
      bea.patch(path, { isDone: true }),
      acme.owner.patch(path, { assigneeId: bea.person.id }),
    ]);
    expect(await acme.list()).toMatchObject([
      { title: "Write it well", doneAt: expect.any(String), assignee: { id: bea.person.id } },
    ]);
  });

  it("is in the copy of the data of whoever wrote it down or was given it, and in nobody else's", async () => {
    const acme = await withProject();
    const bea = await memberOf(app, acme, "member");
    await acme.add("Hers", { assigneeId: bea.person.id });
    await acme.add("Not hers");
    const context = contextOf(acme.workspace.id, bea.person.id);
    expect(await system.tasks.exportPerson(context, bea.person.id)).toMatchObject([{ title: "Hers" }]);
  });
});

describe("the limit on tasks", () => {
  it("is never passed, whoever adds and deletes at once", async () => {
    const step = fc.constantFrom("add", "add", "add", "delete");
    const rooms = fc.integer({ min: 0, max: 4 });
    const both = fc.asyncProperty(rooms, fc.array(step, { minLength: 2, maxLength: 12 }), async (room, steps) => {
      const context = contextOf(randomUUID(), randomUUID());
      const { id: projectId } = await system.projects.create(context, { name: "Launch" });
      await fill(context.tenantId, projectId, 100 - room);
      const there = await system.tasks.list(context, projectId);
      const create = (title: string) => system.tasks.create(context, { projectId, title });
      const deleteAt = (index: number) => system.tasks.delete(context, { projectId, taskId: there[index]?.id ?? "" });

      const ended = await Promise.allSettled(
        steps.map((what, index) => (what === "add" ? create(`Task ${index}`) : deleteAt(index))),
      );
      for (const one of ended) {
        if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "billing.limit_reached" });
      }
      const adds = steps.filter((what) => what === "add").length;
      const made = ended.filter(({ status }, index) => steps[index] === "add" && status === "fulfilled").length;
      const count = await system.tasks.count(context);
      expect(count).toBe(100 - room + made - (steps.length - adds));
      expect(count).toBeLessThanOrEqual(100);
      // No room stays empty that somebody asked for.
      expect(made).toBeGreaterThanOrEqual(Math.min(adds, room));
    });
    await fc.assert(both, { numRuns: 15 });
  }, 30_000);

  it("counts done ones and every project, says so with 402, and gives room when one is deleted", async () => {
    const acme = await withProject();
    await fill(acme.workspace.id, acme.projectId, 99);
    const second = await json(await acme.owner.post(`${acme.path}/projects`, { name: "Second" }));
    const { id } = await json(await acme.add("The last one"));
    await acme.owner.patch(`${acme.project}/tasks/${id}`, { isDone: true });

    const elsewhere = () => acme.owner.post(`${acme.path}/projects/${second.id}/tasks`, { title: "One more" });
    expect(await json(await elsewhere())).toMatchObject({
      status: 402,
      code: "billing.limit_reached",
      detail: "The Free plan includes 100 tasks.",
    });
    expect(await json(await acme.owner.get(`${acme.path}/billing`))).toMatchObject({
      limits: [{}, { limit: "tasks", allowed: 100, used: 100 }, {}],
    });
    await acme.owner.delete(`${acme.project}/tasks/${id}`);
    expect((await elsewhere()).status).toBe(201);
  });

  it("of one project holds whatever the plan, and also when several come at once", async () => {
    const acme = await withProject();
    await subscribe(app, acme);
    await fill(acme.workspace.id, acme.projectId, 498);
    const answers = await Promise.all(["a", "b", "c", "d"].map((title) => acme.add(title)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 201, 409, 409]);
    const [refused] = answers.filter(({ status }) => status === 409);
    expect(refused && (await json(refused))["code"]).toBe("product.project_full");
  });
});

describe("a project that is deleted", () => {
  it("takes its tasks and files along, and nobody else's", async () => {
    const acme = await withProject();
    await acme.add("Write the page");
    const kept = await json(await acme.owner.post(`${acme.path}/projects`, { name: "Kept" }));
    await acme.owner.post(`${acme.path}/projects/${kept.id}/tasks`, { title: "Stays" });
    const [file, keptFile] = [await storedFile(acme, acme.projectId), await storedFile(acme, kept.id)];

    expect((await acme.owner.delete(acme.project)).status).toBe(200);

    expect(await refusal(await acme.owner.get(acme.project))).toEqual([404, "product.project_not_found"]);
    expect(await refusal(await acme.owner.get(`${acme.project}/tasks`))).toEqual([404, "product.project_not_found"]);
    expect(await refusal(await acme.owner.get(`${acme.path}/files/${file}`))).toEqual([404, "media.not_found"]);
    expect((await acme.owner.get(`${acme.path}/files/${keptFile}`)).status).toBe(200);
    const context = contextOf(acme.workspace.id, acme.owner.person.id);
    expect(await system.tasks.count(context)).toBe(1);
    expect(await json(await acme.owner.get(`${acme.path}/projects`))).toMatchObject({
      projects: [{ id: kept.id, openTasks: 1, doneTasks: 0 }],
    });
    expect(await json(await acme.owner.get(`${acme.path}/audit?limit=1`))).toMatchObject({
      entries: [{ action: "product.project_deleted", subject: { type: "project", id: acme.projectId } }],
    });
  });

  it("takes a task along that is added at the same moment, or the task finds no project", async () => {
    for (let round = 0; round < 10; round += 1) {
      const context = contextOf(randomUUID(), randomUUID());
      const { id: projectId } = await system.projects.create(context, { name: "Launch" });
      const [added, deleted] = await Promise.allSettled([
        system.tasks.create(context, { projectId, title: "Just now" }),
        system.projects.delete(context, projectId),
      ]);
      expect(deleted.status).toBe("fulfilled");
      if (added.status === "rejected") expect(added.reason).toMatchObject({ code: "product.project_not_found" });
      expect(await system.tasks.count(context)).toBe(0);
    }
  });

  it("leaves no file behind whose upload ends later", async () => {
    const acme = await withProject();
    const { id, reference } = await begunFile(acme, acme.projectId);
    await acme.owner.delete(acme.project);
    const late = await acme.owner.post(`${acme.path}/uploads/${id}/complete`, { reference });
    expect(await refusal(late)).toEqual([404, "media.not_found"]);
  });
});

const contextOf = (workspaceId: string, personId: string) => ({
  tenantId: tenantIdOf(workspaceId),
  actor: { type: "person", id: userIdOf(personId) } as const,
  requestId: "test",
});

type Acme = Awaited<ReturnType<typeof withProject>>;
const TEXT = { name: "notes.txt", contentType: "text/plain", sizeBytes: 5 };

/** An upload that was sent and is not completed. */
async function begunFile({ owner, path }: Acme, projectId: string) {
  const begun = await owner.post(`${path}/projects/${projectId}/uploads`, TEXT);
  const ticket = (await begun.json()) as Ticket;
  return { id: ticket.id, reference: await sendFile(ticket, new TextEncoder().encode("hello")) };
}

async function storedFile(acme: Acme, projectId: string): Promise<string> {
  const { id, reference } = await begunFile(acme, projectId);
  await acme.owner.post(`${acme.path}/uploads/${id}/complete`, { reference });
  return id;
}
