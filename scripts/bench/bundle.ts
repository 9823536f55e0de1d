import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../database/root.ts";

export const ORIGIN = "http://localhost:3000";

/** Makes what is deployed, once for all starts. */
export function buildBundle(): void {
  const built = spawnSync(process.execPath, ["build.ts"], { cwd: path.join(root, "apps/api"), encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the API did not build:\n${built.stderr}`);
}

/** A whole environment of this machine; mail goes nowhere unless `given` says where. */
export function bundleEnv(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    NINEFOLD_STAGE: "local",
    APP_URL: ORIGIN,
    BETTER_AUTH_SECRET: secret(),
    NOTIFICATIONS_EMAIL_PROVIDER: "none",
    // Loaded as in production; nobody listens, and an idle process tells nothing.
    POSTHOG_API_KEY: "phc_bench",
    POSTHOG_HOST: "http://127.0.0.1:9",
    SENTRY_DSN: "http://bench@127.0.0.1:9/1",
    MEDIA_PROVIDER: "none",
    BILLING_PROVIDER: "none",
    NOTIFICATIONS_FROM: "Ninefold <hello@inbox.ninefold.dev>",
    NOTIFICATIONS_ENCRYPTION_KEY: secret(),
    ...given,
  };
}

export function startProgram(entry: "main" | "worker", env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ["--import", "./instrument.js", `${entry}.js`], {
    cwd: path.join(root, "apps/api/dist"),
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Resolves with the first good answer. @throws when the program ends, or 15 s pass. */
export async function answered(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + 15_000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(10);
  }
  throw new Error(`${url} did not answer within 15 s`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}
