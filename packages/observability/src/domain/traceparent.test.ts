import { describe, expect, it } from "vitest";
import { continueTrace, traceIdOf } from "./traceparent.ts";

const hex = (bytes: number) => "ab".repeat(bytes);
const ofCaller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

describe("continueTrace", () => {
  it("keeps the caller's trace and gives this unit of work a span of its own", () => {
    expect(continueTrace(ofCaller, hex)).toBe("00-4bf92f3577b34da6a3ce929d0e0e4736-abababababababab-01");
  });

  it.each([
    ["nothing", undefined],
    ["the empty text", ""],
    ["an unknown version", ofCaller.replace("00-", "ff-")],
    ["upper case", ofCaller.toUpperCase()],
    ["a trace of zeros", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`],
    ["a span of zeros", `00-4bf92f3577b34da6a3ce929d0e0e4736-${"0".repeat(16)}-01`],
    ["something longer", `${ofCaller}-x`],
    ["a line break", `${ofCaller}\r\nx: y`],
    ["a hundred kilobytes", "0".repeat(100_000)],
  ])("O-8: begins a trace when it is given %s", (_name, given) => {
    expect(continueTrace(given, hex)).toBe(`00-${hex(16)}-${hex(8)}-01`);
  });
});

describe("traceIdOf", () => {
  it("reads what is well formed and nothing else", () => {
    expect(traceIdOf(ofCaller)).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
    expect(traceIdOf("nonsense")).toBeUndefined();
  });
});
