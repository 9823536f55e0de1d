import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { TriggerClient } from "@trigger.dev/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startEmulator, type TriggerEmulator } from "../../src/emulators/index.ts";

vi.setConfig({ testTimeout: 30_000 });

const ONCE = { retry: { maxAttempts: 1 } } as const;
const opened: TriggerEmulator[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((one) => one.close()))));

/** An emulator whose attempts are this program, and one run of it. */
async function triggered(program: string) {
  const env = { PATH: process.env["PATH"] ?? "", SECRET: "of the project" };
  const command = {
    file: process.execPath,
    args: ["--input-type=module", "-e", program],
    cwd: import.meta.dirname,
    env,
  };
  const emulator = await startEmulator("trigger", { command });
  opened.push(emulator);
  const client = new TriggerClient({ accessToken: emulator.secretKey, baseURL: emulator.url });
  const { id } = await client.tasks.trigger("suite.work@1", { a: 1 }, {}, ONCE);
  return { emulator, client, id, run: () => emulator.runs()[0] };
}
const patient = { timeout: 20_000 };

const READ = `
  let text = ""; for await (const part of process.stdin) text += part;
  const envelope = JSON.parse(text);
  const say = (outcome) => console.log(JSON.stringify(outcome));`;

describe("an attempt of the Trigger.dev emulator", () => {
  it("is a process that is told which one it is, and says last how it ended", async () => {
    const { run, id } = await triggered(`${READ}
      console.log("a line of a log");
      const right = envelope.runId.startsWith("run_") && envelope.attempt === 1 && process.env.SECRET;
      if (envelope.task === "suite.work@1" && right) say({ outcome: "completed" });`);
    await expect.poll(() => run()?.status, patient).toBe("COMPLETED");
    expect(run()?.id).toBe(id);
  });

  it("is tried again when the process says after how long", async () => {
    const { run } = await triggered(`${READ}
      const error = { name: "Error", message: "attempt " + envelope.attempt };
      say(envelope.attempt < 3 ? { outcome: "failed", error, retryDelayMs: 1 } : { outcome: "failed", error });`);
    await expect.poll(() => run()?.status, patient).toBe("FAILED");
    expect(run()?.attempts.map(({ error }) => error)).toEqual(["attempt 1", "attempt 2", "attempt 3"]);
    expect(run()?.error?.message).toBe("attempt 3");
  });

  it.each([
    ["ends without a word", "process.exit(0)", "code 0"],
    ["ends in the middle", "process.exit(137)", "code 137"],
    ["says what is no outcome", "console.log(JSON.stringify({ outcome: 'perhaps' }))", "code 0"],
  ])("has crashed when its process %s", async (_title, program, how) => {
    const { run } = await triggered(program);
    await expect.poll(() => run()?.status, patient).toBe("CRASHED");
    expect(run()?.error?.message).toBe(`the process ended with ${how} and said nothing of its attempt`);
  });

  it("has crashed where there is no such program", async () => {
    const command = { file: "/nowhere/node", args: [], cwd: import.meta.dirname, env: {} };
    const emulator = await startEmulator("trigger", { command });
    opened.push(emulator);
    const client = new TriggerClient({ accessToken: emulator.secretKey, baseURL: emulator.url });
    await client.tasks.trigger("suite.work@1", {}, {}, ONCE);
    await expect.poll(() => emulator.runs()[0]?.status, patient).toBe("CRASHED");
  });

  it("is told to end when its run is cancelled, and what it says then is not recorded", async () => {
    const { run, client, id } = await triggered(`${READ}
      const alive = setInterval(() => {}, 1_000);
      process.on("SIGTERM", () => { clearInterval(alive); say({ outcome: "completed" }); });`);
    await expect.poll(() => run()?.status, patient).toBe("EXECUTING");
    await client.runs.cancel(id, ONCE);
    expect(run()?.status).toBe("CANCELED");
  });
});

describe("runs that the emulator was stopped with", () => {
  it("begin again when it is back: those that waited for a version, and the attempt that was under way", async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "trigger-"));
    const before = await startEmulator("trigger", { dataDir, secretKey: "tr_dev_kept" });
    const client = new TriggerClient({ accessToken: "tr_dev_kept", baseURL: before.url });
    before.deploy((envelope) =>
      envelope.task === "suite.hangs@1" ? new Promise(() => undefined) : Promise.resolve({ outcome: "unknown_task" }),
    );
    for (const task of ["suite.hangs@1", "suite.later@1"]) await client.tasks.trigger(task, {}, {}, ONCE);
    await expect.poll(() => before.runs().map(({ status }) => status)).toEqual(["PENDING_VERSION", "EXECUTING"]);
    await before.close();

    const after = await startEmulator("trigger", { dataDir, secretKey: "tr_dev_kept" });
    opened.push(after);
    after.deploy(async () => ({ outcome: "completed" }));
    await expect.poll(() => after.runs().map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED"]);
    expect(after.runs().map(({ attempts }) => attempts.length)).toEqual([1, 2]);
    await after.close();
    await rm(dataDir, { recursive: true });
  });
});

describe("the page of runs", () => {
  it("shows what was triggered, what it was given, and how it ended, and escapes what came from outside", async () => {
    const emulator = await startEmulator("trigger");
    opened.push(emulator);
    const page = async (path: string) => (await fetch(emulator.url + path)).text();
    expect(await page("/runs")).toContain("No runs yet");
    emulator.deploy(async () => ({ outcome: "failed", error: { name: "Error", message: "<b>it broke</b>" } }));
    const client = new TriggerClient({ accessToken: emulator.secretKey, baseURL: emulator.url });
    const { id } = await client.tasks.trigger("suite.work@1", { text: "<script>" }, { tags: ["tenant:t1"] }, ONCE);
    await expect.poll(() => emulator.runs()[0]?.status).toBe("FAILED");
    const one = await page(`/runs/${id}`);
    expect(one).toContain("tenant:t1");
    expect(one).toContain("&lt;b&gt;it broke&lt;/b&gt;");
    expect(one).not.toContain('<script>"');
    expect(await page("/runs?q=tenant:t1")).toContain("suite.work@1");
    expect(await page("/runs?q=nobody")).toContain("No run with nobody");
    expect((await fetch(`${emulator.url}/runs/gone`)).status).toBe(404);
  });

  it("does not answer for what the vendor can do and it can not", async () => {
    const emulator = await startEmulator("trigger");
    opened.push(emulator);
    const client = new TriggerClient({ accessToken: emulator.secretKey, baseURL: emulator.url });
    await expect(client.tasks.trigger("suite.work@1", {}, { delay: "1h" }, ONCE)).rejects.toMatchObject({
      status: 501,
    });
    const later = client.runs.reschedule("run_1", { delay: "1h" }, ONCE);
    await expect(later).rejects.toMatchObject({ status: 501 });
    expect(emulator.unknownRequests()).toHaveLength(2);
  });
});
