import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { install } from "../lib/install.mjs";
import { takeLock } from "../lib/lock.mjs";
import { dataFolder, root } from "../lib/machine.mjs";

const folder = join(root, "scripts/trigger-cli");
const stampFile = join(folder, "node_modules/.ninefold-installed");
/** What runs, once it is installed. */
const program = join(folder, "node_modules/trigger.dev/dist/esm/index.js");

/** Where its packages lie, for whoever looks at them. */
export const store = join(folder, "node_modules/.pnpm");

/**
 * The vendor's command line as the lockfile of this folder says, installed when it is not there yet.
 * @returns {Promise<string>} its program
 * @throws Error in words for a person.
 */
export async function ensureCommandLine() {
  const wanted = fingerprint();
  while (!isInstalled(wanted)) {
    const taken = takeLock(join(dataFolder(), "trigger-cli.lock"));
    if ("release" in taken) {
      try {
        console.error("Installing Trigger.dev's command line (about 210 MB) …");
        const failure = await install(folder);
        if (failure !== undefined) throw new Error(failure);
        writeFileSync(stampFile, wanted);
      } finally {
        taken.release();
      }
    } else await delay(300);
  }
  return program;
}

/** @param {string} wanted */
function isInstalled(wanted) {
  return existsSync(program) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
}

function fingerprint() {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const name of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"]) {
    hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}
