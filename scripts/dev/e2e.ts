import path from "node:path";
import { dataDir, pinnedNode, root } from "../lib/machine.mjs";
import { onEnding } from "../lib/processes.mjs";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { type Stack, startStack } from "./stack.ts";

/** `npm run e2e -- [--no-build] [playwright's own arguments]`: the journeys against a build of their own. */
async function main(): Promise<number> {
  const args = process.argv.slice(2).filter((arg) => arg !== "--no-build");
  const ending = new AbortController();
  onEnding(() => ending.abort(), { withParent: true });
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      mode: "preview",
      dataDir: path.join(dataDir, "e2e"),
      build: !process.argv.includes("--no-build"),
      fresh: true,
      durable: false,
      env: withoutDatabase({ ...process.env, NINEFOLD_STAGE: "test" }),
      signal: ending.signal,
    });
    return await playwright(args, stack, ending.signal);
  } catch (error) {
    console.error(error instanceof Error && error.name.endsWith("Error") ? error.message : error);
    return 1;
  } finally {
    await stack?.stop();
  }
}

function playwright(args: readonly string[], stack: Stack, signal: AbortSignal): Promise<number> {
  const folder = path.join(root, "e2e");
  const manifest = createRequire(path.join(folder, "package.json")).resolve("@playwright/test/package.json");
  const env = { ...process.env, BASE_URL: stack.baseUrl };
  const child = spawn(pinnedNode, [path.join(path.dirname(manifest), "cli.js"), "test", ...args], {
    cwd: folder,
    env,
    stdio: "inherit",
  });
  signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** The journeys write what they like, so they never meet a database that somebody named for other purposes. */
function withoutDatabase(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !name.startsWith("DATABASE_") && !["PORT", "API_PORT", "APP_URL", "API_URL"].includes(name),
    ),
  );
}

process.exit(await main());
