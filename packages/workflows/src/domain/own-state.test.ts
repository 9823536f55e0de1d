import { describe, expect, it } from "vitest";
import { OWN_STATES, ownState, ownTimeline, statusesOf } from "./own-state.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const run = {
  status: "running",
  enqueuedAt: at(0),
  dueAt: null,
  startedAt: at(2),
  replayedAt: null,
  endedAt: null,
} as const;

describe("the state of a run, to whom it belongs", () => {
  it.each(OWN_STATES)("%s stands for what it is found by", (state) => {
    expect(statusesOf(state).map(ownState)).toEqual(statusesOf(state).map(() => state));
  });

  it("does not tell whether the engine has it", () => {
    expect([ownState("pending"), ownState("queued")]).toEqual(["waiting", "waiting"]);
  });
});

describe("its timeline", () => {
  it("has no end while there is none", () => {
    expect(ownTimeline(run).map(({ what }) => what)).toEqual(["asked", "started"]);
  });

  it("says when it is due, and how it ended, in the order of time", () => {
    const ended = { ...run, status: "dead", dueAt: at(1), replayedAt: at(8), endedAt: at(9) } as const;
    expect(ownTimeline(ended).map(({ what }) => what)).toEqual(["asked", "due", "started", "again", "failed"]);
  });
});
