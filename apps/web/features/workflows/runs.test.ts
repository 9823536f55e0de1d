import { describe, expect, it } from "vitest";
import { filterIn, isDeadLetter, runsPath, shownState } from "./runs.ts";

const workspaceId = "0199a1b2-0000-7000-8000-000000000001";
const CURSOR = "1.0199a1b2-0000-7000-8000-000000000002";

describe("the address of a list of runs", () => {
  it("keeps what it is filtered by, and gives it back", () => {
    const path = runsPath({ state: "dead_letter", task: "notifications.deliver", workspaceId }, CURSOR);
    const asked = Object.fromEntries(new URL(path, "http://localhost").searchParams);
    expect(filterIn(asked)).toEqual({
      state: "dead_letter",
      task: "notifications.deliver",
      workspaceId,
      cursor: CURSOR,
    });
  });

  it("is the plain one without a filter", () => {
    expect(runsPath({})).toBe("/admin/runs");
  });

  it("is read without what it can not mean", () => {
    const nothing = { state: undefined, task: undefined, workspaceId: undefined, cursor: undefined };
    expect(filterIn({ state: "exploded", task: " ", workspace: "acme", after: ["1", "2"] })).toEqual(nothing);
    expect(filterIn({ task: "a\0b", tag: "\uD800", after: "zzz" })).toEqual(nothing);
  });
});

describe("a dead run", () => {
  it("is a dead letter until it was discarded", () => {
    const dead = { status: "dead", discardedAt: null } as const;
    const discarded = { status: "dead", discardedAt: "2026-01-01T00:00:00.000Z" } as const;
    expect([isDeadLetter(dead), isDeadLetter(discarded)]).toEqual([true, false]);
    expect([shownState(dead), shownState(discarded)]).toEqual(["dead", "discarded"]);
  });
});
