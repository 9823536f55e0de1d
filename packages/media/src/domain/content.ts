/**
 * What bytes are, told from how they begin. `active` is what a browser would run or render as a page of its own (HTML, SVG,
 * XML), `program` what a machine would run; both are refused everywhere. The beginning proves no more than that: a picture
 * can still carry a page behind its first bytes, so pictures are shown re-encoded, and anything else is a download.
 */
export type Content =
  | "image/png"
  | "image/jpeg"
  | "image/gif"
  | "image/webp"
  | "application/pdf"
  | "application/zip"
  | "text/plain"
  | "application/octet-stream"
  | "program"
  | "active";

/** How many bytes of a file are looked at. */
export const headBytes = 4_096;

export function contentOf(head: Uint8Array): Content {
  const known = SIGNATURES.find(({ starts, and = [] }) => begins(head, 0, starts) && begins(head, 8, and));
  if (known !== undefined) return known.type;
  const text = textOf(head);
  if (text === undefined) return "application/octet-stream";
  return ACTIVE_TEXT.test(text) ? "active" : "text/plain";
}

interface Signature {
  readonly type: Content;
  readonly starts: readonly number[];
  /** What stands at byte 8, where the first bytes are shared by several types. */
  readonly and?: readonly number[];
}

const SIGNATURES: readonly Signature[] = [
  { type: "image/png", starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/jpeg", starts: [0xff, 0xd8, 0xff] },
  { type: "image/gif", starts: [0x47, 0x49, 0x46, 0x38] },
  { type: "image/webp", starts: [0x52, 0x49, 0x46, 0x46], and: [0x57, 0x45, 0x42, 0x50] },
  { type: "application/pdf", starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: "application/zip", starts: [0x50, 0x4b, 0x03, 0x04] },
  // Windows; Linux; macOS, in both orders of bytes; a script with its interpreter.
  { type: "program", starts: [0x4d, 0x5a] },
  { type: "program", starts: [0x7f, 0x45, 0x4c, 0x46] },
  { type: "program", starts: [0xfe, 0xed, 0xfa] },
  { type: "program", starts: [0xcf, 0xfa, 0xed, 0xfe] },
  { type: "program", starts: [0xca, 0xfe, 0xba, 0xbe] },
  { type: "program", starts: [0x23, 0x21] },
  // Text of two bytes a character would hide a page from the look at its words.
  { type: "active", starts: [0xff, 0xfe] },
  { type: "active", starts: [0xfe, 0xff] },
];

function begins(head: Uint8Array, at: number, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[at + index] === byte);
}

/** A tag, a declaration or a comment before anything else; browsers look no further either. */
const ACTIVE_TEXT = /^\s*<[a-z!?/]/i;

/** `undefined` for what is no UTF-8 text. The last bytes may be half a character. */
function textOf(head: Uint8Array): string | undefined {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 27))) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
}
