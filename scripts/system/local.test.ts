import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startPostgres } from "@ninefold/testing/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startStack } from "../dev/stack.ts";
import { root as repository } from "../lib/machine.mjs";
import { run } from "./fixtures.ts";
import { DoctorReport, ListReport } from "./report.ts";

let root: string;
let dataDir: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "local-system-"));
  chmodSync(root, 0o711);
  dataDir = path.join(root, ".data");
});
afterAll(async () => {
  const server = await startPostgres({ dataDir: path.join(dataDir, "postgres"), durable: false });
  await server.remove();
  rmSync(root, { recursive: true });
});

const doctor = async (env: Readonly<Record<string, string>> = {}) => {
  const { code, text } = await run(["doctor", "--json"], { root, dataDir, env });
  const report = DoctorReport.parse(JSON.parse(text));
  return { code, report, check: (name: string) => report.checks.find((one) => one.name === name) };
};

/** Names, sizes and times of what lies in a folder, Postgres' own apart. */
const photograph = () =>
  existsSync(dataDir)
    ? readdirSync(dataDir)
        .filter((name) => !name.startsWith("postgres"))
        .map((name) => [name, statSync(path.join(dataDir, name)).mtimeMs])
    : undefined;

const LETTERHEAD = `NOTIFICATIONS_FROM="Ninefold <hello@inbox.ninefold.dev>"\nNOTIFICATIONS_ENCRYPTION_KEY=${"k".repeat(43)}\n`;

const SERVER = `require("node:http").createServer((_request, response) => response.end("{}")).listen(Number(process.env.PORT));`;

describe("a clone", { timeout: 120_000 }, () => {
  it("that was never started misses no setting: it says how to start, and makes nothing", async () => {
    const { code, report, check } = await doctor();
    expect([code, report.stage, report.faults]).toEqual([1, "local", []]);
    expect(check("local stack")).toMatchObject({ status: "wrong", detail: "nothing runs here", fix: "npm start" });
    expect(check("database")).toMatchObject({ status: "wrong", detail: "there is none yet", fix: "npm start" });
    expect(report.systems.find(({ system }) => system === "billing")?.vendor.detail).toContain("npm start");
    expect(existsSync(dataDir)).toBe(false);
  });

  it("that runs is found to be well; stopped, it says what does not run and is left as it was", async () => {
    const web = {
      name: "web",
      command: process.execPath,
      args: ["-e", SERVER],
      cwd: tmpdir(),
      nodeEnv: "production",
    } as const;
    const outer = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
    const options = { mode: "preview", dataDir, build: false, durable: false, quiet: true, env: outer } as const;
    const stack = await startStack({ ...options, programs: () => [web] });
    try {
      const running = await doctor();
      expect(running.report.faults).toEqual([]);
      expect(running.report.checks.filter(({ status }) => status !== "ok")).toEqual([]);
      expect(running.report.systems.filter(({ vendor }) => vendor.isReached === false)).toEqual([]);
      expect([running.code, running.report.isOk]).toEqual([0, true]);
      expect(running.check("local stack")?.detail).toBe(`runs at ${stack.baseUrl}`);

      const { text } = await run(["list", "--json"], { root, dataDir, env: { LOG_LEVEL: "debug" } });
      const { systems, apps } = ListReport.parse(JSON.parse(text));
      const sources = new Map(
        [...apps, ...systems.flatMap(({ settings }) => settings)].map((one) => [one.name, one.source]),
      );
      expect(Object.fromEntries(sources)).toMatchObject({
        LOG_LEVEL: "environment",
        RESEND_BASE_URL: "emulator",
        RESEND_API_KEY: "local",
        DATABASE_APP_URL: "local",
        APP_URL: "local",
        BILLING_PROVIDER: "default",
        DATABASE_URL: "unset",
      });
      const secrets: Record<string, string> = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8"));
      const { IMAGEKIT_PUBLIC_KEY: _shown, ...hidden } = secrets;
      expect(Object.values(hidden).filter((secret) => text.includes(secret))).toEqual([]);
    } finally {
      await stack.stop();
    }
    const before = photograph();
    const stopped = await doctor();
    expect([stopped.code, stopped.report.faults]).toEqual([1, []]);
    expect(stopped.check("local stack")).toMatchObject({ status: "wrong", fix: "npm start" });
    expect(stopped.check("database")).toMatchObject({ detail: "the bundled Postgres does not run", fix: "npm start" });
    expect(stopped.check("migrations")?.status).toBe("skipped");
    expect(photograph()).toEqual(before);
  });

  it("with a vendor of its own is live there, and still emulated elsewhere", async () => {
    const { report } = await doctor({ RESEND_BASE_URL: "https://127.0.0.2:1", RESEND_API_KEY: "re_own_key" });
    expect(report.systems.find(({ system }) => system === "notifications")).toMatchObject({
      state: "live",
      vendor: { isReached: false },
    });
    expect(report.systems.find(({ system }) => system === "media")?.state).toBe("emulated");
  });

  it("whose file sets an empty value in the process keeps it unset, as the start command does", async () => {
    const { report } = await doctor({ BILLING_PROVIDER: "", NOTIFICATIONS_EMAIL_PROVIDER: "none" });
    const adapters = Object.fromEntries(report.systems.map(({ system, adapter }) => [system, adapter]));
    expect(adapters).toMatchObject({ billing: "dodo", notifications: "none" });
  });
});

describe("the command line", () => {
  it.each([
    [[], "Which command?"],
    [["lst"], '"lst" is no command'],
    [["list", "--jsn"], "Unknown option '--jsn'"],
    [["list", "more"], "Unexpected argument 'more'"],
    [["doctor", "--yes"], "belong to --live"],
    [["doctor", "--env-file", "nowhere.env"], "there is no nowhere.env"],
    [["doctor", "--env-file", "."], ". can't be read: EISDIR"],
    [["env"], "which stage?"],
    [["env", "--stage", "prod"], '"prod" is none'],
    [["env", "--stage"], "argument missing"],
  ])("refuses what it does not understand in one line: %j", async (args, said) => {
    const refused = run(args, { root, dataDir });
    await expect(refused).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringContaining(said) as unknown,
    });
    await expect(refused).rejects.toMatchObject({ message: expect.not.stringContaining("\n") as unknown });
  });

  it.each([["--help"], ["list", "--help"], ["doctor", "--help"], ["env", "--help"]])(
    "explains itself: %s %s",
    async (...args) => {
      const { code, text } = await run(args.filter(Boolean), { root, dataDir });
      expect([code, text]).toEqual([0, expect.stringMatching(/^Usage: /)]);
      expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it("ends when it has said what it found, whoever still holds a connection", async () => {
    // Takes connections and never answers.
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const file = path.join(root, ".env.silent");
    writeFileSync(file, `NINEFOLD_STAGE=test\nRESEND_BASE_URL=${url}\nRESEND_API_KEY=re_x\n${LETTERHEAD}`);
    const began = Date.now();
    const main = path.join(repository, "scripts/system/main.ts");
    const ended: unknown = await promisify(execFile)(process.execPath, [main, "doctor", "--env-file", file]).catch(
      (error: unknown) => error,
    );
    silent.close();
    expect(ended).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/NOT REACHED: no answer\s+within 5 s/) as unknown,
    });
    expect(Date.now() - began).toBeLessThan(45_000);
  }, 60_000);

  it("ends with code 2 for the shell, and prints nothing that a pipe would read", async () => {
    const main = path.join(repository, "scripts/system/main.ts");
    const failure: unknown = await promisify(execFile)(process.execPath, [main, "lst"]).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^"lst" is no command.*\n$/) as unknown,
    });
  });
});
