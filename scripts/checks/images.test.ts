import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import {
  SCREEN_THEMES,
  SCREENS,
  screenFile,
  screenPixels,
  type ScreenTheme,
} from "../../apps/web/features/marketing/screens.ts";
import { ICONS } from "../icons.ts";
import { SCREENS_FOLDER, systemsFile } from "../screenshots/take.ts";
import { ROOT, read, repositoryFiles } from "./repository.ts";

const MAX_BYTES = 200_000;
const files = repositoryFiles();
const PICTURE = /[.](?:png|jpe?g|gif|avif|webp|ico|bmp|tiff?)$/i;

it("pictures are AVIF or WebP; only icons, which systems ask for as such, are not", () => {
  const icons = new Set(ICONS.map(({ file }) => file));
  const others = files.filter((file) => PICTURE.test(file) && !/[.](?:avif|webp)$/.test(file));
  expect(others.filter((file) => !icons.has(file))).toEqual([]);
});

it("no picture is larger than a phone on a slow network should fetch", () => {
  const heavy = files.filter((file) => PICTURE.test(file) && statSync(join(ROOT, file)).size > MAX_BYTES);
  expect(heavy).toEqual([]);
});

describe("pictures of the product", () => {
  const taken = SCREENS.flatMap((screen) =>
    SCREEN_THEMES.flatMap((theme) =>
      (["desk", "phone"] as const).map((device) => ({
        file: join(SCREENS_FOLDER, screenFile(screen, theme, device)),
        size: screenPixels(screen, device),
      })),
    ),
  );

  // A page reserves the room that it was told of: another size would push what stands below.
  it.each(taken)("$file is there, in the size that pages are told", async ({ file, size }) => {
    const { width, height, format } = await sharp(join(ROOT, file)).metadata();
    expect({ width, height, format }).toEqual({ ...size, format: "webp" });
  });

  it("none is left of a page that is no longer shown", () => {
    const known = new Set([
      ...taken.map(({ file }) => file),
      ...SCREEN_THEMES.map((theme: ScreenTheme) => systemsFile(theme)),
    ]);
    const found = files.filter((file) => /^(?:apps\/web\/public\/screens|docs\/images)\//.test(file));
    expect(found.filter((file) => !known.has(file))).toEqual([]);
  });
});

describe.each(files.filter((file) => /[.]mdx?$/.test(file)))("%s", (page) => {
  const pictures = picturesIn(read(page));

  it("shows pictures that are there", () => {
    const missing = pictures.flatMap(({ sources }) => sources).filter((source) => !isThere(page, source));
    expect(missing).toEqual([]);
  });

  it("says in words what each shows", () => {
    expect(pictures.filter(({ alt }) => alt.trim().length < 10)).toEqual([]);
  });
});

interface Shown {
  readonly alt: string;
  readonly sources: readonly string[];
}

/** Of Markdown and of the HTML in it, which can name one picture for each theme. */
function picturesIn(text: string): readonly Shown[] {
  const prose = text.replaceAll(/^( *)```[\s\S]*?^\1```/gm, "").replaceAll(/`[^`\n]*`/g, "");
  const plain = [...prose.matchAll(/!\[([^\]]*)\]\(([^)\s]+)/g)].map(([, alt = "", source = ""]) => ({
    alt,
    sources: [source],
  }));
  const html = [...prose.matchAll(/<(?:picture>[\s\S]*?<\/picture|img\b[^>]*)>/g)].map(([element]) => ({
    alt: /\balt="([^"]*)"/.exec(element)?.[1] ?? "",
    sources: [...element.matchAll(/\b(?:src|srcset)="([^"]+)"/g)].map(([, source = ""]) => source),
  }));
  return [...plain, ...html];
}

function isThere(page: string, source: string): boolean {
  return existsSync(join(ROOT, normalize(join(dirname(page), source))));
}
