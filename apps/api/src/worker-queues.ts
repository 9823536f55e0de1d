import { parseArgs } from "node:util";
import type { Workflows } from "@ninefold/workflows";
import { EnvError } from "./env.ts";

/**
 * What this worker works off: `--queues senders,importers`; `undefined` for everything.
 * @throws EnvError for a queue that there is not, for anything else on the command line, and where a worker executes nothing.
 */
export function chosenQueues(
  args: readonly string[],
  { queues, capabilities }: Pick<Workflows, "queues" | "capabilities">,
): readonly string[] | undefined {
  const given = parsed(args);
  if (given === undefined) return undefined;
  if (capabilities.executesIn !== "worker") {
    throw new EnvError(["--queues: WORKFLOWS_PROVIDER names an engine that runs no jobs in a worker; leave it out"]);
  }
  const wanted = given.split(",").map((name) => name.trim());
  const known = queues();
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => JSON.stringify(name)).join(", ");
    throw new EnvError([`--queues: there is no queue ${names}; there are ${known.join(", ")}`]);
  }
  return [...new Set(wanted)];
}

function parsed(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { queues: { type: "string" } } }).values.queues;
  } catch {
    throw new EnvError(['a worker takes "--queues a,b" and nothing else']);
  }
}
