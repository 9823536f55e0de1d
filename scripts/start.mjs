/** `npm start` (development) and `npm run preview` (the production build), from a bare clone. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, isInstalled } from "./lib/install.mjs";
import { checkMachine, giveUp, pinnedNode, root, toolEnv } from "./lib/machine.mjs";
import { portFrom, portRefusal } from "./lib/port.mjs";
import { runForeground } from "./lib/processes.mjs";

checkMachine();
if (!isInstalled()) {
  // The product checks this too; here it is said before a minute is spent on packages.
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const refusal = await portRefusal(portFrom(process.env.PORT) ?? 3000);
  if (refusal !== undefined) giveUp(refusal);
}
await ensureInstalled();
const main = join(root, "scripts/dev/main.ts");
const code = await runForeground(pinnedNode, [main, ...process.argv.slice(2)], { env: toolEnv(), cwd: root });
// 128 + SIGKILL: somebody, or a machine without memory, ended it before it could end the others.
if (code === 137)
  console.error("\nKilled. What it had started runs on until the next start here, which ends it first.");
process.exit(code);
