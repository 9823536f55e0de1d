import { spawn } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { dataDir, pinnedNode, root } from "../lib/machine.mjs";
import { onEnding } from "../lib/processes.mjs";
import { type EmulatorAddresses, emulatorEnv } from "./emulators.ts";
import { type Stack, startStack } from "./stack.ts";

interface Journeys {
  /** Of the data folder: two of one name can not run at once. */
  readonly name: string;
  /** False when the caller has just built. */
  readonly build: boolean;
  /** What drives the product: a file for Node, in the folder of the journeys, and its arguments. */
  readonly file: (folder: string) => string;
  readonly args: readonly string[];
}

/** Starts a build of the product on a data folder of its own, has it driven, and stops it. The exit code. */
export async function runJourneys({ name, build, file, args }: Journeys): Promise<number> {
  const ending = new AbortController();
  onEnding(() => ending.abort(), { withParent: true });
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      mode: "preview",
      dataDir: path.join(dataDir, name),
      build,
      fresh: true,
      durable: false,
      env: withoutOwn({ ...process.env, NINEFOLD_STAGE: "test" }),
      signal: ending.signal,
    });
    const folder = path.join(root, "e2e");
    const code = await drive([file(folder), ...args], folder, { stack, signal: ending.signal });
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

interface Running {
  readonly stack: Stack;
  readonly signal: AbortSignal;
}

function drive(args: readonly string[], cwd: string, { stack, signal }: Running): Promise<number> {
  const env = {
    ...process.env,
    ...emulatorEnv(stack.emulators),
    BASE_URL: stack.baseUrl,
    EMULATOR_CONTROL_URL: stack.emulators.controlUrl,
    OPERATOR_EMAIL: stack.demo?.operator?.email,
    OPERATOR_PASSWORD: stack.demo?.operator?.password,
  };
  const child = spawn(pinnedNode, args, { cwd, env, stdio: "inherit" });
  signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

const OWN = /^(DATABASE_|EMULATOR_|NOTIFICATIONS_|RESEND_|BILLING_|DODO_|IMAGEKIT_|MEDIA_|(API_)?PORT$|(APP|API)_URL$)/;

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
