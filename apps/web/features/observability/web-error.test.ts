import { describe, expect, it } from "vitest";
import { webErrorOf } from "./web-error.ts";

const seen = { kind: "error", path: "/reset?token=secret#token=secret", requestId: "page-0190a5dd" } as const;

describe("webErrorOf", () => {
  it("tells what was thrown and where, without what an address carries behind its path", () => {
    expect(webErrorOf(new TypeError("x is undefined"), seen)).toMatchObject({
      kind: "error",
      name: "TypeError",
      message: "x is undefined",
      path: "/reset",
      requestId: "page-0190a5dd",
    });
  });

  it("is silent about what is no fault of the page", () => {
    const refused = Object.assign(new Error("Not allowed"), { name: "ApiProblem" });
    const left = new DOMException("The page was left", "AbortError");
    for (const thrown of [refused, left, "", new Error("")]) expect(webErrorOf(thrown, seen)).toBeUndefined();
  });

  it("cuts what the API would refuse, and reads whatever is thrown", () => {
    const long = Object.assign(new Error("x".repeat(9_000)), { stack: "y".repeat(20_000), name: "z".repeat(200) });
    const told = webErrorOf(long, { ...seen, path: "/".repeat(900), requestId: "bad id" });
    expect(told).toMatchObject({ message: "x".repeat(1_000), stack: "y".repeat(8_000), name: "z".repeat(100) });
    expect(told?.path).toHaveLength(300);
    expect(told).not.toHaveProperty("requestId");
    const ring: { self?: unknown } = {};
    ring.self = ring;
    for (const thrown of ["text", 7, null, undefined, { odd: true }, ring, 1n]) {
      expect(webErrorOf(thrown, seen)?.name).toBe("Thrown");
    }
  });
});
