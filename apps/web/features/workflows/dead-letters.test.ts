import { describe, expect, it } from "vitest";
import { deadLettersIn, deadLettersPath, timeField, timeIn } from "./dead-letters.ts";

const workspaceId = "0199a1b2-0000-7000-8000-000000000001";

describe("the address of the dead letters", () => {
  it("keeps what it is filtered by, and gives it back", () => {
    const filter = {
      task: "notifications.deliver",
      error: "100% & more",
      queue: "billing",
      tag: "import",
      workspaceId,
      diedAfter: "2026-01-02T03:04:00.000Z",
      diedBefore: "2026-01-03T00:00:00.000Z",
    };
    const asked = Object.fromEntries(new URL(deadLettersPath(filter), "http://localhost").searchParams);
    expect(deadLettersIn(asked)).toEqual(filter);
  });

  it("is the plain one without a filter", () => {
    expect(deadLettersPath({ task: undefined, error: "" })).toBe("/admin/runs/dead-letters");
  });

  it("is read without what it can not mean", () => {
    const asked = { task: " ", workspace: "acme", from: "yesterday", before: ["1", "2"], tag: "x".repeat(300) };
    expect(deadLettersIn(asked)).toMatchObject({
      task: undefined,
      workspaceId: undefined,
      diedAfter: undefined,
      diedBefore: undefined,
      tag: "x".repeat(200),
    });
    const never = { from: "0000-01-01T00:00", before: "+099999-01-01T00:00Z", task: "a\0b", error: "\uD800" };
    expect(Object.values(deadLettersIn(never)).filter((value) => value !== undefined)).toEqual([]);
  });
});

describe("a time in a field", () => {
  it("is UTC, and comes back as it was typed", () => {
    expect(timeIn("2026-01-02T03:04")).toBe("2026-01-02T03:04:00.000Z");
    expect(timeField(timeIn("2026-01-02T03:04"))).toBe("2026-01-02T03:04");
    expect(timeIn("2026-01-02T03:04:00+02:00")).toBe("2026-01-02T01:04:00.000Z");
    expect([timeIn(undefined), timeField(undefined)]).toEqual([undefined, undefined]);
  });
});
