import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processStart } from "../lib/processes.mjs";
import { type Child, killMarked, startChild } from "./child.ts";

let folder: string;
let child: Child | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "child-test-"));
});
afterEach(async () => {
  await child?.stop();
  rmSync(folder, { recursive: true });
});

/** Starts a shell script and waits for the pid that it prints first. */
async function start(script: string, env: NodeJS.ProcessEnv = {}): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<string>();
  child = startChild({
    name: "it",
    command: "/bin/sh",
    args: ["-c", script],
    cwd: folder,
    env: { PATH: "/usr/bin:/bin", ...env },
    logFile: path.join(folder, "it.log"),
    stopMs: 500,
    onLine: resolve,
  });
  return Number(await promise);
}

describe("a program of the stack", () => {
  it("is gone after a stop, and so is what it had started and left behind", async () => {
    const grandchild = await start("sleep 600 & echo $!; wait");
    expect(processStart(grandchild)).toBeDefined();
    await child?.stop();
    expect([processStart(grandchild), processStart(child?.pid ?? 0)]).toEqual([undefined, undefined]);
  });

  it("is killed when it does not listen", async () => {
    const pid = await start("trap '' TERM; echo $$; while :; do sleep 0.1; done");
    await child?.stop();
    expect(processStart(pid)).toBeUndefined();
  });

  it("leaves nothing outside its group either (where the system lets one look: Linux)", async () => {
    const mark = `STACK=${randomUUID()}`;
    const away = await start("setsid sleep 600 & echo $!; wait", { STACK: mark.slice(6) });
    await child?.stop();
    if (process.platform !== "linux") process.kill(away, "SIGKILL");
    killMarked(mark);
    await expect.poll(() => processStart(away)).toBeUndefined();
  });

  it("leaves its last lines and its whole log", async () => {
    await start("echo 1; for i in $(seq 2 30); do echo $i; done; exit 3");
    expect(await child?.ended).toBe("ended with code 3");
    expect(child?.lastLines()).toHaveLength(20);
    expect(child?.lastLines().at(-1)).toBe("30");
    await expect.poll(() => readFileSync(path.join(folder, "it.log"), "utf8").split("\n").length).toBe(31);
  });
});
