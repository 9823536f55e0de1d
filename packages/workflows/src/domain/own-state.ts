import type { LedgerStatus } from "./ledger.ts";

/** How a run stands, to whom it belongs: where it waits, and which attempt of what failed, is the platform's business. */
export const OWN_STATES = [
  "scheduled",
  "waiting",
  "running",
  "retrying",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
] as const;
export type OwnState = (typeof OWN_STATES)[number];

const STATUSES = {
  scheduled: ["scheduled"],
  waiting: ["pending", "queued"],
  running: ["running"],
  retrying: ["waiting_retry"],
  succeeded: ["succeeded"],
  failed: ["dead"],
  cancelled: ["cancelled"],
  expired: ["expired"],
} as const satisfies Readonly<Record<OwnState, readonly LedgerStatus[]>>;

export const statusesOf = (state: OwnState): readonly LedgerStatus[] => STATUSES[state];

export function ownState(status: LedgerStatus): OwnState {
  const found = OWN_STATES.find((state) => statusesOf(state).includes(status));
  if (found === undefined) throw new TypeError(`no state stands for ${status}`);
  return found;
}

/** What somebody sees of what happened to a run of theirs. */
export const OWN_MOMENTS = ["asked", "due", "started", "again", "succeeded", "failed", "cancelled", "expired"] as const;
export type OwnMoment = (typeof OWN_MOMENTS)[number];

interface Times {
  readonly status: LedgerStatus;
  readonly enqueuedAt: Date;
  readonly dueAt: Date | null;
  readonly startedAt: Date | null;
  readonly replayedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Oldest first; what is still to come, as the time when it is due, is the last. */
export function ownTimeline(run: Times): readonly { readonly what: OwnMoment; readonly at: Date }[] {
  const state = ownState(run.status);
  const end =
    state === "succeeded" || state === "failed" || state === "cancelled" || state === "expired" ? state : undefined;
  const moments: readonly (readonly [OwnMoment | undefined, Date | null])[] = [
    ["asked", run.enqueuedAt],
    ["due", run.dueAt],
    ["started", run.startedAt],
    ["again", run.replayedAt],
    [end, run.endedAt],
  ];
  return moments
    .flatMap(([what, at]) => (what === undefined || at === null ? [] : [{ what, at }]))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}
