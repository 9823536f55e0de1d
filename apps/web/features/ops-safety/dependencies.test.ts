import { describe, expect, it } from "vitest";
import { dependencyLines, worstState } from "./dependencies.ts";

const seen = (dependency: string, breaker: "closed" | "open" = "closed") => ({
  dependency,
  breaker,
  failures: 0,
  lastFailure: null,
  running: 0,
  waiting: 0,
  limit: 16,
});
const now = "2026-01-01T00:00:00.000Z";
const api = { process: "1", role: "api", reportedAt: now, dependencies: [seen("media"), seen("billing")] };
const worker = { process: "2", role: "worker", reportedAt: now, dependencies: [seen("mail", "open"), seen("media")] };
const mediaOff = { dependency: "media", reason: "", actor: "", activatedAt: now, expiresAt: now };
const runbooks = [{ id: "mail-down", title: "Mail", dependencies: ["mail"], text: "" }];

describe("dependencies", () => {
  it("come with what needs somebody first, each process on a line of its own", () => {
    const lines = dependencyLines({ processes: [api, worker], switches: [mediaOff], runbooks });
    expect(lines.map(({ dependency, role, state }) => [dependency, role, state])).toEqual([
      ["mail", "worker", "open"],
      ["media", "api", "off"],
      ["media", "worker", "off"],
      ["billing", "api", "closed"],
    ]);
    expect(lines[0]?.runbookId).toBe("mail-down");
  });

  it("are as bad as the process that sees the worst", () => {
    const known = { processes: [api, worker], switches: [], runbooks };
    expect(worstState(["billing", "mail"], known)).toBe("open");
    expect(worstState(["media"], { ...known, switches: [mediaOff] })).toBe("off");
    expect(worstState(["never.called"], known)).toBeUndefined();
  });
});
