import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SYSTEMS } from "../features/marketing/systems.ts";
import { colourTokens, contrast, isInGamut, THEMES, type Tone, TONES } from "./colour.ts";

const web = join(import.meta.dirname, "..");
const css = readFileSync(join(web, "ui/tokens.css"), "utf8");
const tokens = { plain: colourTokens(css, "plain"), admin: colourTokens(css, "admin") };
const source = ["app", "features", "ui"].flatMap((folder) =>
  readdirSync(join(web, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /[.]tsx?$/.test(path) && !path.includes(".test."))
    .map((path) => readFileSync(join(web, folder, path), "utf8")),
);

const STATES = ["info", "good", "warn", "bad"] as const;
const GROUNDS = ["canvas", "panel", "well"];

/** Each colour of text, and every ground it may stand on. */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  ink: [...GROUNDS, "line"],
  "ink-soft": [...GROUNDS, "line"],
  "ink-faint": GROUNDS,
  canvas: ["ink"],
  "accent-ink": [...GROUNDS, "accent-wash"],
  "on-accent": ["accent", "accent-hover", "accent-press"],
  "on-danger": ["danger", "danger-hover", "danger-press"],
  "on-admin": ["admin"],
  ...Object.fromEntries([...STATES, ...SYSTEMS].map((name) => [`${name}-ink`, ["canvas", "panel", `${name}-wash`]])),
};

/** Each edge, icon and mark that carries a meaning, and every ground it may stand on. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  edge: GROUNDS,
  focus: [...GROUNDS, "accent-wash"],
  accent: ["canvas", "panel"],
  ...Object.fromEntries(STATES.map((name) => [`${name}-edge`, ["canvas", "panel", `${name}-wash`]])),
  ...Object.fromEntries(SYSTEMS.map((name) => [`${name}-mark`, ["canvas", "panel"]])),
};

/** Hairlines only part what is apart already; nothing is lost with one. */
const DECORATION = new Set(["line"]);

const pairs = (table: Readonly<Record<string, readonly string[]>>) =>
  TONES.flatMap((tone) =>
    THEMES.flatMap((theme) =>
      Object.entries(table).flatMap(([front, grounds]) => grounds.map((ground) => ({ tone, theme, front, ground }))),
    ),
  );

function colour(name: string, tone: Tone = "plain") {
  const found = tokens[tone].get(name);
  if (found === undefined) throw new Error(`ui/tokens.css has no --color-${name}`);
  return found;
}

describe("contrast", () => {
  test.each(pairs(TEXT))(
    "text in $front on $ground can be read in the $theme theme, $tone",
    ({ tone, theme, front, ground }) => {
      expect(contrast(colour(front, tone)[theme], colour(ground, tone)[theme])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(pairs(MARKS))(
    "a mark in $front on $ground can be seen in the $theme theme, $tone",
    ({ tone, theme, front, ground }) => {
      expect(contrast(colour(front, tone)[theme], colour(ground, tone)[theme])).toBeGreaterThanOrEqual(3);
    },
  );

  test("black on white is 21, a colour on itself is 1", () => {
    const black = { lightness: 0, chroma: 0, hue: 0 };
    expect(contrast(black, { ...black, lightness: 1 })).toBeCloseTo(21, 1);
    expect(contrast(black, black)).toBe(1);
  });
});

describe("what the components use", () => {
  const uses = source.flatMap((text) =>
    [...text.matchAll(/"([^"\n]+)"/g)].map(([, classNames = ""]) => utilities(classNames)),
  );

  test("every colour of text is checked above", () => {
    const used = new Set(uses.flatMap((use) => use.text));
    expect([...used].filter((name) => !(name in TEXT))).toEqual([]);
    expect(used.size).toBeGreaterThan(5);
  });

  test("every edge is checked above or is decoration", () => {
    const used = new Set(uses.flatMap((use) => use.border));
    // An edge in a colour of text is stronger than one has to be.
    expect([...used].filter((name) => !(name in MARKS) && !(name in TEXT) && !DECORATION.has(name))).toEqual([]);
    expect(used.size).toBeGreaterThan(3);
  });

  test("text and ground that are set together are a pair that is checked above", () => {
    const together = uses.flatMap(({ text, bg }) =>
      text.flatMap((front) => bg.map((ground) => [front, ground] as const)),
    );
    expect(together.filter(([front, ground]) => TEXT[front]?.includes(ground) !== true)).toEqual([]);
    expect(together.length).toBeGreaterThan(5);
  });
});

describe("the nine hues", () => {
  test.each(THEMES)("differ in hue alone in the %s theme, by at least 40 degrees", (theme) => {
    const marks = SYSTEMS.map((name) => colour(`${name}-mark`)[theme]);
    expect(new Set(marks.map(({ lightness, chroma }) => `${lightness} ${chroma}`)).size).toBe(1);
    const hues = marks.map(({ hue }) => hue).toSorted((a, b) => a - b);
    const gaps = hues.map((hue, index) => ((hues[index + 1] ?? (hues[0] ?? 0) + 360) - hue) % 360);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
  });
});

test.each(THEMES)("every colour of the %s theme is one that any screen can show", (theme) => {
  expect(
    [...tokens.plain, ...tokens.admin].filter(([, value]) => !isInGamut(value[theme])).map(([name]) => name),
  ).toEqual([]);
});

/** The colours that the utilities of one class string set, in any state but disabled, of which WCAG 1.4.3 asks nothing. */
function utilities(classNames: string) {
  const found = { text: [] as string[], bg: [] as string[], border: [] as string[] };
  const enabled = classNames.replaceAll(/\S*disabled:\S+/g, "");
  for (const [, kind = "", name = ""] of enabled.matchAll(/(?:^|[\s:])(text|bg|border)-([a-z][a-z0-9-]*)(?=\s|$)/g)) {
    if (tokens.plain.has(name) && (kind === "text" || kind === "bg" || kind === "border")) found[kind].push(name);
  }
  return found;
}
