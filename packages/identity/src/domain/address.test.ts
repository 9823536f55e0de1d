import { describe, expect, it } from "vitest";
import { parseAddress } from "./address.ts";

describe("an address", () => {
  it("is kept as mail servers compare it", () => {
    expect(parseAddress("  Ana.Example+news@Inbox.Ninefold.DEV ")).toBe("ana.example+news@inbox.ninefold.dev");
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
  ])("is not what %j is", (value) => {
    expect(() => parseAddress(value)).toThrow("Give an e-mail address.");
  });
});
