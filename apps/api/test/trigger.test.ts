import { randomBytes } from "node:crypto";
import path from "node:path";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { indexTasks } from "@ninefold/workflows/trigger/platform";
import { describe, expect, it } from "vitest";
import { compose } from "../src/compose.ts";
import { type EnvSource, readEnv } from "../src/env.ts";
import { environment, ORIGIN, signUp, startApp } from "./support.ts";

const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
const root = path.resolve(import.meta.dirname, "..");

describe("what is declared to Trigger.dev", () => {
  it("is every job and reaction that the worker would run, with the same limits, each once", async () => {
    const { manifests } = await indexTasks(() => import("../trigger/tasks/all.ts"));
    const database = await createTestDatabase();
    const system = await compose(readEnv({ ...environment(database.urls), WORKFLOWS_PROVIDER: "memory" }));
    const tasks = system.workflows.tasks();
    await system.close();
    await database.drop();

    const declared = manifests().map(({ id, retry, maxDuration }) => ({ id, retry, maxDuration }));
    // Who runs when, and how many at a time, is decided before a run is handed over: the vendor holds nobody up.
    expect(manifests().filter(({ queue, schedule }) => queue !== undefined || schedule !== undefined)).toEqual([]);
    const expected = tasks.map(({ name, attempts, backoffMs, maxBackoffMs, deadlineMs }) => ({
      id: name,
      retry: {
        maxAttempts: attempts,
        factor: 2,
        minTimeoutInMs: backoffMs,
        maxTimeoutInMs: maxBackoffMs ?? 3_600_000,
        randomize: false,
      },
      // In computing time, which the vendor counts from five seconds up; our own deadline comes before.
      maxDuration: deadlineMs / 1_000 + 30,
    }));
    expect(declared.length).toBeGreaterThan(10);
    expect(declared.toSorted(byId)).toEqual(expected.toSorted(byId));
  });
});

describe("the product on Trigger.dev", () => {
  it(
    "takes a person from the sign-up to the mail, each run in a process of its own",
    { timeout: 120_000 },
    async () => {
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
        // The processes hand nothing over: what they write is relayed from here.
        TRIGGER_API_URL: "http://127.0.0.1:1",
      };
      const env = Object.fromEntries(Object.entries(shared).filter((entry): entry is [string, string] => !!entry[1]));
      const vendor = await startEmulator("trigger", {
        secretKey,
        command: { file: process.execPath, args: [path.join(root, "trigger/attempt.ts")], cwd: root, env },
      });
      const { system, app } = await startApp(database.urls, { ...shared, TRIGGER_API_URL: vendor.url });
      await system.workflows.start();
      const { person } = await signUp(app);

      // A process takes seconds to begin where everything else runs as well.
      const patient = { timeout: 60_000 };
      await expect.poll(() => mail.inbox(person.email), patient).toHaveLength(1);
      expect(mail.inbox(person.email)[0]?.text).toContain(`${ORIGIN}/verify`);
      await expect
        .poll(() => vendor.runs().map(({ task, status }) => `${task} ${status}`), patient)
        .toEqual(
          expect.arrayContaining([
            "notifications.deliver@1 COMPLETED",
            "reaction/identity.person_signed_up/notifications.verify_address@1 COMPLETED",
          ]),
        );
      expect(vendor.unknownRequests()).toEqual([]);
      expect(await system.safety.listProcesses()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            dependencies: expect.arrayContaining([expect.objectContaining({ dependency: "trigger" })]) as unknown,
          }),
        ]),
      );
      await system.workflows.stop();
      await system.close();
      await vendor.close();
      await mail.close();
      await database.drop();
    },
  );
});
