import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TriggerEmulator } from "@ninefold/testing/emulators";
import { startChild } from "../dev/child.ts";
import { pinnedNode, root } from "../lib/machine.mjs";

/** Port 9 discards what it is sent, where it is open at all: whoever asks the world outside is refused at once. */
const NOBODY = "http://127.0.0.1:9";

/**
 * `npm run trigger:dev` against that emulator, on a branch of its own: it leaves the one of a person at work alone. It
 * knows no account and reaches nothing but this machine.
 */
export async function startCommandLine(emulator: Pick<TriggerEmulator, "url" | "accessToken">) {
  const home = await mkdtemp(path.join(tmpdir(), "trigger-cli-"));
  const said: string[] = [];
  const child = startChild({
    name: "trigger",
    command: pinnedNode,
    args: [path.join(root, "scripts/trigger-cli/main.ts"), "--branch", `smoke-${process.pid}`],
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      HOME: home,
      NO_COLOR: "1",
      TRIGGER_API_URL: emulator.url,
      TRIGGER_ACCESS_TOKEN: emulator.accessToken,
      NODE_USE_ENV_PROXY: "1",
      HTTPS_PROXY: NOBODY,
      HTTP_PROXY: NOBODY,
      NO_PROXY: "127.0.0.1,localhost",
    },
    logFile: path.join(home, "trigger.log"),
    onLine: (line) => said.push(line),
  });
  return {
    /** Rejects with what it said last when it ends by itself. */
    ended: child.ended.then((how) => {
      throw new Error(`the command line ${how}:\n${said.slice(-30).join("\n")}`);
    }),
    said: () => said.join("\n"),
    async close() {
      await child.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
