import { type Env, EnvError, readEnv } from "../../apps/api/src/env.ts";
import type { z } from "zod";
import { factsOf, type SettingGroup } from "./catalogue.ts";
import type { Settings, Values } from "./settings.ts";

export interface Fault {
  readonly variable: string;
  /** What is wrong, without the value. */
  readonly problem: string;
  /** A system by its name, `apps` or `web`. */
  readonly owner: string;
}

export interface Examined {
  /** Every one at once, as the apps themselves would refuse them. */
  readonly faults: readonly Fault[];
  /** For looking at what is right: each system that is not is replaced by its stand-in. Absent: even that can't be. */
  readonly env: Env | undefined;
}

/** Adapters that stand in for something: nothing of what they do leaves the process, or they do nothing. */
export const STAND_INS: ReadonlySet<string> = new Set(["memory", "none", "inline", "log", "single-user"]);

/**
 * Asks the readers that the apps start with, again and again without what they refused: one that stops at a malformed
 * variable has not yet looked at what is missing.
 */
export function examine({ values }: Pick<Settings, "values">, groups: readonly SettingGroup[]): Examined {
  const found = new Map<string, Fault>();
  let source: Values = values;
  for (let round = 0; round < ROUNDS; round += 1) {
    const faults = refusalsOf(source).filter(([variable]) => !found.has(variable));
    if (faults.length === 0) break;
    for (const [variable, problem] of faults) {
      found.set(variable, { variable, problem, owner: ownerOf(variable, groups) });
    }
    source = without(
      source,
      faults.map(([variable]) => variable),
    );
  }
  const faults = [...found.values(), ...webFaults(values, groups)];
  return { faults, env: looking(source, new Set(faults.map(({ owner }) => owner)), groups) };
}

const ROUNDS = 4;

/** The group that has the variable; a name that two have is the first one's. */
export const ownerOf = (variable: string, groups: readonly SettingGroup[]): string =>
  groups.find(({ shape }) => Object.hasOwn(shape, variable))?.owner ?? "apps";

function refusalsOf(source: Values): readonly (readonly [string, string])[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.faults.map((fault) => {
      const [, variable = "", problem = ""] = /^([A-Z0-9_]+): (.*)$/s.exec(fault) ?? [];
      return [variable, problem] as const;
    });
  }
}

/** What the web app's server reads by itself, and the API does not. */
function webFaults(values: Values, groups: readonly SettingGroup[]): readonly Fault[] {
  const own = groups.find(({ owner }) => owner === "web")?.shape ?? {};
  return Object.entries(own).flatMap(([variable, schema]) => {
    if (ownerOf(variable, groups) !== "web") return [];
    const { error } = schema.safeParse(values[variable]);
    return error === undefined ? [] : [{ variable, problem: error.issues[0]?.message ?? "not valid", owner: "web" }];
  });
}

/** What can't be left out is put right with what leads nowhere. */
function without(source: Values, names: readonly string[]): Values {
  const kept = Object.entries(source).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(names.flatMap((name) => nowhere(name))) };
}

function nowhere(name: string): readonly (readonly [string, string])[] {
  if (name === "APP_URL") return [[name, "https://nowhere.invalid"]];
  return /^DATABASE_.*_URL$/.test(name) ? [[name, "postgres://nobody@127.0.0.1:1/nowhere"]] : [];
}

/** The environment to look with: the rules of a stage are told already, and forbid no look. */
function looking(source: Values, faulty: ReadonlySet<string>, groups: readonly SettingGroup[]): Env | undefined {
  const replaced = groups
    .filter(({ owner }) => faulty.has(owner) && owner !== "apps" && owner !== "web")
    .flatMap(({ shape }) => Object.entries(shape));
  const standIns = replaced.flatMap(([name, schema]) => {
    const standIn = name.endsWith("_PROVIDER") && standInOf(name, schema);
    return standIn ? [[name, standIn] as const] : [];
  });
  const rest = without(
    source,
    replaced.map(([name]) => name),
  );
  const values = { ...rest, ...Object.fromEntries(standIns), NINEFOLD_STAGE: "local" };
  try {
    return readEnv(values);
  } catch (error) {
    if (error instanceof EnvError) return undefined;
    throw error;
  }
}

function standInOf(name: string, schema: z.ZodType): string | undefined {
  const { choices = [] } = factsOf(name, schema);
  return ["none", "log", "single-user", "memory"].find((one) => choices.includes(one));
}

/**
 * Whether a setting is of use to what was chosen. A vendor's settings begin with the vendor's name, and an adapter is
 * called after its vendors: `POSTHOG_HOST` and `SENTRY_DSN` are of `posthog-sentry`.
 */
export function isOfUse(name: string, shape: SettingGroup["shape"], values: Values): boolean {
  const providers = Object.entries(shape).filter(([provider]) => provider.endsWith("_PROVIDER"));
  const adapters = providers.flatMap(([provider, schema]) => {
    const { choices = [], fallback, suggest = {} } = factsOf(provider, schema);
    const chosen =
      values[provider] ?? fallback ?? suggest[values["NINEFOLD_STAGE"] ?? "production"] ?? suggest["other"];
    return choices.map((adapter) => ({ adapter, isChosen: adapter === chosen }));
  });
  const users = adapters.filter(({ adapter }) => !STAND_INS.has(adapter) && isOfAdapter(name, adapter));
  return users.length === 0 || users.some(({ isChosen }) => isChosen);
}

const isOfAdapter = (name: string, adapter: string): boolean =>
  adapter.split("-").some((vendor) => name.startsWith(`${vendor.toUpperCase()}_`));
