import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLock } from "./lock.mjs";
import { processStart } from "./processes.mjs";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lock-test-"));
  file = path.join(folder, "run.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a lock file", () => {
  it("is held by one process, tells the next one who, and is free again after a release", () => {
    const first = takeLock(file, { url: "http://localhost:3000" });
    expect(takeLock(file)).toMatchObject({ holder: { pid: process.pid, url: "http://localhost:3000" } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    if ("release" in first) first.release();
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file)).toHaveProperty("release");
  });

  it("of a process that is gone is no obstacle", async () => {
    const gone = spawn("true");
    await new Promise((resolve) => gone.once("exit", resolve));
    for (const note of [{ pid: gone.pid, start: "1" }, { pid: gone.pid }]) {
      writeFileSync(file, JSON.stringify(note));
      expect(takeLock(file)).toHaveProperty("release");
    }
  });

  it("of a process whose pid is somebody else's now is no obstacle", () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, start: "long ago" }));
    expect(takeLock(file)).toHaveProperty("release");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ start: processStart(process.pid) });
  });

  it("that a full disk left empty is no obstacle", () => {
    writeFileSync(file, "");
    utimesSync(file, 0, 0);
    expect(takeLock(file)).toHaveProperty("release");
  });
});
