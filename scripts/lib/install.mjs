import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { takeLock } from "./lock.mjs";
import { checkMachine, dataFolder, giveUp, manifest, pinnedNode, root, toolEnv } from "./machine.mjs";
import { endGroup, onEnding } from "./processes.mjs";

const stampFile = join(root, "node_modules/.ninefold-installed");

/**
 * Makes node_modules match the lockfile, and costs nothing when it does already. Ends the process with one line when
 * it can not. The lockfile is never changed: a checkout runs what was reviewed, or does not run.
 * @param {{ repair?: boolean }} [options] `repair`: ask pnpm even when nothing seems to be missing
 */
export async function ensureInstalled({ repair = false } = {}) {
  checkMachine();
  const wanted = fingerprint();
  if (!repair && isInstalled(wanted)) return;
  const lock = await waitForTurn(wanted, repair);
  if (lock === undefined) return;
  // An interrupt, and a failure below, end the process on the spot.
  process.once("exit", lock.release);
  try {
    rmSync(stampFile, { force: true });
    const began = Date.now();
    const show = showProgress(began);
    const failure = await install();
    show.end();
    if (failure !== undefined) giveUp(failure);
    writeFileSync(stampFile, wanted);
    console.error(`Installed packages in ${seconds(began)} s`);
  } finally {
    lock.release();
  }
}

/** Whether node_modules is complete and belongs to this lockfile. */
export function isInstalled(wanted = fingerprint()) {
  try {
    return readFileSync(stampFile, "utf8") === wanted && existsSync(pinnedNode) && !lacksPackages();
  } catch {
    return false;
  }
}

/** Everything that decides what lands in node_modules. */
function fingerprint() {
  const manifests = workspaces().map((folder) => join(folder, "package.json"));
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests.toSorted()]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Somebody deleted some of it: what a package.json names is a link whose end is gone. */
function lacksPackages() {
  return workspaces().some((folder) => {
    const file = join(root, folder, "package.json");
    if (!existsSync(file)) return false;
    const { dependencies, devDependencies } = JSON.parse(readFileSync(file, "utf8"));
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.some((name) => !existsSync(join(root, folder, "node_modules", name)));
  });
}

/** The folders that have a package.json, from the root on. */
function workspaces() {
  const folders = ["packages", "apps"].flatMap((group) => list(join(root, group)).map((name) => join(group, name)));
  return ["", "e2e", "scripts", ...folders];
}

/** @param {string} folder */
function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** One install at a time; whoever waited finds it done. @param {string} wanted @param {boolean} repair */
async function waitForTurn(wanted, repair) {
  let said = false;
  while (true) {
    const taken = takeLock(join(dataFolder(), "install.lock"));
    if ("release" in taken) {
      if (repair || !isInstalled(wanted)) return taken;
      taken.release();
      return undefined;
    }
    if (!said) console.error(`Waiting for the install that process ${taken.holder.pid} is doing`);
    said = true;
    await delay(300);
  }
}

/**
 * What the lockfile of that folder says, from the store alone first, which takes seconds and no network.
 * @param {string} folder @returns {Promise<string | undefined>} why it failed
 */
export async function install(folder = root) {
  const offline = await pnpm(folder, ["--offline"], { npm_config_offline: "true" });
  if (offline.code === 0) return undefined;
  if (isOutdated(offline.output)) return outdated();
  const online = await pnpm(folder, ["--prefer-offline"], {
    npm_config_fetch_retries: "2",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "5000",
  });
  if (online.code === 0) return undefined;
  return explain(online.output);
}

/**
 * @param {string} folder @param {readonly string[]} flags @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function pnpm(folder, flags, env) {
  const { packageManager } = manifest();
  const own = join(root, "node_modules/pnpm/package.json");
  const has = existsSync(own) && `pnpm@${JSON.parse(readFileSync(own, "utf8")).version}` === packageManager;
  const command = has ? join(root, "node_modules/.bin/pnpm") : "npx";
  const before = has ? [] : ["-y", packageManager];
  const args = [...before, "install", "--frozen-lockfile", "--config.confirmModulesPurge=false", ...flags];
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: folder,
      // CI: no questions and no progress bars.
      env: { ...toolEnv(), ...env, CI: "true", npm_config_loglevel: "error", npm_config_update_notifier: "false" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const off = onEnding(() => {
      endGroup(child.pid);
      console.error("\nInstalling packages was interrupted; the next command takes it up again.");
      process.exit(130);
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("error", (error) => {
      off();
      done({ code: null, output: `${command}: ${error.message}` });
    });
    child.once("close", (code) => {
      off();
      done({ code, output });
    });
  });
}

/** @param {string} output */
function isOutdated(output) {
  return output.includes("ERR_PNPM_OUTDATED_LOCKFILE") || output.includes("FROZEN_LOCKFILE_WITH_OUTDATED");
}

function outdated() {
  return `pnpm-lock.yaml does not match the package.json files: run \`npx ${manifest().packageManager} install\` and commit the lockfile.`;
}

/** @param {string} output */
function explain(output) {
  if (isOutdated(output)) return outdated();
  if (/ENOSPC|no space left/i.test(output))
    return "The disk is full: packages need about 1.5 GB. Free some space and run the command again.";
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL|ENOTCACHED|dns error|error sending request/i.test(
      output,
    )
  ) {
    return "Packages could not be downloaded: the npm registry does not answer and they are not on this machine yet. Check the network (or the registry in .npmrc) and run the command again.";
  }
  return `${output.trim().split("\n").slice(-30).join("\n")}\nInstalling packages failed; the last lines are above.`;
}

/** To standard error: what a command prints may be read by a program. @param {number} began */
function showProgress(began) {
  const live = process.stderr.isTTY;
  const line = () => `Installing packages … ${seconds(began)} s`;
  if (!live) console.error("Installing packages …");
  const timer = setInterval(
    () => (live ? process.stderr.write(`\r${line()}`) : console.error(line())),
    live ? 1_000 : 15_000,
  );
  return {
    end() {
      clearInterval(timer);
      if (live) process.stderr.write("\r\u001B[K");
    },
  };
}

/** @param {number} began */
function seconds(began) {
  return Math.round((Date.now() - began) / 1_000);
}
