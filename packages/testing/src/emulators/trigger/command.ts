import { spawn } from "node:child_process";
import { z } from "zod";
import type { Execute } from "./execution.ts";

/** What runs one attempt: an `AttemptEnvelope` as JSON on its standard input, the outcome as its last line of output. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Its whole environment, as the vendor's platform holds one for each project. */
  readonly env: Readonly<Record<string, string>>;
}

const Outcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("completed") }),
  z.object({
    outcome: z.literal("failed"),
    error: z.object({ name: z.string(), message: z.string() }),
    retryDelayMs: z.number().optional(),
  }),
  z.object({ outcome: z.literal("unknown_task") }),
]);

/** A process that was told to end has so long. */
const LAST_WORD_MS = 5_000;

/** A process for each attempt, as the vendor has it. */
export function executeBy({ file, args, cwd, env }: Command): Execute {
  return async (envelope, signal) => {
    const child = spawn(file, args, { cwd, env, stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    // One that ends before it has read says so by how it ends.
    child.stdin.on("error", () => undefined).end(JSON.stringify(envelope));
    let kill: NodeJS.Timeout | undefined;
    const end = () => {
      child.kill("SIGTERM");
      kill = setTimeout(() => child.kill("SIGKILL"), LAST_WORD_MS);
    };
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    try {
      const ended = await new Promise<string>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code, by) => resolve(by === null ? `code ${code}` : `signal ${by}`));
      });
      return readOutcome(output, ended);
    } finally {
      clearTimeout(kill);
      signal.removeEventListener("abort", end);
    }
  };
}

function readOutcome(output: string, ended: string) {
  const lines = output.trimEnd().split("\n");
  try {
    return Outcome.parse(JSON.parse(lines.at(-1) ?? ""));
  } catch (cause) {
    throw new Error(`the process ended with ${ended} and said nothing of its attempt`, { cause });
  }
}
