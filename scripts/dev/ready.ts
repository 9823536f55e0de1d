import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { EmulatorAddresses } from "./emulators.ts";
import { StackError } from "./errors.ts";
import { failureOf, type Running, tail } from "./running.ts";

const READY_MS = 180_000;

interface ReadyOptions {
  readonly baseUrl: string;
  readonly apiUrl: string | undefined;
  readonly emulators: EmulatorAddresses;
  readonly running: readonly Running[];
  readonly dataDir: string;
  readonly signal: AbortSignal | undefined;
  readonly say: (line: string) => void;
}

/** Resolves when all of it answers. @throws StackError when a program ended instead, or nothing came in 180 s. */
export async function ready({
  baseUrl,
  apiUrl,
  emulators,
  running,
  dataDir,
  signal,
  say,
}: ReadyOptions): Promise<void> {
  const failed = Promise.race(running.map(async (one) => failureOf(one, await one.failed)));
  const deadline = Date.now() + READY_MS;
  let nextWord = Date.now() + 15_000;
  // The API by itself first: asked for it too early, the web app fills the screen with its refused connections.
  const hasApi = apiUrl !== undefined && running.some(({ child }) => child.name === "api");
  const pages = [
    new URL("/health", emulators.controlUrl),
    ...(hasApi ? [new URL("/api/health/ready", apiUrl)] : []),
    new URL("/api/health/ready", baseUrl),
    new URL("/", baseUrl),
  ];
  for (const page of pages) {
    while (true) {
      const outcome = await Promise.race([probe(page), failed]);
      if (outcome instanceof StackError) throw outcome;
      signal?.throwIfAborted();
      if (outcome === "ok") break;
      if (Date.now() > deadline) {
        const tails = running.map(({ child }) => tail(child)).join("\n");
        throw new StackError(
          `${page.href} did not answer within ${READY_MS / 1_000} s (${outcome}). Logs: ${path.join(dataDir, "logs")}\n${tails}`,
        );
      }
      if (Date.now() > nextWord) {
        say(`Waiting for ${page.href} (${outcome})`);
        nextWord += 15_000;
      }
      await delay(150);
    }
  }
}

async function probe(url: URL): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    await response.arrayBuffer();
    return response.ok ? "ok" : `it answers ${response.status}`;
  } catch {
    return "no answer yet";
  }
}
