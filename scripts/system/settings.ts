import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { settingsToBe } from "../dev/data-folder.ts";
import { lastUrls } from "../dev/database.ts";
import { emulatorEnv, lastEmulators } from "../dev/emulators.ts";
import { lastPort } from "../dev/ports.ts";
import { lockHolder } from "../lib/lock.mjs";

/** Where a value comes from. `local`: what `npm start` keeps in .data; `default`: what the code has when nobody says. */
export const SOURCES = ["environment", "file", "local", "emulator", "default", "unset"] as const;
export type Source = (typeof SOURCES)[number];

export type Values = Readonly<Record<string, string>>;

export interface Settings {
  /** What the apps would be started with. Holds secrets. */
  readonly values: Values;
  readonly sourceOf: (name: string) => Exclude<Source, "default">;
  /** True: what nobody set is filled in as `npm start` does, with emulators for vendors. */
  readonly isLocal: boolean;
  /** Names that somebody wrote, and where. */
  readonly written: ReadonlyMap<string, "environment" | "file">;
  /** As a person named it; absent when there is none. */
  readonly envFile: string | undefined;
  readonly local: LocalStack | undefined;
}

export interface LocalStack {
  /** The address of the web app, while `npm start` runs. */
  readonly url: string | undefined;
  /** False: another Postgres is named, or nobody has started yet. */
  readonly hasDatabase: boolean;
  readonly controlUrl: string;
}

export interface Place {
  /** The process's own environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `.env` or another; one that is not there counts as empty. */
  readonly envFile: string;
  /** True when a person named the file: it then describes a deployment, and nothing of this machine is filled in. */
  readonly isNamed: boolean;
  readonly dataDir: string;
}

/**
 * What the apps would get, and from where; reads only. As everywhere a variable of the process wins over the file's, also
 * when it is empty, and an empty one is unset.
 */
export function readSettings({ env, envFile, isNamed, dataDir }: Place): Settings {
  const file = existsSync(envFile) ? parseEnv(readFileSync(envFile, "utf8")) : undefined;
  const outer = withoutEmpty({ ...file, ...env });
  const stage = outer["NINEFOLD_STAGE"] ?? (isNamed ? "production" : "local");
  const isLocal = !isNamed && (stage === "local" || stage === "test");
  const local = isLocal ? localValues(dataDir, outer) : undefined;
  const { DATABASE_URL: _owner, ...others } = outer;
  const values: Values = { ...local?.emulators, ...local?.kept, ...others, ...local?.urls };
  const written = new Map(
    Object.keys(outer).map((name) => [name, env[name] ? ("environment" as const) : ("file" as const)]),
  );
  return {
    values: isLocal ? values : outer,
    sourceOf(name) {
      const from = written.get(name);
      if (from !== undefined && values[name] === outer[name]) return from;
      if (values[name] === undefined) return from ?? "unset";
      return local !== undefined && local.emulators[name] === values[name] ? "emulator" : "local";
    },
    isLocal,
    written,
    envFile: file === undefined ? undefined : path.basename(envFile),
    local: local?.stack,
  };
}

/** What `npm start` fills in (see programEnv in scripts/dev/stack.ts), and what it would where it never ran. */
function localValues(dataDir: string, outer: Values) {
  const url = lockHolder(path.join(dataDir, "run.lock"))?.["url"];
  const running = typeof url === "string" ? url : undefined;
  const emulators = lastEmulators(dataDir);
  const given = DATABASE.every((name) => outer[name] !== undefined);
  const urls = given ? {} : (lastUrls(dataDir, outer) ?? {});
  const apiPort = outer["API_PORT"] ?? String(lastPort(dataDir, "api") ?? 4000);
  return {
    emulators: emulatorEnv(emulators),
    kept: {
      NINEFOLD_STAGE: "local",
      APP_URL: running ?? `http://localhost:${outer["PORT"] ?? 3000}`,
      API_URL: `http://127.0.0.1:${apiPort}`,
      API_PORT: apiPort,
      ...settingsToBe(dataDir).settings,
    },
    urls,
    stack: {
      url: running,
      hasDatabase: given || Object.keys(urls).length > 0,
      controlUrl: emulators.controlUrl,
    },
  };
}

const DATABASE = ["DATABASE_APP_URL", "DATABASE_IDENTITY_URL", "DATABASE_SYSTEM_URL", "DATABASE_QUEUE_URL"];

function withoutEmpty(env: Place["env"]): Values {
  const set = Object.entries(env).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return Object.fromEntries(set);
}
