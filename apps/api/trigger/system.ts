import type { Task } from "@ninefold/workflows";
import { compose, type System } from "../src/compose.ts";
import { readEnv } from "../src/env.ts";

const FLUSH_MS = 2_000;

let composed: Promise<System> | undefined;

/**
 * The code of one task, in a process of the platform: the whole system is composed at the first attempt, out of the
 * environment that the project has there.
 * @throws EnvError, and a plain Error for a task that this release does not have.
 */
export async function findTask(name: string): Promise<Task> {
  composed ??= compose(readEnv(), { runs: "attempt" });
  const system = await composed;
  const task = system.workflows.tasks().find((one) => one.name === name);
  if (task === undefined) throw new Error(`this release has no task ${name}`);
  return {
    ...task,
    async run(payload, attempt) {
      try {
        await task.run(payload, attempt);
      } finally {
        // The platform may freeze or end the process as soon as the attempt is over.
        await system.telemetry.flush({ signal: AbortSignal.timeout(FLUSH_MS) });
      }
    },
  };
}

/** Ends what `findTask` opened. */
export async function closeSystem(): Promise<void> {
  await (await composed)?.close();
}
