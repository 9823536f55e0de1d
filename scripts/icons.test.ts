import { readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawIcon, ICONS, toIco } from "./icons.ts";
import { root } from "./lib/machine.mjs";

describe("the icons in the repository", () => {
  // Compared as pictures: another release of the library may pack the same one into other bytes.
  test.each(ICONS.filter(({ file }) => file.endsWith(".png")))("$file is what the source looks like", async (icon) => {
    const [drawn] = await drawIcon(icon);
    const [now, then] = await Promise.all([drawn, path.join(root, icon.file)].map(pixels));
    expect(then?.length).toBe(now?.length);
    expect(meanDifference(now ?? [], then ?? [])).toBeLessThan(2);
  });

  test("favicon.ico holds each of its sizes as a picture", async () => {
    const icon = ICONS.find(({ file }) => file.endsWith(".ico"));
    const file = readFileSync(path.join(root, icon?.file ?? ""));
    expect(sizesIn(file)).toEqual(icon?.sizes);
  });
});

test("an .ico says of each picture where it starts and how long it is", async () => {
  const pictures = await drawIcon({ file: "", sizes: [16, 32], margin: 0, radius: 0 });
  expect(sizesIn(toIco(pictures, [16, 32]))).toEqual([16, 32]);
});

/** The width of the PNG behind every entry. */
function sizesIn(ico: Buffer): readonly number[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const offset = ico.readUInt32LE(entry + 12);
    const picture = ico.subarray(offset, offset + ico.readUInt32LE(entry + 8));
    return picture.subarray(1, 4).toString() === "PNG" ? picture.readUInt32BE(16) : 0;
  });
}

async function pixels(picture: Buffer | string | undefined): Promise<Buffer> {
  return sharp(picture).ensureAlpha().raw().toBuffer();
}

function meanDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0));
  return sum / one.length;
}
