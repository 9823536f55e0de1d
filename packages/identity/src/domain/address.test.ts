import { describe, expect, it } from "vitest";
import { parseAddress } from "./address.ts";

describe("an address", () => {
  it("is kept as mail servers compare it", () => {
    expect(parseAddress("  Ana.Example+news@Inbox.Ninefold.DEV ")).toBe("ana.example+news@inbox.ninefold.dev");
  });

  it("may be as long as mail can carry it", () => {
    const longest = `${"a".repeat(64)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(57)}.dev`;
    expect(longest).toHaveLength(254);
    expect(parseAddress(longest)).toBe(longest);
  });

  it.each([
    "",
    "ana",
    "@inbox.dev",
    "ana@",
    "ana@localhost",
    "ana@@inbox.dev",
    "ana..b@inbox.dev",
    ".ana@inbox.dev",
    "ana@inbox.dev\nbcc: eve@evil.dev",
    "ana@inbox.dev,eve@evil.dev",
    "ana <ana@inbox.dev>",
    "ana@ınbox.dev",
    "İna@inbox.dev",
    "ana\u0000@inbox.dev",
    `${"a".repeat(250)}@inbox.dev`,
    `${"a".repeat(65)}@inbox.dev`,
    `ana@${"a".repeat(64)}.dev`,
    `ana@inbox.${"a".repeat(64)}`,
    "ana@x-.dev",
    "ana@-x.dev",
  ])("is not what %j is", (value) => {
    expect(() => parseAddress(value)).toThrow("Give an e-mail address.");
  });
});
