import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownName, storedName } from "./file-name.ts";
import { objectKey } from "./object-key.ts";

describe("shownName", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ana\\report.pdf", "report.pdf"],
    ["photo\u202egnp.exe", "photognp.exe"],
    ["a\r\nContent-Type: x", "aContent-Type: x"],
    ['"><img onerror=1>', '"><img onerror=1>'],
    ["", "file"],
    ["..", "file"],
    ["Übersicht (2).pdf", "Übersicht (2).pdf"],
  ])("M-15: shows %j as %j", (given, shown) => {
    expect(shownName(given)).toBe(shown);
  });

  it("keeps a name short", () => {
    expect(shownName("a".repeat(400))).toHaveLength(120);
  });
});

describe("storedName", () => {
  it.each([
    ["Übersicht (2).PDF", "U-bersicht-2.pdf"],
    ["evil.svg.png", "evil-svg.png"],
    ["page.html", "page.bin"],
    ["run.EXE", "run.bin"],
    ["猫.jpg", "file.jpg"],
    ["no-ending", "no-ending.bin"],
    [".htaccess", "htaccess.bin"],
    ["a.tar.gz", "a-tar.gz"],
  ])("M-15: stores %j as %j", (given, stored) => {
    expect(storedName(given)).toBe(stored);
  });

  it("is always a name that a key may have", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        expect(() => objectKey({ tenantId: "t1" }, `attachment/1/${storedName(given)}`)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});
