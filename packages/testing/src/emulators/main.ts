import { hostOptions } from "./env.ts";
import { EmulatorError } from "./errors.ts";
import { startHost } from "./host.ts";

/** All emulators until SIGTERM or SIGINT. Run by plain `node`; what it is told stands in env.ts. */
async function main(): Promise<void> {
  const host = await startHost(hostOptions());
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void host.close().then(() => process.exit(0)));
  }
  process.stdout.write(`${JSON.stringify({ control: host.controlUrl, ...host.urls })}\n`);
}

await main().catch((error: unknown) => {
  if (!(error instanceof EmulatorError)) throw error;
  process.stderr.write(`The emulators did not start: ${error.message}.\n`);
  process.exit(1);
});
