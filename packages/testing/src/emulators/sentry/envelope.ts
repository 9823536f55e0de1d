import { z } from "zod";

export interface EnvelopeItem {
  readonly type: string;
  /** Parsed where it is JSON, else its text. */
  readonly payload: unknown;
}

export interface Envelope {
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

const Header = z.record(z.string(), z.unknown());
const ItemHeader = z.looseObject({ type: z.string(), length: z.int().nonnegative().optional() });

/**
 * A header, then a header and a payload for each item, a line each; a payload may say its length instead of ending with
 * its line (develop.sentry.dev, "Envelopes", read 2026-11-21). `undefined` when it is none.
 */
export function parseEnvelope(sent: string): Envelope | undefined {
  const bytes = Buffer.from(sent);
  let at = 0;
  const line = (): string => {
    const end = bytes.indexOf("\n", at);
    const until = end === -1 ? bytes.length : end;
    const text = bytes.subarray(at, until).toString();
    at = until + 1;
    return text;
  };
  try {
    const header = Header.parse(JSON.parse(line()));
    const items: EnvelopeItem[] = [];
    while (at < bytes.length) {
      const opening = line();
      if (opening === "") continue;
      const { type, length } = ItemHeader.parse(JSON.parse(opening));
      if (length === undefined) {
        items.push({ type, payload: parse(line()) });
        continue;
      }
      if (at + length > bytes.length) return undefined;
      items.push({ type, payload: parse(bytes.subarray(at, at + length).toString()) });
      at += length + 1;
    }
    return { header, items };
  } catch {
    return undefined;
  }
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
