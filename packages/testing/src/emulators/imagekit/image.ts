import type { Sharp, SharpOptions } from "sharp";

/** More pixels than this are refused before they are decoded: a few bytes can claim to be gigabytes. */
const MOST_PIXELS = 40_000_000;

let loaded: Promise<(input: Uint8Array, options: SharpOptions) => Sharp> | undefined;

/** sharp is loaded with the first image: 30 MB that a process without pictures does not need. */
export async function openImage(bytes: Uint8Array): Promise<Sharp> {
  loaded ??= import("sharp").then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  const sharp = await loaded;
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "warning" });
}

export interface Look {
  readonly mime: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly hasAlpha: boolean;
}

const MIME: Readonly<Record<string, string>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  heif: "image/avif",
};
/** What is not one of these has no dimensions, whatever its name says. */
const BY_ENDING: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  html: "text/html",
  svg: "image/svg+xml",
  zip: "application/zip",
};

/** What the bytes are. An image is what can be decoded as one. */
export async function lookAt(bytes: Uint8Array, name: string): Promise<Look> {
  const image = await measure(bytes);
  if (image !== undefined) return image;
  const isPage = /^\s*<(?:!doctype html|html|script|svg)/i.test(new TextDecoder().decode(bytes.subarray(0, 256)));
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const mime = isPage ? "text/html" : (BY_ENDING[ending] ?? "application/octet-stream");
  return { mime, width: null, height: null, hasAlpha: false };
}

const RASTER = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0, 0, 0],
];

async function measure(bytes: Uint8Array): Promise<Look | undefined> {
  if (!RASTER.some((start) => start.every((byte, index) => bytes[index] === byte))) return undefined;
  try {
    const { format, width, height, hasAlpha } = await (await openImage(bytes)).metadata();
    const mime = MIME[format];
    return mime === undefined ? undefined : { mime, width, height, hasAlpha };
  } catch {
    return undefined;
  }
}
