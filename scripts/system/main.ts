import { dataDir, root } from "../lib/machine.mjs";
import { runCommand, UsageError } from "./commands.ts";
import { standardOutput } from "./print.ts";

/** `npm run system -- list|doctor|env`. */
const { env } = process;
const code = await runCommand(process.argv.slice(2), {
  env,
  root,
  dataDir,
  // npm and pnpm run scripts from the root, and say where the person was.
  cwd: env["INIT_CWD"] ?? process.cwd(),
  output: standardOutput(),
}).catch((error: unknown) => {
  const isTheirs = error instanceof UsageError;
  process.stderr.write(
    `${error instanceof Error ? (isTheirs ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  return isTheirs ? 2 : 1;
});
// A vendor that was given up may hold its connection for minutes yet; what was printed has to be out before.
process.stdout.write("", () => process.exit(code));
