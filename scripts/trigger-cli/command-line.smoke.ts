import { randomBytes, randomUUID } from "node:crypto";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../../apps/api/src/database/owner.ts";
import type { EnvSource } from "../../apps/api/src/env.ts";
import { deadRun } from "../../apps/api/test/dead-run.ts";
import { environment, signUp, startApp } from "../../apps/api/test/support.ts";
import { isAllowed, listInstalled } from "../checks/licences.ts";
import { startCommandLine } from "./command-line.ts";
import { ensureCommandLine, store } from "./install.mjs";

// It bundles the whole product, and asks the world outside some times before it does without.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 400_000 });
const patient = { timeout: 280_000, interval: 100 };

await ensureCommandLine();
const [database, mail] = await Promise.all([createTestDatabase(), startEmulator("resend")]);
const secretKey = `tr_dev_${randomBytes(12).toString("hex")}`;
const shared: EnvSource = {
  ...environment(database.urls),
  LOG_LEVEL: "warn",
  NOTIFICATIONS_EMAIL_PROVIDER: "resend",
  RESEND_API_KEY: mail.apiKey,
  RESEND_BASE_URL: mail.url,
  WORKFLOWS_PROVIDER: "trigger",
  TRIGGER_SECRET_KEY: secretKey,
};
const env = Object.fromEntries(Object.entries(shared).filter((entry): entry is [string, string] => !!entry[1]));
// The project holds the environment, as the vendor's does; what is deployed there would crash every run.
const command = { file: "/nowhere", args: [], cwd: import.meta.dirname, env };
const vendor = await startEmulator("trigger", { secretKey, command });
const { system, app } = await startApp(database.urls, { ...shared, TRIGGER_API_URL: vendor.url });
const commandLine = await startCommandLine(vendor);

beforeAll(async () => {
  const tasks = vi.waitUntil(() => vendor.workers().length > 0, patient);
  await Promise.race([tasks, commandLine.ended]).catch((cause: unknown) => {
    throw new Error(`no tasks were registered. What the command line said:\n${commandLine.said()}`, { cause });
  });
  await system.workflows.start();
});
afterAll(async () => {
  await commandLine.close();
  await system.workflows.stop();
  await system.close();
  await Promise.all([vendor.close(), mail.close()]);
  await database.drop();
});

describe("Trigger.dev's own command line in dev mode", () => {
  it("registers every job and reaction of this release, each with its limits", () => {
    expect(released().length).toBeGreaterThan(10);
    compare(registered());
  });

  it.each<[string, (tasks: ReturnType<typeof registered>) => ReturnType<typeof registered>]>([
    ["misses a task", (tasks) => tasks.slice(1)],
    ["has one of yesterday", ([first, ...rest]) => [{ ...first!, id: "gone@1" }, first!, ...rest]],
    ["has other limits", ([first, ...rest]) => [{ ...first!, maxDuration: 1 }, ...rest]],
    ["holds runs up in a queue", ([first, ...rest]) => [{ ...first!, queue: { name: "one" } }, ...rest]],
  ])("would be caught when it registers what %s", (_title, change) => {
    expect(() => compare(change(registered()))).toThrow(/deeply equal/);
  });

  it("executes what the product hands over, and the ledger has it as succeeded", async () => {
    const { person } = await signUp(app);
    await expect.poll(() => mail.inbox(person.email), patient).toHaveLength(1);
    const ended = () =>
      asOwner(
        database.ownerUrl,
        (sql) => sql`select status, attempts from workflows.runs where task = ${DELIVER} and ended_at is not null`,
      );
    await expect.poll(ended, patient).toEqual([{ status: "succeeded", attempts: 1 }]);
    const ofVendor = () => vendor.runs().flatMap(({ task, status }) => (task === DELIVER ? [status] : []));
    await expect.poll(ofVendor, patient).toEqual(["COMPLETED"]);
    expect(commandLine.said()).toContain(DELIVER);
  });

  it("ends a run whose repeat is pointless with its first attempt", async () => {
    const id = await deadRun(database.ownerUrl, randomUUID(), { input: { name: 5 } });
    const known = new Set(vendor.runs().map((run) => run.id));
    await system.runAdmin.replay({ actor: randomUUID(), requestId: randomUUID() }, id);
    const ofVendor = () =>
      vendor
        .runs()
        .filter((run) => run.task === TELL && !known.has(run.id))
        .map(({ status, attempts }) => [status, attempts.length]);
    await expect.poll(ofVendor, patient).toContainEqual(["FAILED", 1]);
    const row = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ last_error: string }[]>`select status, last_error from workflows.runs where id = ${id}`,
    );
    expect(row).toMatchObject([{ status: "dead" }]);
    expect(row[0]?.last_error).toContain(`${TELL} does not take this`);
  });

  it("asks for nothing that the emulator does not know", () => {
    expect(vendor.unknownRequests().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it("brings nothing whose licence asks for more than its text", () => {
    const installed = listInstalled(store);
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter((one) => !isAllowed(one))).toEqual([]);
  });
});

/** As the command line has registered them. */
function registered() {
  const [worker] = vendor.workers();
  return (worker?.tasks ?? []).map(({ id, retry, maxDuration, filePath, queue, schedule }) => ({
    id,
    retry,
    maxDuration,
    filePath,
    // Who runs when, and how many at a time, is decided before a run is handed over: neither is there.
    queue,
    schedule,
  }));
}

/** As a worker would run them. */
const released = () =>
  system.workflows.tasks().map(({ name, attempts, backoffMs, maxBackoffMs, deadlineMs }) => ({
    id: name,
    retry: {
      maxAttempts: attempts,
      factor: 2,
      minTimeoutInMs: backoffMs,
      maxTimeoutInMs: maxBackoffMs ?? 3_600_000,
      randomize: false,
    },
    maxDuration: deadlineMs / 1_000 + 30,
    filePath: "trigger/tasks/all.ts",
  }));

const compare = (tasks: ReturnType<typeof registered>) =>
  expect(tasks.toSorted(byId)).toEqual(released().toSorted(byId));

const DELIVER = "notifications.deliver@1";
const TELL = "observability.tell@1";
const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
