import { randomBytes } from "node:crypto";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { ingestRoutes } from "./ingest.ts";
import { errorPages } from "./pages.ts";
import { readError, type ReportedError } from "./reported.ts";
import { openState, type SentryState, type StoredItem } from "./state.ts";

export interface SentryOptions extends RunOptions {
  /** The only key that gets in; letters and digits. Absent: a made-up one. */
  readonly publicKey?: string | undefined;
  /** Where the product runs, for the way back to its console. */
  readonly productUrl?: string | undefined;
}

export interface SentryEmulator extends Emulator {
  /** What the SDK is told: key, address and project in one. */
  readonly dsn: string;
  /** What was reported, newest first. */
  errors(): readonly ReportedError[];
  /** Everything else that came: sessions, transactions, spans, reports of the client. Newest first. */
  items(): readonly StoredItem[];
}

export const PROJECT_ID = "1";

/**
 * Sentry on this machine, after @sentry/node 11.8.0 and the vendor's description of envelopes, read 2026-11-21. It has to
 * run in a process of its own where the SDK watches HTTP: its own requests would be reported to it.
 */
export async function startSentry(options: SentryOptions = {}): Promise<SentryEmulator> {
  const { publicKey = randomBytes(16).toString("hex"), productUrl } = options;
  const held: { state?: SentryState } = {};
  const errors = () => (held.state?.errors.list() ?? []).map(readError).toReversed();
  const emulator = await runEmulator("sentry", options, (kit) => {
    held.state = openState(kit.store);
    return {
      routes: ingestRoutes(kit, held.state, { publicKey, projectId: PROJECT_ID }),
      events: [],
      pages: errorPages({ errors, now: kit.clock.now, productUrl }),
    };
  });
  const dsn = emulator.url.replace("://", `://${publicKey}@`) + `/${PROJECT_ID}`;
  const items = () => (held.state?.items.list() ?? []).toReversed();
  // Its `listening` is read anew each time, so it can not be spread.
  return Object.assign(emulator, { dsn, errors, items });
}
