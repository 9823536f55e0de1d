import { isEmulator, STAGES, type Env } from "../../apps/api/src/env.ts";
import { chosenAdapters } from "../../apps/api/src/adapters.ts";
import { factsOf, type SettingGroup } from "./catalogue.ts";
import { watchClocks } from "./clock.ts";
import { examine, type Fault, isOfUse, STAND_INS } from "./configuration.ts";
import { type DatabaseLook, lookAtDatabase } from "./database-checks.ts";
import { runLive } from "./live.ts";
import { capabilitiesOf, type Opened, openPorts } from "./open.ts";
import { reach } from "./probes.ts";
import type { Check, DoctorReport, Reached } from "./report.ts";
import type { Settings } from "./settings.ts";
import { clockCheck, furtherChecks } from "./surroundings.ts";
import { checkWebhooks } from "./webhooks.ts";
import { sayError, within } from "./within.ts";

export interface DoctorOptions {
  /** Present: a test record of each kind is sent through every vendor that is configured. */
  readonly live?: { readonly mailTo?: string | undefined };
  readonly now?: () => Date;
}

/** Looks at everything, starts nothing, and changes nothing unless `live` says so. Never throws for what it finds. */
export async function examineSystem(
  settings: Settings,
  groups: readonly SettingGroup[],
  { live, now = () => new Date() }: DoctorOptions = {},
): Promise<DoctorReport> {
  const { values } = settings;
  const stage = stageOf(settings);
  const examined = examine(settings, groups);
  // Nobody can set what the first start makes.
  const unmade = settings.local?.hasDatabase === false;
  const faults = examined.faults.filter(({ variable }) => !(unmade && DATABASE.test(variable)));
  const faulty = new Set(faults.map(({ owner }) => owner));
  const databaseFaults = examined.faults.filter(({ variable }) => DATABASE.test(variable));

  const clocks = watchClocks(() => now().getTime());
  const { opened, failure } = await open(examined.env);
  try {
    const database = await lookAt(examined.env, { settings, stage, isNamed: databaseFaults.length === 0 });
    const systems = await Promise.all(
      chosenAdapters(values).map(async ({ system, adapter }) => {
        const state = stateOf({ system, adapter, faulty, settings, groups });
        const look = { system, adapter, state, database, settings };
        const vendor = await ask(look, { opened, env: examined.env });
        return { system, adapter, state, vendor, capabilities: await capabilitiesOf(system, adapter, opened?.ports) };
      }),
    );
    const adapters = new Map(
      systems.filter(({ state }) => state !== "misconfigured").map(({ system, adapter }) => [system, adapter]),
    );
    const steps =
      live && opened && examined.env
        ? await runLive({ ...live, ports: opened.ports, env: examined.env, adapters })
        : undefined;
    const checks: Check[] = [
      ...(failure ? [{ name: "composition", status: "wrong", detail: failure } as const] : []),
      ...(await furtherChecks(settings, groups)),
      ...database.checks,
      clockCheck([...clocks.stop(), ...(database.clock ? [database.clock] : [])]),
      ...(opened ? await checkWebhooks(opened.ports, values, adapters) : []),
    ];
    const isOk =
      faults.length === 0 &&
      systems.every(({ vendor }) => vendor.isReached !== false) &&
      checks.every(({ status }) => status !== "wrong") &&
      (live === undefined || steps?.every(({ status }) => status !== "failed") === true);
    return {
      stage,
      checkedAt: now().toISOString(),
      isOk,
      systems,
      faults: faults.map((fault) => toFault(fault, settings, groups)),
      checks,
      ...(steps && { live: [...steps] }),
    };
  } finally {
    clocks.stop();
    await opened?.close();
  }
}

/** An adapter may still refuse what its schema lets through: then nobody can be asked, and that is told. */
async function open(env: Env | undefined): Promise<{ readonly opened?: Opened; readonly failure?: string }> {
  if (env === undefined) return {};
  const outcome = await within(COMPOSE_MS, () => openPorts(env));
  return "value" in outcome ? { opened: outcome.value } : { failure: sayError(outcome.error) };
}
const COMPOSE_MS = 60_000;

const DATABASE = /^DATABASE_(APP|IDENTITY|SYSTEM|QUEUE)_URL$/;

/** The stage as its rules are applied: one that is none is held to those of production. */
export function stageOf({ values, isLocal }: Settings): Env["NINEFOLD_STAGE"] {
  return STAGES.find((one) => one === values["NINEFOLD_STAGE"]) ?? (isLocal ? "local" : "production");
}

async function lookAt(
  env: Env | undefined,
  { settings, stage, isNamed }: { settings: Settings; stage: Env["NINEFOLD_STAGE"]; isNamed: boolean },
): Promise<DatabaseLook> {
  const isBundled =
    settings.local !== undefined && !settings.written.has("DATABASE_APP_URL") && !settings.written.has("DATABASE_URL");
  if (env !== undefined && isNamed) return lookAtDatabase(env, { isBundled, stage });
  const detail =
    settings.local?.hasDatabase === false ? "there is none yet" : "not asked: its settings must be right first";
  const status = settings.local?.hasDatabase === false ? "wrong" : "skipped";
  const check = { name: "database", status, detail, ...(status === "wrong" && { fix: "npm start" }) } as const;
  return { checks: [check], isUsable: false, clock: undefined };
}

type State = DoctorReport["systems"][number]["state"];

function stateOf(look: {
  readonly system: string;
  readonly adapter: string;
  readonly faulty: ReadonlySet<string>;
  readonly settings: Settings;
  readonly groups: readonly SettingGroup[];
}): State {
  const { system, adapter, faulty, settings, groups } = look;
  if (faulty.has(system)) return "misconfigured";
  if (STAND_INS.has(adapter)) return "stand-in";
  const shape = groups.find(({ owner }) => owner === system)?.shape ?? {};
  const urls = Object.keys(shape).flatMap((name) => {
    const value = settings.values[name];
    return value !== undefined && /^https?:/.test(value) && URL.canParse(value) && isOfUse(name, shape, settings.values)
      ? [value]
      : [];
  });
  return system !== "testing" && urls.some(isEmulator) ? "emulated" : "live";
}

const nobody = (detail: string): Reached => ({ isReached: null, detail });

/** What lives in our own database is asked for by asking that. */
const IN_DATABASE = new Set(["better-auth", "oidc", "postgres"]);

async function ask(
  look: {
    readonly system: string;
    readonly adapter: string;
    readonly state: State;
    readonly database: DatabaseLook;
    readonly settings: Settings;
  },
  { opened, env }: { readonly opened: Opened | undefined; readonly env: Env | undefined },
): Promise<Reached> {
  const { system, adapter, state, database, settings } = look;
  if (system === "marketing") return nobody("read when the web app is built");
  if (system === "testing") return nobody("drives the product: npm run e2e");
  if (state === "stand-in") return nobody("nobody to ask");
  if (state === "misconfigured" || opened === undefined || env === undefined) {
    return nobody("not asked: its settings must be right first");
  }
  if (IN_DATABASE.has(adapter) && !database.isUsable) return nobody("not asked: it lives in the database");
  const reached = await reach(system, adapter, { ports: opened.ports, env });
  const isStopped = reached.isReached === false && state === "emulated" && settings.local !== undefined;
  const hint = settings.local?.url === undefined ? "; the emulators run with npm start" : "";
  return isStopped ? { ...reached, detail: `${reached.detail}${hint}` } : reached;
}

function toFault({ variable, problem, owner }: Fault, { values }: Settings, groups: readonly SettingGroup[]) {
  const schema = groups.find((group) => group.owner === owner)?.shape[variable];
  const { from } = schema === undefined ? {} : factsOf(variable, schema);
  return { variable, problem, neededBy: neededBy(owner, values), ...(from !== undefined && { from }) };
}

function neededBy(owner: string, values: Settings["values"]): string {
  if (owner === "apps") return "the API and the worker";
  if (owner === "web") return "the web app";
  const adapter = chosenAdapters(values).find(({ system }) => system === owner)?.adapter;
  return adapter === undefined ? owner : `${owner} (${adapter})`;
}
