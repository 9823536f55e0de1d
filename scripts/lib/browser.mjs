import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pinnedNode, root, toolEnv } from "./machine.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const DOWNLOAD_MS = 60_000;

/**
 * A Chromium or Chrome for the journeys: the one that CHROMIUM_PATH names, one that is installed, else one that gets
 * installed now.
 * @returns {{ path: string } | { problem: string }}
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    return existsSync(named) ? { path: named } : { problem: `CHROMIUM_PATH: there is no ${named}` };
  }
  const found = installed() ?? fromPlaywright() ?? fromApt() ?? downloaded();
  if (found !== undefined) return { path: found };
  return {
    problem:
      "no Chromium or Chrome here, and none could be installed: install one and run again, or name yours in CHROMIUM_PATH",
  };
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [...["/usr/bin", ...folders].flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC];
  return candidates.find((file) => existsSync(file));
}

/** What `playwright install` fetched at some time. */
function fromPlaywright() {
  const code = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const asked = spawnSync(pinnedNode, ["-e", code], { cwd: join(root, "e2e"), env: toolEnv(), encoding: "utf8" });
  return asked.status === 0 && existsSync(asked.stdout) ? asked.stdout : undefined;
}

function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  console.log("Installing chromium with apt-get …");
  const env = { ...toolEnv(), DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
  ]) {
    spawnSync("apt-get", args, { env, stdio: "ignore", timeout: 300_000 });
  }
  return installed();
}

function downloaded() {
  console.log(`Downloading a browser (given up after ${DOWNLOAD_MS / 1_000} s) …`);
  const playwright = join(root, "e2e/node_modules/.bin/playwright");
  spawnSync(playwright, ["install", "chromium"], { env: toolEnv(), stdio: "ignore", timeout: DOWNLOAD_MS });
  return fromPlaywright();
}
