import { z } from "zod";
import type { StoredEvent } from "./state.ts";

/** One event as the vendor keeps it. */
export interface CapturedEvent {
  readonly id: string;
  readonly event: string;
  readonly distinctId: string;
  /** By type: `{ workspace: "…" }`. */
  readonly groups: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly receivedAt: Date;
}

const Groups = z.record(z.string(), z.string()).catch({});

export function readEvent({ id, event, distinctId, timestamp, properties, receivedAt }: StoredEvent): CapturedEvent {
  const groups = Groups.parse(properties["$groups"] ?? {});
  return { id, event, distinctId, groups, properties, at: new Date(timestamp), receivedAt: new Date(receivedAt) };
}
