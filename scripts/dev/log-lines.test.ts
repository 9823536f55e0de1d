import { describe, expect, it } from "vitest";
import { createLineFilter } from "./log-lines.ts";

const out = (show: ReturnType<typeof createLineFilter>, ...lines: string[]) =>
  lines.map((line) => show(line, "stdout")).filter((line) => line !== undefined);

describe("what a person sees of a program's output", () => {
  it("is warnings and worse of structured logs, as words", () => {
    const lines = [
      '{"level":30,"time":1,"pid":2,"hostname":"h","msg":"GET /"}',
      '{"level":40,"time":1,"msg":"slow query","ms":900}',
      '{"level":"error","msg":"refused"}',
      '{"level":"warn","time":"now","kind":"log","fields":{"system":"identity"},"message":"no address"}',
    ];
    expect(out(createLineFilter(false), ...lines)).toEqual([
      "warn: slow query ms=900",
      "error: refused",
      "warn: no address system=identity",
    ]);
  });

  it("leaves out requests, and keeps an error with its stack", () => {
    const lines = [" GET / 200 in 33ms", "⨯ Error: no such table", "    at page.tsx:3", "✓ Ready in 300ms"];
    expect(out(createLineFilter(false), ...lines)).toEqual(["⨯ Error: no such table", "    at page.tsx:3"]);
  });

  it("says that a program has ended, which its watcher outlives", () => {
    const line = "Failed running 'src/worker.ts'. Waiting for file changes before restarting...";
    expect(out(createLineFilter(false), "Restarting 'src/worker.ts'", line)).toEqual([
      "Restarting 'src/worker.ts'",
      line,
    ]);
  });

  it("is everything that is said on stderr", () => {
    expect(createLineFilter(false)("configuration is not complete", "stderr")).toBe("configuration is not complete");
  });

  it("is every line when asked for", () => {
    const lines = ['{"level":30,"msg":"GET /"}', " GET / 200 in 33ms"];
    expect(out(createLineFilter(true), ...lines)).toEqual(lines);
  });
});
