import path from "node:path";
import { dataDir, pinnedNode, root } from "../lib/machine.mjs";
import { onEnding } from "../lib/processes.mjs";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { z } from "zod";
import { type EmulatorAddresses, emulatorEnv } from "./emulators.ts";
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
      env: withoutOwn({ ...process.env, NINEFOLD_STAGE: "test" }),
      signal: ending.signal,
    });
    const code = await playwright(args, stack, ending.signal);
    const unknown = await unknownRequests(stack.emulators);
    for (const line of unknown) console.error(`Not emulated, so nothing is proven about it: ${line}`);
    return unknown.length > 0 ? 1 : code;
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
  const env = {
    ...process.env,
    ...emulatorEnv(stack.emulators),
    BASE_URL: stack.baseUrl,
    EMULATOR_CONTROL_URL: stack.emulators.controlUrl,
    OPERATOR_EMAIL: stack.demo?.operator?.email,
    OPERATOR_PASSWORD: stack.demo?.operator?.password,
  };
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

const OWN = /^(DATABASE_|NOTIFICATIONS_|RESEND_|BILLING_|DODO_|IMAGEKIT_|MEDIA_|(API_)?PORT$|(APP|API)_URL$)/;

/**
 * The journeys write what they like and send mail to whom they like, so they never meet a database or a vendor that
 * somebody named for other purposes.
 */
function withoutOwn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OWN.test(name)));
}

const Listed = z.object({ emulators: z.array(z.object({ name: z.string() })) });
const Unknown = z.object({ requests: z.array(z.object({ method: z.string(), path: z.string() })) });

/** What the product asked of a vendor and its emulator does not know, a line each. */
async function unknownRequests({ controlUrl }: EmulatorAddresses): Promise<readonly string[]> {
  const read = async (path: string) => (await fetch(new URL(path, controlUrl))).json();
  const { emulators } = Listed.parse(await read("/emulators"));
  const found = emulators.map(async ({ name }) => {
    const { requests } = Unknown.parse(await read(`/emulators/${name}/requests?unknown=true`));
    return requests.map((one) => `${name} ${one.method} ${one.path}`);
  });
  return (await Promise.all(found)).flat();
}

process.exit(await main());
