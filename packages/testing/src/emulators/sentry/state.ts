import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";

const StoredError = z.object({
  id: z.string(),
  /** As the SDK sent it. */
  event: z.record(z.string(), z.unknown()),
  receivedAt: z.iso.datetime(),
});
export type StoredError = z.infer<typeof StoredError>;

/** What else an envelope may carry: sessions, transactions, spans, reports of the client. Taken, kept and not shown. */
const StoredItem = z.object({ id: z.string(), type: z.string(), payload: z.unknown(), receivedAt: z.iso.datetime() });
export type StoredItem = z.infer<typeof StoredItem>;

export interface SentryState {
  readonly errors: Collection<StoredError>;
  readonly items: Collection<StoredItem>;
}

export const openState = (store: Store): SentryState => ({
  errors: store.collection("errors", StoredError, 5_000),
  items: store.collection("items", StoredItem, 1_000),
});
