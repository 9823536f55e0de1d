import path from "node:path";
import { settingsToBe } from "../dev/data-folder.ts";
import { accessTokenOf, lastEmulators } from "../dev/emulators.ts";
import { dataDir, pinnedNode, root, toolEnv } from "../lib/machine.mjs";
import { runForeground } from "../lib/processes.mjs";
import { ensureCommandLine } from "./install.mjs";

/**
 * `npm run trigger:dev`: Trigger.dev's own command line in dev mode, on the tasks of apps/api. Against the emulator of
 * the product that runs here, unless TRIGGER_API_URL and TRIGGER_ACCESS_TOKEN name another. Arguments are passed on.
 */
async function main(): Promise<number> {
  const told = process.env["TRIGGER_API_URL"];
  const apiUrl = told ?? lastEmulators(dataDir).urls.trigger;
  const token = process.env["TRIGGER_ACCESS_TOKEN"] ?? accessTokenOf(settingsToBe(dataDir).settings.TRIGGER_SECRET_KEY);
  const refusal = await refusalOf(apiUrl, token);
  if (refusal !== undefined) {
    console.error(refusal);
    if (told === undefined) console.error("Start the product first: WORKFLOWS_PROVIDER=trigger npm start");
    return 1;
  }
  const program = await ensureCommandLine();
  const args = [program, "dev", "--api-url", apiUrl, ...QUIET, ...process.argv.slice(2)];
  return runForeground(pinnedNode, args, {
    cwd: path.join(root, "apps/api"),
    env: { ...PROJECT, ...toolEnv(), TRIGGER_API_URL: apiUrl, TRIGGER_ACCESS_TOKEN: token },
  });
}

/** The emulator takes any project; the vendor's own is named by its variable. */
const PROJECT = { TRIGGER_PROJECT_REF: "proj_local" };

/** It asks for nothing and nobody, and tells nobody about itself. */
const QUIET = [
  "--skip-update-check",
  "--skip-platform-notifications",
  "--skip-telemetry",
  "--skip-mcp-install",
  "--skip-rules-install",
];

async function refusalOf(apiUrl: string, token: string): Promise<string | undefined> {
  const response = await fetch(`${apiUrl}/api/v2/whoami`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (response === undefined) return `Nothing answers at ${apiUrl}.`;
  return response.ok ? undefined : `${apiUrl} refuses the token (${response.status}): TRIGGER_ACCESS_TOKEN`;
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
