import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, expect, it, vi } from "vitest";

// A process needs a second to start and one for each window; a machine that does much else takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const database = await createTestDatabase();
const admin = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
const folder = await mkdtemp(path.join(tmpdir(), "usage-crash-"));
afterAll(async () => {
  await admin.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function aWorkspace(): Promise<string> {
  const [id, userId] = [randomUUID(), randomUUID()];
  await admin`insert into identity."user" (id, name, email) values (${userId}, 'Ana', ${`${userId}@inbox.ninefold.dev`})`;
  await admin.begin(async (sql) => {
    await sql`insert into identity.organization (id, name, slug, created_at) values (${id}, 'Acme', ${id}, now())`;
    await sql`insert into identity.member (organization_id, user_id, role, created_at) values (${id}, ${userId}, 'owner', now())`;
  });
  return id;
}

/** What the ledger has, and the sum that people read. */
async function counted(workspaceId: string) {
  const [row] = await admin<{ ledger: number; sum: number }[]>`
    select (select coalesce(sum(quantity), 0)::int from identity.usage
              where tenant_id = ${workspaceId} and meter = 'api_requests') as ledger,
           (select coalesce(sum(quantity), 0)::int from identity.usage_days
              where organization_id = ${workspaceId} and meter = 'api_requests') as sum`;
  return row ?? expect.unreachable();
}

/** A process, from its start until it has delivered so often. Ended by the signal, it leaves when it was asked what. */
async function ended(workspaceId: string, by: { signal: NodeJS.Signals; deliveries: number; losesAnswers?: boolean }) {
  const file = path.join(folder, randomUUID());
  const { signal, deliveries, losesAnswers = false } = by;
  const given = { url: database.urls.DATABASE_IDENTITY_URL, workspaceId, file, losesAnswers };
  const child = fork(path.join(import.meta.dirname, "fixtures/usage-counter.ts"), [JSON.stringify(given)]);
  const gone = once(child, "exit");
  for (let heard = 0; heard < deliveries; heard += 1) await once(child, "message");
  child.kill(signal);
  await gone;
  // A line that was half written is of a request that was not counted yet.
  return (await readFile(file, "utf8")).split("\n").slice(0, -1).map(Number);
}

it("loses about a second of a process that is killed, and counts none of it twice", async () => {
  const workspaceId = await aWorkspace();
  let before = 0;
  for (const deliveries of [1, 2]) {
    const asked = await ended(workspaceId, { signal: "SIGKILL", deliveries });
    const { ledger, sum } = await counted(workspaceId);
    expect(sum).toBe(ledger);
    const there = sum - before;
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThanOrEqual(asked.length);
    // Requests are counted in order, so what is lost is the end of the list.
    const lost = asked.slice(there);
    const spanMs = (lost.at(-1) ?? 0) - (lost[0] ?? 0);
    // A second; and what one statement takes on a machine that does much else.
    expect(spanMs).toBeLessThan(3_000);
    before = sum;
  }
});

it("I-135 counts once what it has sent and nobody answered, also when it is killed before the repeat", async () => {
  const workspaceId = await aWorkspace();
  let asked = 0;
  for (const deliveries of [1, 3]) {
    asked += (await ended(workspaceId, { signal: "SIGKILL", deliveries, losesAnswers: true })).length;
    const { ledger, sum } = await counted(workspaceId);
    expect(sum).toBe(ledger);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(asked);
  }
});

it("loses nothing of a process that is told to end", async () => {
  const workspaceId = await aWorkspace();
  const asked = await ended(workspaceId, { signal: "SIGTERM", deliveries: 1 });
  expect(await counted(workspaceId)).toEqual({ ledger: asked.length, sum: asked.length });
});
