import { openImage } from "./image.ts";

const LARGEST_PIXELS = 10_000;
const FORMATS = ["auto", "webp", "avif", "jpg", "jpeg", "png"] as const;
const CROPS = ["maintain_ratio", "at_max", "at_least", "force"] as const;

export interface Step {
  readonly width?: number;
  readonly height?: number;
  readonly format?: (typeof FORMATS)[number];
  readonly quality?: number;
  readonly crop?: (typeof CROPS)[number];
}

/** `w-300,h-200:q-80` → its steps; `undefined` for a value that the vendor refuses, or a key that is not emulated. */
export function parseTransformation(text: string): readonly Step[] | undefined {
  const steps = text.split(":").map(parseStep);
  return steps.includes(undefined) ? undefined : steps.filter((step) => step !== undefined);
}

function parseStep(text: string): Step | undefined {
  let step: Step = {};
  for (const part of text.split(",")) {
    const at = part.indexOf("-");
    const [key, value] = [part.slice(0, at), part.slice(at + 1)];
    const read = at > 0 ? READ[key]?.(value) : undefined;
    if (read === undefined) return undefined;
    step = { ...step, ...read };
  }
  return step;
}

const READ: Readonly<Record<string, (value: string) => Step | undefined>> = {
  w: (value) => inRange(value, LARGEST_PIXELS, (width) => ({ width })),
  h: (value) => inRange(value, LARGEST_PIXELS, (height) => ({ height })),
  q: (value) => inRange(value, 100, (quality) => ({ quality })),
  f: (value) => oneOf(FORMATS, value, (format) => ({ format })),
  c: (value) => oneOf(CROPS, value, (crop) => ({ crop })),
};

function inRange(value: string, most: number, make: (amount: number) => Step): Step | undefined {
  const amount = Number(value);
  return /^\d+$/.test(value) && amount >= 1 && amount <= most ? make(amount) : undefined;
}

function oneOf<Word extends string>(words: readonly Word[], value: string, make: (word: Word) => Step) {
  const word = words.find((one) => one === value);
  return word === undefined ? undefined : make(word);
}

const FIT = { maintain_ratio: "cover", at_max: "inside", at_least: "outside", force: "fill" } as const;

/** The picture as the steps have it, without what a camera noted in it. Never larger than it was. */
export async function transform(
  bytes: Uint8Array,
  steps: readonly Step[],
  accept: string,
): Promise<{ readonly body: Uint8Array<ArrayBuffer>; readonly mime: string }> {
  let current = bytes;
  let mime = "";
  for (const { width, height, format, quality, crop = "maintain_ratio" } of steps) {
    // Turned as the camera was held: the note that says so is dropped.
    const image = (await openImage(current)).autoOrient();
    const { format: own } = await image.metadata();
    const target = targetOf(format, own, accept);
    const size = { ...(width && { width }), ...(height && { height }) };
    const sized = width || height ? image.resize({ ...size, fit: FIT[crop], withoutEnlargement: true }) : image;
    current = await sized.toFormat(target, quality ? { quality } : {}).toBuffer();
    mime = `image/${target}`;
  }
  return { body: new Uint8Array(current), mime };
}

type Target = "webp" | "avif" | "jpeg" | "png" | "gif";

function targetOf(asked: Step["format"], own: string, accept: string): Target {
  if (asked === "auto") return accept.includes("image/webp") ? "webp" : sameAs(own);
  if (asked === "jpg" || asked === "jpeg") return "jpeg";
  return asked ?? sameAs(own);
}

const sameAs = (own: string): Target =>
  (["webp", "avif", "png", "gif"] as const).find((one) => one === own) ?? (own === "heif" ? "avif" : "jpeg");
