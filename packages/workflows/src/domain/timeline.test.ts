import { describe, expect, it } from "vitest";
import { timelineOf } from "./timeline.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const fresh = { enqueuedAt: at(0), startedAt: null, endedAt: null, replayedAt: null, discardedAt: null };

describe("the timeline of a run", () => {
  it("begins when it was enqueued, and tells nothing that has not happened", () => {
    expect(timelineOf({ ...fresh, status: "pending" })).toEqual([{ what: "enqueued", at: at(0) }]);
  });

  it("puts a replay before the end that followed it, and a discard last", () => {
    const run = {
      ...fresh,
      status: "dead",
      startedAt: at(1),
      replayedAt: at(5),
      endedAt: at(6),
      discardedAt: at(9),
    } as const;
    expect(timelineOf(run).map(({ what }) => what)).toEqual(["enqueued", "started", "replayed", "dead", "discarded"]);
  });

  it("has no end while a replay is on its way", () => {
    const run = { ...fresh, status: "queued", startedAt: at(1), replayedAt: at(5) } as const;
    expect(timelineOf(run).map(({ what }) => what)).toEqual(["enqueued", "started", "replayed"]);
  });
});
