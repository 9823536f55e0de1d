import { accessSync, chmodSync, chownSync, constants, mkdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** These files run on whatever Node the machine has, before anything is installed: plain JavaScript, no packages. */
const OLDEST_NODE = [20, 19];

// Not import.meta.dirname: a Node that is too old for it has to get as far as being told so.
export const root = resolve(fileURLToPath(import.meta.url), "../../..");
export const dataDir = join(root, ".data");
/** The Node that the project is pinned to; exists once packages are installed. */
export const pinnedNode = join(root, "node_modules/node/bin/node");

/** Ends the process with one line for a person. @param {string} line @returns {never} */
export function giveUp(line) {
  console.error(line);
  process.exit(1);
}

/** Refuses machines that nothing below could work on, in words. */
export function checkMachine() {
  if (process.platform === "win32") {
    giveUp(
      "Ninefold runs on Linux, macOS and WSL 2. On Windows, open this folder inside WSL and run the command there.",
    );
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    giveUp(
      `Node ${OLDEST_NODE.join(".")} or later is needed to begin with; this is ${process.versions.node}. Get one from https://nodejs.org.`,
    );
  }
}

/**
 * The environment for every tool: the project's own programs first on PATH, nobody's telemetry, and a home that can
 * be written to, since npm, pnpm and browsers all keep things there.
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv() {
  return {
    ...process.env,
    PATH: [join(root, "node_modules/.bin"), process.env.PATH].filter(Boolean).join(delimiter),
    HOME: usableHome(),
    TURBO_TELEMETRY_DISABLED: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
}

/**
 * A folder under .data that nobody else reads. As root, the account that Postgres will run as may pass through .data
 * itself, since its data lies in there.
 * @param {string} name @returns {string}
 */
export function dataFolder(name = "") {
  const folder = join(dataDir, name);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    giveUp(dataFolderProblem(dataDir, error));
  }
  if (process.getuid?.() === 0) {
    const accounts = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"));
    const account = accounts.find(([user]) => user === "postgres") ?? accounts.find(([user]) => user === "nobody");
    chownSync(dataDir, 0, Number(account?.[3] ?? 0) >>> 0);
    chmodSync(dataDir, 0o710);
  }
  return folder;
}

/** Why nothing can be kept in the data folder, in one line for a person. @param {string} folder @param {unknown} error */
export function dataFolderProblem(folder, error) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC") return `The disk is full: nothing can be written to ${folder}. Free some space and try again.`;
  if (code === "EEXIST" || code === "ENOTDIR") return `${folder} is not a folder: move it away and try again.`;
  return `${folder} can not be written by this account (${String(code)}): change its owner, or move it away.`;
}

/** @returns {{ packageManager: string }} */
export function manifest() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
}

function usableHome() {
  const home = process.env.HOME;
  try {
    if (home && statSync(home).isDirectory()) {
      accessSync(home, constants.W_OK);
      return home;
    }
  } catch {
    // No such folder, or not ours.
  }
  return dataFolder("home");
}
