import { MediaError } from "../errors.ts";
import { type Content, contentOf } from "./content.ts";

const MEGABYTE = 1024 * 1024;
const PICTURES = ["image/png", "image/jpeg", "image/webp"] as const;
/** More than this a phone does not take; a file that claims more is made to cost memory. */
const MOST_PIXELS = 40_000_000;

interface Policy {
  readonly owner: "person" | "tenant";
  readonly maxBytes: number;
  /** Absent: whatever is neither a page nor a program. */
  readonly accepts?: readonly string[];
  /** One at a time: the next takes the place of the one before, and it is shown beside a name. */
  readonly isPicture: boolean;
}

/** What files are kept for, and what is taken for each. */
export const PURPOSES = {
  avatar: { owner: "person", maxBytes: 2 * MEGABYTE, accepts: PICTURES, isPicture: true },
  logo: { owner: "tenant", maxBytes: 2 * MEGABYTE, accepts: PICTURES, isPicture: true },
  attachment: { owner: "tenant", maxBytes: 10 * MEGABYTE, isPicture: false },
} as const satisfies Readonly<Record<string, Policy>>;
export type Purpose = keyof typeof PURPOSES;

const policyOf = (purpose: Purpose): Policy => PURPOSES[purpose];

/** Judges what a browser says of a file, before it is sent: a courtesy, since it may lie. @throws MediaError. */
export function assertWanted(purpose: Purpose, { contentType, sizeBytes }: Claim): void {
  const { maxBytes, accepts } = policyOf(purpose);
  if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
  if (sizeBytes < 1) throw new MediaError("media.empty", "The file is empty.");
  if (accepts !== undefined && !accepts.includes(contentType)) throw wrongType();
  if (ACTIVE_TYPES.test(contentType)) throw wrongType();
}

/** Judges what is stored, by its bytes; answers its type. @throws MediaError for what must not stay. */
export function judge(purpose: Purpose, claimed: string, stored: Found): string {
  const { maxBytes, accepts } = policyOf(purpose);
  if (stored.sizeBytes > maxBytes) throw tooLarge(maxBytes);
  if (stored.sizeBytes < 1) throw new MediaError("media.empty", "The file is empty.");
  const content = contentOf(stored.head);
  if (content === "active" || content === "program") throw wrongType();
  if (accepts !== undefined && !accepts.includes(content)) throw wrongType();
  if (RECOGNISED.has(claimed) && content !== claimed) throw wrongType();
  const { widthPixels = 0, heightPixels = 0 } = stored;
  if (widthPixels * heightPixels > MOST_PIXELS) {
    throw new MediaError("media.too_large", "The picture has too many pixels.");
  }
  if (policyOf(purpose).isPicture && stored.isPicture === false) throw wrongType();
  return nameType(content, claimed);
}

export interface Claim {
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface Found {
  readonly sizeBytes: number;
  readonly head: Uint8Array;
  /** False where the vendor tried to read it as a picture and could not. */
  readonly isPicture?: boolean;
  readonly widthPixels?: number;
  readonly heightPixels?: number;
}

const RECOGNISED = new Set(["image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf"]);
const ACTIVE_TYPES = /html|svg|xml$|javascript|ecmascript/i;
/** What a claim may say more closely than the bytes do. */
const CLOSER: Readonly<Partial<Record<Content, RegExp>>> = {
  "text/plain": /^(?:text\/(?:csv|markdown|calendar|vcard)|application\/json)$/,
  "application/zip": /^application\/vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\.[\w.+-]{1,80}$/,
};

function nameType(content: Content, claimed: string): string {
  return CLOSER[content]?.test(claimed) ? claimed : content;
}

const tooLarge = (maxBytes: number) =>
  new MediaError("media.too_large", `The file is larger than ${maxBytes / MEGABYTE} MB.`);
const wrongType = () => new MediaError("media.wrong_type", "A file of this type is not taken here.");
