import { DatabaseError } from "./database/errors.ts";
import { EnvError } from "./env.ts";

type Stop = () => Promise<void>;
const DRAIN_MS = 10_000;

/**
 * Starts a process and ends it well: a fault that a person can mend is printed as its lines and not as a stack; SIGTERM
 * and SIGINT drain for at most ten seconds, a second signal ends at once.
 */
export async function runProgram(name: string, start: () => Promise<Stop>): Promise<void> {
  const stop = await start().catch((error: unknown) => {
    process.stderr.write(`${name}: ${describe(error)}\n`);
    process.exit(1);
  });

  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${name}: stopped badly: ${describe(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

/** What a person can mend says so in its lines; anything else is a fault of ours and shows where. */
export function describe(error: unknown): string {
  if (error instanceof EnvError || error instanceof DatabaseError) return error.message;
  if (isPortTaken(error)) return `API_PORT: ${error.port} is taken by another program. Choose another.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isPortTaken(error: unknown): error is Error & { port: number } {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "EADDRINUSE";
}
