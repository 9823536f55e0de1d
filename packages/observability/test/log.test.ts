import { describe, expect, it, vi } from "vitest";
import { createTelemetry, type LogLevel } from "@ninefold/observability";
import { logTelemetry } from "@ninefold/observability/log";

describe("logTelemetry", () => {
  it("writes one line a record, whatever is in it", () => {
    const { telemetry, lines } = setUp();
    telemetry.log("info", 'two\nlines {"level":"error"}', { agent: "a\r\nb \u001b[31m" });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(lines[0]).not.toContain("\u001b");
  });

  it("says when it was, and lets no field pass for a level, time or message", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    const { telemetry, lines } = setUp();
    telemetry.log("warn", "odd", { level: "debug", time: 0, message: "forged", kind: "metric" });
    vi.useRealTimers();
    expect(lines[0]).toBe(
      '{"level":"warn","time":"2026-01-01T00:00:00.000Z","kind":"log",' +
        '"fields":{"level":"debug","time":0,"message":"forged","kind":"metric"},"message":"odd"}\n',
    );
  });

  it("writes nothing below its level", () => {
    const { telemetry, lines } = setUp("warn");
    for (const level of ["debug", "info", "warn", "error"] as const) telemetry.log(level, level);
    telemetry.measure({ name: "x.y", kind: "count", value: 1, unit: "1" });
    telemetry.track({ name: "x.y", actorId: "a", tenantId: null });
    telemetry.captureError(new Error("broken"));
    expect(lines.map((line) => /"level":"(\w+)"/.exec(line)?.[1])).toEqual(["warn", "error", "error"]);
  });

  it("writes to standard output when it is told of no other place", async () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const telemetry = createTelemetry(logTelemetry());
    telemetry.log("info", "here");
    expect(write).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"message":"here"'));
    write.mockRestore();
    expect(await telemetry.flush()).toEqual({ lost: 0 });
  });
});

function setUp(level: LogLevel = "debug") {
  const lines: string[] = [];
  return { lines, telemetry: createTelemetry(logTelemetry({ level, write: (line) => void lines.push(line) })) };
}
