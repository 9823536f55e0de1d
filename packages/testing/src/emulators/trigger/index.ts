import { randomBytes } from "node:crypto";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { cliRoutes } from "./cli-routes.ts";
import { createCliSession } from "./cli-session.ts";
import type { StoredWorker } from "./cli-state.ts";
import { type Command, executeBy } from "./command.ts";
import { createExecution, type Execute, type Execution } from "./execution.ts";
import { runPages } from "./pages.ts";
import { access, runRoutes } from "./routes.ts";
import { openState, type State, type StoredRun } from "./state.ts";

export interface TriggerOptions extends RunOptions {
  /** The key of the environment, `tr_dev_…`: the only one that gets in. Absent: a made-up one. */
  readonly secretKey?: string | undefined;
  /** What the vendor's command line shows in dev mode, `tr_pat_…`. Absent: a made-up one. */
  readonly accessToken?: string | undefined;
  /** Runs each attempt in a process of its own. Absent: runs wait for a version, until `deploy` or a command line comes. */
  readonly command?: Command | undefined;
  /** Attempts at a time; 3 when absent: each may be a process. */
  readonly concurrency?: number | undefined;
  /** Where the product runs, for a link on the empty list. */
  readonly productUrl?: string | undefined;
}

export interface TriggerEmulator extends Emulator {
  readonly secretKey: string;
  readonly accessToken: string;
  /** Every version that a command line in dev mode has registered, oldest first. */
  workers(): readonly StoredWorker[];
  /** Every run, newest first. */
  runs(): readonly StoredRun[];
  /** From here on runs are executed by this. */
  deploy(execute: Execute): void;
  /** When something is due next by its clock; `undefined` when nothing waits for a moment. */
  nextAt(): Date | undefined;
}

/** Trigger.dev's API on this machine, after @trigger.dev/sdk 4.8.3 and the vendor's v3-openapi, read 2026-11-21. */
export async function startTrigger(options: TriggerOptions = {}): Promise<TriggerEmulator> {
  const { secretKey = `tr_dev_${hex()}`, accessToken = `tr_pat_${hex()}`, command, concurrency = 3 } = options;
  const held: { state?: State; execution?: Execution } = {};
  const list = () => (held.state?.runs.list() ?? []).toReversed();
  const emulator = await runEmulator("trigger", options, (kit) => {
    const state = openState(kit.store);
    const execution = createExecution(kit, state, concurrency);
    const session = createCliSession(kit, state, execution);
    Object.assign(held, { state, execution });
    if (command !== undefined) execution.deploy(executeBy(command));
    return {
      routes: {
        ...runRoutes(kit, state, execution),
        ...cliRoutes(
          state,
          { session, cancel: execution.cancel },
          { secretKey, variables: command?.env ?? {}, concurrency },
        ),
      },
      before: access(secretKey, accessToken),
      events: [],
      pages: runPages({ runs: list, now: kit.clock.now, productUrl: options.productUrl }),
      forget: () => {
        execution.abandon();
        session.forget();
      },
    };
  });
  const { close } = emulator;
  return Object.assign(emulator, {
    secretKey,
    accessToken,
    workers: () => held.state?.workers.list() ?? [],
    runs: list,
    deploy: (execute: Execute) => held.execution?.deploy(execute),
    nextAt: () => held.execution?.nextAt(),
    async close() {
      held.execution?.abandon();
      await close();
    },
  });
}

const hex = () => randomBytes(12).toString("hex");
