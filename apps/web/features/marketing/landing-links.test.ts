import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SCREEN_ABOUT } from "./screens.ts";
import { SYSTEMS } from "./systems.ts";
import { WANTS } from "./wants.ts";

const REPOSITORY = join(import.meta.dirname, "../../../..");

test("every page of the docs that the landing page leads to is there", () => {
  const addresses = [
    ...SYSTEMS.map((system) => `/docs/systems/${system}`),
    ...Object.values(SCREEN_ABOUT),
    ...WANTS.map(([, address]) => address),
  ];
  expect(addresses.filter((address) => !isWritten(address))).toEqual([]);
});

function isWritten(address: string): boolean {
  return [`${address}.md`, `${address}/README.md`].some((file) => existsSync(join(REPOSITORY, file)));
}
