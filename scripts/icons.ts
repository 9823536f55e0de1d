/**
 * `npm run gen:icons` draws every icon of the product from one source, apps/web/app/icon.svg; browsers that can take
 * that as it is.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { root } from "./lib/machine.mjs";

const SOURCE = "apps/web/app/icon.svg";
/** `--color-canvas` in the light theme: a home screen or a tab may be any colour, so these bring their own ground. */
const GROUND = "#fcfbf8";

interface Icon {
  /** From the root of the repository. */
  readonly file: string;
  /** In pixels; several in one file for `.ico`. */
  readonly sizes: readonly number[];
  /** How much of each side stays free beyond the source's own margin, as a share of the whole. */
  readonly margin: number;
  /** Radius of the ground's corners as a share of the whole; systems that cut an icon themselves want none. */
  readonly radius: number;
}

export const ICONS: readonly Icon[] = [
  { file: "apps/web/app/favicon.ico", sizes: [16, 32, 48], margin: 0, radius: 0.18 },
  { file: "apps/web/app/apple-icon.png", sizes: [180], margin: 0.12, radius: 0 },
  { file: "apps/web/public/icons/192.png", sizes: [192], margin: 0.1, radius: 0.18 },
  { file: "apps/web/public/icons/512.png", sizes: [512], margin: 0.1, radius: 0.18 },
  // Cut round by some systems; what matters lies within the inner 80 % (https://www.w3.org/TR/appmanifest/#icon-masks).
  { file: "apps/web/public/icons/maskable-512.png", sizes: [512], margin: 0.2, radius: 0 },
];

/** The pictures of an icon, one PNG a size. */
export function drawIcon({ sizes, margin, radius }: Icon): Promise<readonly Buffer[]> {
  const source = readFileSync(path.join(root, SOURCE), "utf8");
  // Its other theme stays out: these have one ground for both.
  const mark = source.replace(/@media[^{]*\{.*\}\s*$/m, "").replace("<svg ", `<svg ${placed(margin)} `);
  const ground = `<rect width="32" height="32" rx="${32 * radius}" style="fill: ${GROUND}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ground}${mark}</svg>`;
  return Promise.all(
    sizes.map((px) =>
      sharp(Buffer.from(svg), { density: (72 * px) / 32 })
        .resize(px, px)
        .png({ compressionLevel: 9, palette: true })
        .toBuffer(),
    ),
  );
}

function placed(margin: number): string {
  const space = 32 * margin;
  const side = 32 - 2 * space;
  return `x="${space}" y="${space}" width="${side}" height="${side}"`;
}

/** An `.ico` of PNGs, which every system reads since 2007: a head, an entry of 16 bytes a picture, then the pictures. */
export function toIco(pictures: readonly Buffer[], sizes: readonly number[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length + 16 * pictures.length;
  const entries = pictures.map((picture, index) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(sizes[index] ?? 0, 0);
    entry.writeUInt8(sizes[index] ?? 0, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(picture.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += picture.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...pictures]);
}

if (process.argv[1] === import.meta.filename) {
  for (const icon of ICONS) {
    const pictures = await drawIcon(icon);
    const file = path.join(root, icon.file);
    mkdirSync(path.dirname(file), { recursive: true });
    const [first] = pictures;
    if (first === undefined) continue;
    writeFileSync(file, file.endsWith(".ico") ? toIco(pictures, icon.sizes) : first);
  }
}
