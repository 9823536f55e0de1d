import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  bindJob,
  createWorkflows,
  type FailedAttempt,
  type Job,
  type JobDefinition,
  type WorkflowNeeds,
} from "@ninefold/workflows";
import { memoryWorkflows } from "@ninefold/workflows/memory";

const input = z.object({ fileId: z.string(), at: z.coerce.date().default(new Date(0)) });
type Erased = z.output<typeof input>;

const eraseFile: JobDefinition<typeof input, Erased[]> = {
  id: "files.erase",
  version: 1,
  input,
  retry: { attempts: 2, backoffMs: 1_000 },
  deadlineMs: 5_000,
  handler: (erased) => async (file) => void erased.push(file),
};

describe("createWorkflows", () => {
  it("gives a job's handler its services and the parsed input", async () => {
    const { workflows, engine, erased } = setUp();
    await workflows.start();
    await workflows.enqueue("files.erase", { fileId: "f1" }, options());
    await engine.settle();
    expect(erased).toEqual([{ fileId: "f1", at: new Date(0) }]);
  });

  it("refuses input that does not fit the job, naming the place and not the value", async () => {
    const { workflows, engine } = setUp();
    const refused = workflows.enqueue("files.erase", { fileId: 5_550_199 }, options());
    await expect(refused).rejects.toMatchObject({
      code: "workflows.invalid_payload",
      message: "files.erase@1 does not take this: input.fileId",
    });
    expect(engine.runs()).toEqual([]);
  });

  it("refuses a job that nobody registered", async () => {
    const { workflows } = setUp();
    await expect(workflows.enqueue("files.shred", {}, options())).rejects.toMatchObject({
      code: "workflows.unknown_job",
    });
  });

  it("enqueues nothing while a transaction is open", async () => {
    const open = new Error("a transaction is open");
    const { workflows, engine } = setUp({
      assertNoOpenTransaction: () => {
        throw open;
      },
    });
    await expect(workflows.enqueue("files.erase", { fileId: "f1" }, options())).rejects.toBe(open);
    expect(engine.runs()).toEqual([]);
  });

  it("enqueues the newest version, and still runs an older one that waits", async () => {
    const [old, young]: [Erased[], Erased[]] = [[], []];
    const jobs = [bindJob(eraseFile, old)];
    const { workflows, engine } = setUp({ jobs: () => jobs });
    await workflows.enqueue("files.erase", { fileId: "before" }, options());
    jobs.unshift(bindJob({ ...eraseFile, version: 2 }, young));
    await workflows.enqueue("files.erase", { fileId: "after" }, options());
    await workflows.start();
    await engine.settle();
    expect([old, young].map((files) => files.map(({ fileId }) => fileId))).toEqual([["before"], ["after"]]);
  });

  it("refuses to start with two definitions of one job and version", async () => {
    const jobs = [bindJob(eraseFile, []), bindJob(eraseFile, [])];
    await expect(setUp({ jobs: () => jobs }).workflows.start()).rejects.toMatchObject({
      code: "workflows.duplicate_job",
    });
  });

  it("reports every failed attempt, and says which one was the last", async () => {
    const broken = new Error("it broke");
    const job = bindJob({ ...eraseFile, handler: () => () => Promise.reject(broken) }, []);
    const { workflows, engine, failures } = setUp({ jobs: () => [job] });
    await workflows.start();
    const tenantId = randomUUID();
    const run = await workflows.enqueue("files.erase", { fileId: "f1" }, { ...options(), tenantId });
    await engine.advance(60_000);
    const common = { job: "files.erase@1", runId: run.id, tenantId, requestId: run.requestId };
    expect(failures).toEqual([
      { error: broken, ...common, attempt: 1, isDead: false },
      { error: broken, ...common, attempt: 2, isDead: true },
    ]);
  });

  it("buries a run at once whose input no longer fits the schema", async () => {
    const jobs: Job[] = [bindJob(eraseFile, [])];
    const { workflows, engine, failures } = setUp({ jobs: () => jobs });
    await workflows.enqueue("files.erase", { fileId: "f1" }, options());
    jobs[0] = bindJob({ ...eraseFile, input: input.extend({ fileId: z.uuid() }) }, []);
    await workflows.start();
    await engine.advance(60_000);
    expect(engine.runs()).toMatchObject([{ status: "dead", attempts: 1 }]);
    expect(failures).toMatchObject([{ isDead: true, attempt: 1 }]);
  });

  it("shows a run to its own tenant only", async () => {
    const { workflows } = setUp();
    const tenantId = randomUUID();
    const { id } = await workflows.enqueue("files.erase", { fileId: "f1" }, { ...options(), tenantId });
    expect(await workflows.findRun(tenantId, id)).toMatchObject({ id });
    for (const other of [randomUUID(), null]) {
      expect(await workflows.findRun(other, id)).toBeUndefined();
    }
  });

  it("lets nobody but its tenant cancel a run", async () => {
    const { workflows, engine } = setUp();
    const tenantId = randomUUID();
    const { id } = await workflows.enqueue("files.erase", { fileId: "f1" }, { ...options(), tenantId });
    await expect(workflows.cancel(randomUUID(), id)).rejects.toMatchObject({ code: "workflows.run_not_found" });
    expect(engine.runs()).toMatchObject([{ status: "queued" }]);
    await workflows.cancel(tenantId, id);
    expect(engine.runs()).toMatchObject([{ status: "cancelled" }]);
  });
});

function setUp(given: Partial<WorkflowNeeds> = {}) {
  const engine = memoryWorkflows();
  const erased: Erased[] = [];
  const failures: (FailedAttempt & { error: unknown })[] = [];
  const workflows = createWorkflows(engine, {
    jobs: () => [bindJob(eraseFile, erased)],
    assertNoOpenTransaction: () => {},
    captureError: (error, context) => void failures.push({ error, ...context }),
    ...given,
  });
  return { engine, workflows, erased, failures };
}

function options() {
  return { idempotencyKey: randomUUID(), tenantId: null, requestId: randomUUID() };
}
