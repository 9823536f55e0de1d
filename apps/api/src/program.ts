import { WorkflowsError } from "@ninefold/workflows";
import { DatabaseError } from "./database/errors.ts";
import { EnvError } from "./env.ts";

type Stop = () => Promise<void>;
/** Less than the 30 s that orchestrators wait before they kill; more than a delay, a request and a job's grace take. */
const DRAIN_MS = 25_000;

/**
 * Starts a process and ends it well: a fault that a person can mend is printed as its lines and not as a stack; SIGTERM
 * and SIGINT drain for at most 25 seconds, also when they come during the start. A second SIGTERM changes nothing, since
 * supervisors repeat themselves and what runs would lose its attempt; a second SIGINT is a person's, and ends at once.
 */
export async function runProgram(name: string, start: () => Promise<Stop>): Promise<void> {
  const fail = (error: unknown): never => {
    process.stderr.write(`${name}: ${describe(error)}\n`);
    process.exit(1);
  };
  // The handlers first: whoever reads in the log that it runs may already ask it to end.
  const started = Promise.withResolvers<Stop>();
  let stopping = false;
  const end = (signal: NodeJS.Signals) => {
    if (stopping && signal === "SIGINT") process.exit(1);
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    started.promise.then((stop) => stop()).then(() => process.exit(0), fail);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  started.resolve(await start().catch(fail));
}

/** What a person can mend says so in its lines; anything else is a fault of ours and shows where. */
export function describe(error: unknown): string {
  if (error instanceof EnvError || error instanceof DatabaseError) return error.message;
  if (isWrongSchedule(error)) return error.message;
  if (isPortTaken(error)) return `API_PORT: ${error.port} is taken by another program. Choose another.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isWrongSchedule(error: unknown): error is WorkflowsError {
  return error instanceof WorkflowsError && error.code === "workflows.invalid_schedule";
}

function isPortTaken(error: unknown): error is Error & { port: number } {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "EADDRINUSE";
}
