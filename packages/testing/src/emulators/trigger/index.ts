import { randomBytes } from "node:crypto";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { type Command, executeBy } from "./command.ts";
import { createExecution, type Execute, type Execution } from "./execution.ts";
import { runPages } from "./pages.ts";
import { access, runRoutes } from "./routes.ts";
import { openState, type State, type StoredRun } from "./state.ts";

export interface TriggerOptions extends RunOptions {
  /** The key of the environment, `tr_dev_…`: the only one that gets in. Absent: a made-up one. */
  readonly secretKey?: string | undefined;
  /** Runs each attempt in a process of its own. Absent: runs wait for a version, until `deploy`. */
  readonly command?: Command | undefined;
  /** Attempts at a time; 3 when absent: each may be a process. */
  readonly concurrency?: number | undefined;
  /** Where the product runs, for a link on the empty list. */
  readonly productUrl?: string | undefined;
}

export interface TriggerEmulator extends Emulator {
  readonly secretKey: string;
  /** Every run, newest first. */
  runs(): readonly StoredRun[];
  /** From here on runs are executed by this. */
  deploy(execute: Execute): void;
  /** When something is due next by its clock; `undefined` when nothing waits for a moment. */
  nextAt(): Date | undefined;
}

/** Trigger.dev's API on this machine, after @trigger.dev/sdk 4.8.3 and the vendor's v3-openapi, read 2026-11-21. */
export async function startTrigger(options: TriggerOptions = {}): Promise<TriggerEmulator> {
  const { secretKey = `tr_dev_${randomBytes(12).toString("hex")}`, command, concurrency = 3, productUrl } = options;
  const held: { state?: State; execution?: Execution } = {};
  const list = () => (held.state?.runs.list() ?? []).toReversed();
  const emulator = await runEmulator("trigger", options, (kit) => {
    const state = openState(kit.store);
    const execution = createExecution(kit, state, concurrency);
    Object.assign(held, { state, execution });
    if (command !== undefined) execution.deploy(executeBy(command));
    return {
      routes: runRoutes(kit, state, execution),
      before: access(secretKey),
      events: [],
      pages: runPages({ runs: list, now: kit.clock.now, productUrl }),
      forget: execution.abandon,
    };
  });
  const { close } = emulator;
  return Object.assign(emulator, {
    secretKey,
    runs: list,
    deploy: (execute: Execute) => held.execution?.deploy(execute),
    nextAt: () => held.execution?.nextAt(),
    async close() {
      held.execution?.abandon();
      await close();
    },
  });
}
