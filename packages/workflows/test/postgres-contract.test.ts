import { describeConformance } from "@ninefold/testing/conformance-kit";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { workflowCases } from "./conformance.ts";
import { postgresTarget } from "./targets.ts";

vi.setConfig({ testTimeout: 60_000 });
const database = await createTestDatabase();
const target = postgresTarget({ ownerUrl: database.ownerUrl, queueUrl: database.urls.DATABASE_QUEUE_URL });
afterAll(async () => {
  await target.end();
  await database.drop();
});

describeConformance("WorkflowEngine", workflowCases, { postgres: target });

it("keeps a long attempt for as long as its process lives", async () => {
  const subject = await target.make();
  const { engine, advance } = subject;
  const gate = Promise.withResolvers<void>();
  const long = { name: "long@1", attempts: 3, backoffMs: 1, deadlineMs: 60 * 60_000, run: () => gate.promise };
  await engine.start([long]);
  const request = { task: "long@1", payload: {}, idempotencyKey: "k", tenantId: null, requestId: "r" };
  const { id } = await engine.enqueue(request);
  await advance(0);
  // Several leases, at each third of which the engine says that it lives and takes back what is not heard of.
  await advance(5 * 60_000);
  expect(await engine.findRun(id)).toMatchObject({ status: "running", attempts: 1 });
  gate.resolve();
  await advance(0);
  expect(await engine.findRun(id)).toMatchObject({ status: "succeeded", attempts: 1 });
  await target.close?.(subject);
});

/**
 * Broken on the wire: the engine is as it should be, and the database does something else to the rows. Each is the body
 * of a trigger on pg-boss' jobs, and the rule that has to notice.
 */
const sabotages: Readonly<Record<string, readonly [trigger: string, rule: string]>> = {
  "records no success": [
    "if new.state = 'completed' then return null; end if;",
    "hands the payload to its task as it was given, and ends as succeeded",
  ],
  "records a success as a failure": [
    "if new.state = 'completed' then new.state := 'failed'; end if;",
    "hands the payload to its task as it was given, and ends as succeeded",
  ],
  "keeps no payload": [
    `new.data := new.data || '{"payload": null}';`,
    "hands the payload to its task as it was given, and ends as succeeded",
  ],
  "mixes up tenants": [
    `new.data := new.data || '{"tenantId": null}';`,
    "tells the handler which run, tenant, request and attempt it works for",
  ],
  "hides what is queued": [
    "if tg_op = 'INSERT' then new.start_after := 'infinity'; end if;",
    "takes the payload as it is now",
  ],
  "gives each run an id of its own": [
    "if tg_op = 'INSERT' then new.id := gen_random_uuid(); end if;",
    "makes one run of fifty racing calls with the same key and payload",
  ],
  "records no failure": [
    "if new.state in ('failed', 'retry') then return null; end if;",
    "retries a failing task up to its attempts, then is dead with the last message",
  ],
  "forgets what went wrong": [
    "new.output := new.output - 'error';",
    "retries a failing task up to its attempts, then is dead with the last message",
  ],
  "retries what is dead": [
    "if new.state = 'failed' then new.state := 'retry'; end if;",
    "is dead at once after an error that says that a repeat is pointless",
  ],
  "retries a second late": [
    "if new.state = 'retry' then new.start_after := new.start_after + interval '1 s'; end if;",
    "waits the backoff before the second attempt, and twice as long before the third",
  ],
  "forgets what was given back": [
    "new.output := new.output - 'givenBack';",
    "stops after its grace, and runs what it gave up again at the next start, the attempt not counted",
  ],
  "cancels nothing": [
    "if new.state = 'cancelled' then return null; end if;",
    "never starts a run that was cancelled while it waited",
  ],
  "calls what was cancelled a success": [
    "if new.state = 'cancelled' then new.state := 'completed'; end if;",
    "never starts a run that was cancelled while it waited",
  ],
};

describe("WorkflowEngine contract (postgres, broken in SQL)", () => {
  const drop = "drop trigger if exists sabotage on pgboss.job_common; drop function if exists pgboss.sabotage";
  afterEach(async () => void (await (await target.owner()).executeSql(drop)));

  it.each(Object.entries(sabotages))("catches a database that %s", async (_title, [trigger, name]) => {
    const owner = await target.owner();
    await owner.executeSql(`
      create function pgboss.sabotage() returns trigger language plpgsql as $$ begin ${trigger} return new; end $$;
      create trigger sabotage before insert or update on pgboss.job_common
        for each row execute function pgboss.sabotage()`);
    const rule = workflowCases.find((one) => one.name === name);
    const subject = await target.make();
    await expect(rule?.run(subject)).rejects.toThrow();
    await target.close?.(subject);
  });
});
