import { migrate } from "./database/migrate.ts";
import { readOwnerUrl } from "./env.ts";

/** `node dist/migrate.js`: what a release runs before its new processes start, in an image that has no checkout. */
try {
  const { applied } = await migrate({ ownerUrl: readOwnerUrl() });
  process.stdout.write(applied.length === 0 ? "Nothing to apply.\n" : `${applied.join("\n")}\n`);
} catch (error) {
  process.stderr.write(`migrate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
