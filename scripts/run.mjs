/** `node scripts/run.mjs <command> [args]`: installs when needed, then runs the command on the pinned Node. */
import { ensureInstalled } from "./lib/install.mjs";
import { giveUp, root, toolEnv } from "./lib/machine.mjs";
import { runForeground } from "./lib/processes.mjs";

const [command, ...args] = process.argv.slice(2);
if (command === undefined) giveUp("Usage: node scripts/run.mjs <command> [args]");
await ensureInstalled();
process.exit(await runForeground(command, args, { env: toolEnv(), cwd: root }));
