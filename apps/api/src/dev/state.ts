import type { System } from "../compose.ts";
import type { Stage } from "../env.ts";
import type { Emulators } from "./emulators.ts";
import { pageOf, recordsOf } from "./records.ts";

const MOST = 12;

export interface ConsoleOptions {
  readonly system: Pick<System, "workflows" | "billing" | "audit" | "safety" | "adapters">;
  /** Of the web app. */
  readonly origin: string;
  readonly stage: Stage;
  /** Absent where none run. */
  readonly emulators: Emulators | undefined;
}

/**
 * The nine systems as they are now, in one answer. Each part that could not be read is null, and the others are there all
 * the same: a console that goes dark with what it watches is of no use.
 */
export async function readState({ system, stage, emulators }: ConsoleOptions, requestId: string) {
  const { workflows, billing, audit, safety } = system;
  const [vendors, newest, bought, entries, flags, processes] = await Promise.all([
    part(emulators?.list()),
    part(workflows.newest(requestId, MOST)),
    part(billing.newest(requestId, MOST)),
    part(audit.newest(requestId, MOST)),
    part(safety.listFlags()),
    part(safety.listProcesses()),
  ]);
  return {
    at: new Date().toISOString(),
    stage,
    systems: system.adapters,
    /** False where the product talks to real vendors alone. */
    hasEmulators: emulators !== undefined,
    vendors: vendors?.map(({ records: _records, url, ...vendor }) => ({ ...vendor, page: pageOf(url) })) ?? null,
    records: vendors && recordsOf(vendors),
    workflows: newest,
    billing: bought && { vendor: billing.vendor, ...bought },
    audit: entries,
    flags: flags?.map(({ rollout = null, ...flag }) => ({ ...flag, rollout })) ?? null,
    canDecide: safety.capabilities.switches,
    /** As each process sees what it calls. */
    dependencies:
      processes?.flatMap(({ role, dependencies }) => dependencies.map((one) => ({ ...one, process: role }))) ?? null,
  };
}

/** What was read; null when it could not be, or there is nobody to ask. */
async function part<T>(work: Promise<T> | undefined): Promise<T | null> {
  return (await work?.catch(() => null)) ?? null;
}
