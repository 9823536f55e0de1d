import type { BillingSignal } from "../port.ts";

/** A signal as it waits in the inbox: its dates as text. */
export interface StoredSignal {
  readonly type: BillingSignal["type"];
  readonly ref: string;
  readonly graceEndsAt?: string;
}

/** What one delivery asks for: to look at a subscription again, with what only the delivery knows of it. */
export interface Look {
  readonly ref: string;
  readonly graceEndsAt?: Date;
}

export const toStored = (signal: BillingSignal): StoredSignal =>
  signal.type === "grace_deadline" ? { ...signal, graceEndsAt: signal.graceEndsAt.toISOString() } : signal;

/** One look per subscription, however many signals speak of it. Of two deadlines the earlier counts. */
export function looksIn(signals: readonly StoredSignal[]): readonly Look[] {
  const byRef = Map.groupBy(signals, ({ ref }) => ref);
  return [...byRef].map(([ref, group]) => {
    const deadlines = group.flatMap(({ graceEndsAt }) => (graceEndsAt === undefined ? [] : [Date.parse(graceEndsAt)]));
    return deadlines.length === 0 ? { ref } : { ref, graceEndsAt: new Date(Math.min(...deadlines)) };
  });
}
