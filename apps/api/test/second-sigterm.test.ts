import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

const { DATABASE_APP_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl, DATABASE_QUEUE_URL: queueUrl } = database.urls;
/** What it waits for its jobs, gives back what is left in, and closes. */
const GRACE_MS = 1_000;
const GIVES_BACK_MS = 4_000;

function worker({ waits }: { readonly waits: boolean }) {
  const file = path.join(import.meta.dirname, "fixtures/worker-with-work.ts");
  const child = fork(file, [JSON.stringify({ appUrl, systemUrl, queueUrl, waits })]);
  const said: string[] = [];
  child.on("message", (message) => void said.push(message as string));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return {
    child,
    said,
    ended,
    says: (...texts: string[]) => expect.poll(() => said, { timeout: 20_000 }).toEqual(expect.arrayContaining(texts)),
  };
}

const ledger = () =>
  asOwner(database.ownerUrl, (sql) => sql`select task, status, attempts from workflows.runs order by task`);

describe("J-52: a worker's process with two jobs in hand that is told to end three times", () => {
  it("lets the short one end, gives back the long one on its last attempt, and is gone in its time", async () => {
    const leaving = worker({ waits: true });
    await leaving.says("began test.short 1", "began test.long 1");
    const asked = performance.now();
    leaving.child.kill("SIGTERM");
    await leaving.says("stopping");
    leaving.child.kill("SIGTERM");
    leaving.child.kill("SIGTERM");
    leaving.child.send("end");
    expect(await leaving.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(GRACE_MS + GIVES_BACK_MS);
    expect(leaving.said.toSorted()).toEqual([
      "began test.long 1",
      "began test.short 1",
      "ended test.short 1",
      "stopping",
    ]);
    expect(await ledger()).toMatchObject([
      { task: "test.long@1", status: "queued", attempts: 0 },
      { task: "test.short@1", status: "succeeded", attempts: 1 },
    ]);

    const next = worker({ waits: false });
    await next.says("ended test.long 1");
    await expect.poll(ledger, { timeout: 10_000 }).toMatchObject([
      { task: "test.long@1", status: "succeeded", attempts: 1 },
      { task: "test.short@1", status: "succeeded", attempts: 1 },
    ]);
    next.child.kill("SIGTERM");
    expect(await next.ended).toBe(0);
    expect(next.said).toEqual(["began test.long 1", "ended test.long 1", "stopping"]);
  }, 60_000);
});
