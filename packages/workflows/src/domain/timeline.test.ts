import { describe, expect, it } from "vitest";
import { timelineOf } from "./timeline.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const fresh = { enqueuedAt: at(0), startedAt: null, endedAt: null, replayedAt: null, discardedAt: null };

describe("the timeline of a run", () => {
  it("begins when it was enqueued, and tells nothing that has not happened", () => {
    expect(timelineOf({ ...fresh, status: "pending" })).toEqual([
      { what: "enqueued", at: at(0), attempt: null, message: null },
    ]);
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

  it("tells each attempt, what it said and why it failed, also where all of it was at one time", () => {
    const line = (kind: "begun" | "failed" | "given_back" | "log", attempt: number, message: string | null = null) => ({
      kind,
      attempt,
      message,
      at: at(3),
    });
    const run = { ...fresh, status: "dead", startedAt: at(3), endedAt: at(3) } as const;
    const lines = [
      line("log", 1, "half of it"),
      line("failed", 1, "no route"),
      line("begun", 2),
      line("given_back", 2),
      line("begun", 2),
      line("failed", 2, "gone"),
    ];
    expect(timelineOf(run, lines).map(({ what, attempt, message }) => [what, attempt, message])).toEqual([
      ["enqueued", null, null],
      ["started", 1, null],
      ["said", 1, "half of it"],
      ["failed", 1, "no route"],
      ["started", 2, null],
      ["given_back", 2, null],
      ["started", 2, null],
      ["failed", 2, "gone"],
      ["dead", null, null],
    ]);
  });

  it("has no end while a replay is on its way", () => {
    const run = { ...fresh, status: "queued", startedAt: at(1), replayedAt: at(5) } as const;
    expect(timelineOf(run).map(({ what }) => what)).toEqual(["enqueued", "started", "replayed"]);
  });
});
