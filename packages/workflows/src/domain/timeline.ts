import type { LedgerStatus } from "./ledger.ts";

/** What happened to a run, as far as the ledger keeps it. */
export type Moment = "enqueued" | "started" | "succeeded" | "dead" | "cancelled" | "replayed" | "discarded";

interface Times {
  readonly status: LedgerStatus;
  readonly enqueuedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly replayedAt: Date | null;
  readonly discardedAt: Date | null;
}

/** Oldest first. Of several attempts the ledger knows when the first began, of several replays when the last was asked for. */
export function timelineOf(run: Times): readonly { readonly what: Moment; readonly at: Date }[] {
  const { status, enqueuedAt, startedAt, replayedAt, endedAt, discardedAt } = run;
  const end = status === "succeeded" || status === "dead" || status === "cancelled" ? status : undefined;
  const moments: readonly (readonly [Moment | undefined, Date | null])[] = [
    ["enqueued", enqueuedAt],
    ["started", startedAt],
    ["replayed", replayedAt],
    [end, endedAt],
    ["discarded", discardedAt],
  ];
  return moments
    .flatMap(([what, at]) => (what === undefined || at === null ? [] : [{ what, at }]))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}
