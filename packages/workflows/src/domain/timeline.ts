import type { LedgerStatus } from "./ledger.ts";

/** What happened to a run: what its row remembers, and what its attempts have written down. */
export const MOMENTS = [
  "enqueued",
  "started",
  "failed",
  "given_back",
  "said",
  "succeeded",
  "dead",
  "cancelled",
  "expired",
  "replayed",
  "discarded",
] as const;
export type Moment = (typeof MOMENTS)[number];

export interface TimelineEntry {
  readonly what: Moment;
  readonly at: Date;
  /** Which attempt it is about; null for what is about the run. */
  readonly attempt: number | null;
  /** Why it failed, or what its handler said. */
  readonly message: string | null;
}

interface Times {
  readonly status: LedgerStatus;
  readonly enqueuedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly replayedAt: Date | null;
  readonly discardedAt: Date | null;
}

interface Line {
  readonly kind: "begun" | "failed" | "given_back" | "log";
  readonly at: Date;
  readonly attempt: number;
  readonly message: string | null;
}

const MOMENT = { begun: "started", failed: "failed", given_back: "given_back", log: "said" } as const satisfies Record<
  Line["kind"],
  Moment
>;

/**
 * Oldest first. The first attempt's begin is the row's, which has no line of its own; of several replays the row knows
 * when the last was asked for.
 */
export function timelineOf(run: Times, lines: readonly Line[] = []): readonly TimelineEntry[] {
  const { enqueuedAt, startedAt, replayedAt, endedAt, discardedAt } = run;
  const moments: readonly (readonly [what: Moment | undefined, at: Date | null, attempt?: number])[] = [
    ["enqueued", enqueuedAt],
    ["started", startedAt, 1],
    ["replayed", replayedAt],
  ];
  const ends: typeof moments = [
    [endOf(run.status), endedAt],
    ["discarded", discardedAt],
  ];
  const entries = (list: typeof moments) =>
    list.flatMap(([what, at, attempt = null]): TimelineEntry[] =>
      what === undefined || at === null ? [] : [{ what, at, attempt, message: null }],
    );
  const told = lines.map(({ kind, ...line }): TimelineEntry => ({ what: MOMENT[kind], ...line }));
  // A stable sort: what has one time stays in the order in which it can have happened.
  return [...entries(moments), ...told, ...entries(ends)].toSorted(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );
}

function endOf(status: LedgerStatus): Moment | undefined {
  return status === "succeeded" || status === "dead" || status === "cancelled" || status === "expired"
    ? status
    : undefined;
}
