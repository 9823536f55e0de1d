import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { STAGES } from "../../apps/api/src/env.ts";
import { settingGroups } from "./catalogue.ts";
import { examineSystem, stageOf } from "./doctor.ts";
import { makeEnv, renderEnv } from "./env.ts";
import { listSystems } from "./list.ts";
import type { Output } from "./print.ts";
import { renderDoctor, renderList } from "./render.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Where a command runs. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the repository; its `.env` is read unless another file is named. */
  readonly root: string;
  readonly dataDir: string;
  /** Where a person stands, for files that they name. */
  readonly cwd: string;
  readonly output: Output;
}

const USAGE = `Usage: npm run system -- <command> [flags]

  list     the nine systems, their adapters, and where each setting comes from
  doctor   what is wrong here, and what to do about it
  env      the environment of a stage: its secrets made, the rest named

--json for programs; --help after a command says more.
Exit code: 0 all is well, 1 something is wrong, 2 not understood.
`;

const HELP: Readonly<Record<Command, string>> = {
  list: `Usage: npm run system -- list [--env-file FILE] [--json]

The nine systems, the adapter of each, what it can do, and where each setting
comes from. Shows no secret. Asks nobody, starts nothing.

  --env-file FILE   instead of .env; it is then all there is: nothing that
                    npm start would add is added
  --json            for programs
`,
  doctor: `Usage: npm run system -- doctor [--live [--yes] [--mail-to ADDRESS]]
                                [--env-file FILE] [--json]

Settings, database, migrations, clocks, webhooks, connections, and whether each
vendor answers. Starts and changes nothing.

  --live            sends a test error, event, mail, upload, job and checkout
                    through whatever is configured, marked as tests; the upload
                    is removed again
  --mail-to ADDRESS who gets the test mail, where the vendor has no address
                    for tests
  --yes             --live at stage production
  --env-file FILE   instead of .env, such as that of a deployment
  --json            for programs
`,
  env: `Usage: npm run -s system -- env --stage STAGE [--json]

An environment for a stage (${STAGES.join(", ")}), as
a file: secrets are made, and what has to come from a vendor is named with where
to get it. For the adapters that are chosen here. Writes no file:

  umask 077 && npm run -s system -- env --stage production > .env.production
`,
};

const OPTIONS = {
  list: { "env-file": { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
  doctor: {
    "env-file": { type: "string" },
    json: { type: "boolean" },
    help: { type: "boolean" },
    live: { type: "boolean" },
    yes: { type: "boolean" },
    "mail-to": { type: "string" },
  },
  env: { stage: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
} as const;
type Command = keyof typeof OPTIONS;

/** What a person got wrong, in one line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Runs one command; answers its exit code.
 * @throws UsageError for what is no command, flag or value of one.
 */
export async function runCommand([name, ...args]: readonly string[], where: Surroundings): Promise<number> {
  if (name === "--help" || name === "help") return say(where, USAGE);
  if (name === undefined) throw new UsageError("Which command? One of list, doctor, env; --help says more.");
  if (name === "list") return list(args, where);
  if (name === "doctor") return doctor(args, where);
  if (name === "env") return env(args, where);
  throw new UsageError(`"${name}" is no command. One of list, doctor, env; --help says more.`);
}

async function list(args: readonly string[], where: Surroundings): Promise<number> {
  const { values } = read(args, "list");
  if (values.help) return say(where, HELP.list);
  const report = await listSystems(settingsIn(where, values["env-file"]), await settingGroups());
  return say(where, values.json ? json(report) : renderList(report, where.output));
}

async function doctor(args: readonly string[], where: Surroundings): Promise<number> {
  const { values } = read(args, "doctor");
  if (values.help) return say(where, HELP.doctor);
  const { live = false, yes = false, "mail-to": mailTo } = values;
  if (!live && (yes || mailTo !== undefined)) throw new UsageError("--yes and --mail-to belong to --live.");
  if (mailTo !== undefined && !/^[^\s@]+@[^\s@]+$/.test(mailTo)) throw new UsageError("--mail-to: not an address.");
  const settings = settingsIn(where, values["env-file"]);
  if (live && !yes && stageOf(settings) === "production") {
    throw new UsageError("--live sends test records through real vendors; at stage production add --yes.");
  }
  const report = await examineSystem(settings, await settingGroups(), live ? { live: { mailTo } } : {});
  say(where, values.json ? json(report) : renderDoctor(report, where.output));
  return report.isOk ? 0 : 1;
}

async function env(args: readonly string[], where: Surroundings): Promise<number> {
  const { values } = read(args, "env");
  if (values.help) return say(where, HELP.env);
  const stage = STAGES.find((one) => one === values.stage);
  if (stage === undefined) {
    const given = values.stage === undefined ? "which stage?" : `"${values.stage}" is none.`;
    throw new UsageError(`--stage: ${given} One of ${STAGES.join(", ")}.`);
  }
  const report = makeEnv(stage, await settingGroups(), settingsIn(where, undefined).values);
  return say(where, values.json ? json(report) : renderEnv(report));
}

function read<Name extends Command>(args: readonly string[], command: Name) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS[command], strict: true, allowPositionals: false });
  } catch (error) {
    const [line = ""] = error instanceof Error ? error.message.split(/[.](?: |$)/) : [];
    throw new UsageError(`${line}. See npm run system -- ${command} --help.`);
  }
}

function settingsIn({ env: own, root, dataDir, cwd }: Surroundings, named: string | undefined): Settings {
  const envFile = named === undefined ? path.join(root, ".env") : path.resolve(cwd, named);
  if (named !== undefined && !existsSync(envFile)) throw new UsageError(`--env-file: there is no ${named}.`);
  try {
    return readSettings({ env: own, envFile, isNamed: named !== undefined, dataDir });
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new UsageError(`${named ?? ".env"} can't be read: ${error.message}`);
  }
}

function say({ output }: Surroundings, text: string): number {
  output.write(text);
  return 0;
}

const json = (report: object) => `${JSON.stringify(report, null, 2)}\n`;
