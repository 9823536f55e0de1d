import type { Target } from "@ninefold/testing/conformance-kit";
import { memoryMedia } from "@ninefold/media/memory";
import { noMedia } from "@ninefold/media/none";
import type { MediaRule, MediaSubject } from "./conformance.ts";

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(makeMemory()) },
  none: { make: makeNone, capabilities: rulesOf(makeNone()) },
} satisfies Record<string, Target<MediaSubject, MediaRule>>;

function makeMemory(): MediaSubject {
  let time = Date.UTC(2026, 0, 1);
  const storage = memoryMedia({ maxBytes: 64, now: () => new Date(time) });
  return {
    storage,
    open: async (url) => storage.open(url)?.body,
    advance: (seconds) => (time += seconds * 1_000),
  };
}

function makeNone(): MediaSubject {
  return { storage: noMedia(), open: async () => undefined, advance: () => {} };
}

function rulesOf({ storage }: MediaSubject): Record<MediaRule, boolean> {
  const { stores } = storage.capabilities;
  return { stores, refuses: !stores };
}
