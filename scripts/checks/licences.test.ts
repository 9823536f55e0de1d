import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAllowed, listInstalled } from "./licences.ts";
import { ROOT } from "./repository.ts";

describe("licences", () => {
  const installed = listInstalled(join(ROOT, "node_modules/.pnpm"));

  it("of all installed packages are in the list, or have a written reason", () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter((one) => !isAllowed(one)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });

  it("are read through OR and AND, and refused when missing or copyleft", () => {
    expect(["MIT", "(MIT OR GPL-3.0)", "MIT AND ISC"].map(verdict)).toEqual([true, true, true]);
    expect(["", "GPL-3.0", "MIT AND GPL-3.0", "UNLICENSED", "MPL-2.0"].map(verdict)).toEqual(Array(5).fill(false));
  });
});

const verdict = (licence: string) => isAllowed({ name: "some-package", licence });
