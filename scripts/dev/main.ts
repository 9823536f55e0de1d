import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { chosenAdapters } from "../../apps/api/src/adapters.ts";
import { dataDir, root } from "../lib/machine.mjs";
import { portFrom } from "../lib/port.mjs";
import { onEnding } from "../lib/processes.mjs";
import { StackError } from "./errors.ts";
import { emulatorPages } from "./emulators.ts";
import { type Stack, startStack } from "./stack.ts";

const USAGE = `Usage: npm start [-- --verbose]     everything on this machine, reloading as the source changes
       npm run preview [-- --verbose]  the same from a production build
PORT chooses the port (3000); DATABASE_URL a Postgres of your own. Both may stand in .env.`;

/** `npm start` and `npm run preview`. */
async function main(): Promise<number> {
  const { values, mode } = readArgs();
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const envFile = path.join(root, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const port = portFrom(process.env["PORT"]);
  if (port === undefined) {
    console.error(`PORT: "${process.env["PORT"]}" is not a port. Give a number from 1 to 65535.`);
    return 1;
  }

  const starting = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let stack: Stack | undefined;
  onEnding(
    (signal) => {
      starting.abort();
      end(signal === "SIGINT" ? 0 : 128 + (signal === "SIGHUP" ? 1 : 15));
    },
    { withParent: true },
  );
  const began = Date.now();
  try {
    stack = await startStack({
      mode,
      dataDir,
      port,
      verbose: values.verbose,
      signal: starting.signal,
      // In development the others stay, and the next change of a file may mend it; nothing mends a lost database.
      onCrash: (name) => (mode === "preview" || name === "postgres") && end(1),
    });
  } catch (error) {
    if (starting.signal.aborted) {
      console.log("\nStopped before it had started.");
      return ended;
    }
    console.error(`\n${describe(error)}`);
    return 1;
  }
  console.log(await table(stack, { mode, seconds: Math.round((Date.now() - began) / 1_000) }));
  const code = await ended;
  console.log("\nStopping");
  await stack.stop();
  return code;
}

/** @throws StackError for an argument that means nothing here. */
function readArgs() {
  const options = { verbose: { type: "boolean", default: false }, help: { type: "boolean", default: false } } as const;
  const { values, positionals, tokens } = parseArgs({ options, allowPositionals: true, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === "option" && !Object.hasOwn(options, token.name));
  const [mode = "dev", more] = positionals;
  const odd = unknown !== undefined && "rawName" in unknown ? unknown.rawName : more;
  if (odd !== undefined || (mode !== "dev" && mode !== "preview"))
    throw new StackError(`"${odd ?? mode}" means nothing here.\n${USAGE}`);
  return { values: { verbose: values.verbose === true, help: values.help === true }, mode } as const;
}

async function table(stack: Stack, { mode, seconds }: { mode: string; seconds: number }): Promise<string> {
  const { baseUrl, demo, emulators } = stack;
  const reference = `${baseUrl}/reference`;
  const rows = [
    ["Web", baseUrl],
    ...emulatorPages(emulators, stack.env),
    ...((await answers(reference)) ? [["API reference", reference]] : []),
    ["Health", `${baseUrl}/api/v1/health`],
    ...(demo === undefined
      ? []
      : [
          ["Demo", demo.workspaceUrl],
          ["", `${demo.email}  ${demo.password}`],
        ]),
    ...(demo?.operator === undefined ? [] : [["Operator", `${demo.operator.email}  ${demo.operator.password}`]]),
    ["Database", stack.databaseLocation],
    ["Logs", `${path.relative(root, path.join(dataDir, "logs"))}/`],
  ];
  const systems = chosenAdapters(stack.env);
  const width = Math.max(...systems.map(({ adapter }) => adapter.length)) + 2;
  return [
    `\nNinefold is running (${mode === "dev" ? "development" : "production build"}, started in ${seconds} s)\n`,
    ...rows.map(([name = "", value = ""]) => `  ${name.padEnd(15)}${value}`),
    "",
    ...systems.map(({ system, adapter, note }) => `  ${system.padEnd(15)}${adapter.padEnd(width)}${note}`.trimEnd()),
    "\nStop with Ctrl-C.",
  ].join("\n");
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.ok ?? false;
}

/** What a person can mend says so in its message; anything else is our fault and shows where. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = ["StackError", "LocalPostgresError", "DatabaseError"].includes(error.name) || "syscall" in error;
  return known ? error.message : (error.stack ?? error.message);
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(describe(error));
    return 1;
  }),
);
