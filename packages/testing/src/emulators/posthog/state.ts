import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";

const StoredEvent = z.object({
  id: z.string(),
  event: z.string(),
  distinctId: z.string(),
  timestamp: z.string(),
  properties: z.record(z.string(), z.unknown()),
  receivedAt: z.iso.datetime(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** Enough for a load run, and little enough for a laptop. */
const MOST_EVENTS = 10_000;

export const openEvents = (store: Store): Collection<StoredEvent> =>
  store.collection("events", StoredEvent, MOST_EVENTS);
