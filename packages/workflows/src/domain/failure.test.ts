import { describe, expect, it } from "vitest";
import { messageOf } from "./failure.ts";

describe("messageOf", () => {
  it("keeps what an error says, cut and without what a database refuses", () => {
    expect(messageOf(new TypeError("no\0 mail\ud800"))).toBe("no mail\ufffd");
    expect(messageOf(new Error("x".repeat(5_000_000)))).toHaveLength(2_000);
    expect(messageOf(new RangeError(""))).toBe("RangeError");
  });

  it("bears whatever is thrown", () => {
    for (const thrown of [undefined, null, 1, {}, [], Symbol("s")]) {
      expect(messageOf(thrown)).toBe("a value that is no Error was thrown");
    }
    expect(messageOf("a string")).toBe("a string");
    expect(messageOf(Object.assign(new Error("x"), { message: 5, name: {} }))).toBe(
      "an Error without a message was thrown",
    );
  });

  it("leaves out a failed query, whose message holds its parameters", () => {
    const failed = Object.assign(new Error("Failed query: select $1\nparams: hunter2"), {
      query: "",
      params: ["hunter2"],
    });
    expect(messageOf(failed)).toBe("a database query failed");
  });
});
