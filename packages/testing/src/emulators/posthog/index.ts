import { randomBytes } from "node:crypto";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import type { Collection } from "../frame/store.ts";
import { captureRoutes } from "./capture.ts";
import { type CapturedEvent, readEvent } from "./captured.ts";
import { eventPages } from "./pages.ts";
import { openEvents, type StoredEvent } from "./state.ts";

export interface PosthogOptions extends RunOptions {
  /** The project's key, `phc_…`: the only one that gets in. Absent: a made-up one. */
  readonly apiKey?: string | undefined;
  /** Flags that are on, with the variant of those that have one. */
  readonly flags?: Readonly<Record<string, boolean | string>> | undefined;
  /** Where the product runs, for a link on the empty list. */
  readonly productUrl?: string | undefined;
}

export interface PosthogEmulator extends Emulator {
  readonly apiKey: string;
  /** What was captured, newest first; an event that came twice is there once. */
  events(name?: string): readonly CapturedEvent[];
}

/** PostHog on this machine, after posthog-node 5.70.0 and the contract of the vendor's SDK test harness, read 2026-11-21. */
export async function startPosthog(options: PosthogOptions = {}): Promise<PosthogEmulator> {
  const { apiKey = `phc_local_${randomBytes(12).toString("hex")}`, flags = {}, productUrl } = options;
  const held: { events?: Collection<StoredEvent> } = {};
  const list = () => (held.events?.list() ?? []).map(readEvent).toReversed();
  const emulator = await runEmulator("posthog", options, (kit) => {
    held.events = openEvents(kit.store);
    return {
      routes: captureRoutes(kit, held.events, { apiKey, flags }),
      events: [],
      pages: eventPages({ events: list, now: kit.clock.now, productUrl }),
    };
  });
  const events = (name?: string) => list().filter(({ event }) => name === undefined || event === name);
  // Its `listening` is read anew each time, so it can not be spread.
  return Object.assign(emulator, { apiKey, events });
}
