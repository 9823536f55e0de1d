import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../app/manifest.ts";
import { offlinePage } from "../features/ops-safety/offline-page.ts";
import { LANGUAGES } from "../languages.ts";
import { barColours, GROUND } from "../ui/theme.ts";
import { colourTokens, hexOf, THEMES } from "./colour.ts";

const web = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(web, file), "utf8");
const tokens = colourTokens(read("ui/tokens.css"), "plain");

function hex(name: string, theme: (typeof THEMES)[number]): string {
  const colour = tokens.get(name);
  if (colour === undefined) throw new Error(`no --color-${name}`);
  return hexOf(colour[theme]);
}

test("a browser's own bar has the colour of the page's ground, in the theme that was chosen", () => {
  expect(GROUND).toEqual({ light: hex("canvas", "light"), dark: hex("canvas", "dark") });
  expect(barColours().map(({ color }) => color)).toEqual([GROUND.light, GROUND.dark]);
  expect(barColours("dark")[0]).toEqual({ color: GROUND.dark });
});

test("the icon has the colours of the product in both themes", () => {
  const icon = read("app/icon.svg");
  for (const theme of THEMES) {
    expect(icon).toContain(`rect { fill: ${hex("ink", theme)} }`);
    expect(icon).toContain(`.centre { fill: ${hex("accent-ink", theme)} }`);
  }
});

test("each icon of the manifest is there in the size that it says, one of them to be cut to any shape", () => {
  const icons = manifest().icons ?? [];
  for (const { src, sizes, type } of icons) {
    if (type === "image/svg+xml") {
      expect(existsSync(path.join(web, "app", src)), src).toBe(true);
      continue;
    }
    const head = readFileSync(path.join(web, "public", src)).subarray(16, 24);
    expect(`${head.readUInt32BE(0)}x${head.readUInt32BE(4)}`, src).toBe(sizes);
  }
  expect(icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual(
    expect.arrayContaining(["any 192x192", "any 512x512", "maskable 512x512"]),
  );
});

test("the page of no connection needs nothing that would have to be fetched, and is for no search engine", () => {
  const page = offlinePage();
  expect(page).not.toMatch(/<script|<link|<img|\ssrc=|url\(|@import/);
  expect(page).toContain('<meta name="robots" content="noindex">');
  for (const language of LANGUAGES) expect(page).toContain(`<section lang="${language}">`);
  for (const colour of [hex("ink", "light"), hex("line", "light"), hex("accent-ink", "dark"), hex("line", "dark")]) {
    expect(page).toContain(colour);
  }
});
