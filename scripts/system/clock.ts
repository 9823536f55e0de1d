import { subscribe, unsubscribe } from "node:diagnostics_channel";

export interface Reading {
  readonly whose: string;
  /** How far their clock is ahead of ours. */
  readonly aheadMs: number;
}

/** undici, which Node's fetch is made of, tells of each answer there: so every probe reads a clock as well. */
const CHANNEL = "undici:request:headers";

/** Notes what time it was for whoever answered a request of this process, until `stop`. */
export function watchClocks(now: () => number = Date.now) {
  const readings = new Map<string, Reading>();
  const note = (message: unknown) => {
    const read = readDate(message);
    if (read === undefined) return;
    const { whose, at } = read;
    // The header has whole seconds, cut off: the middle of that second is the best guess.
    const aheadMs = at + 500 - now();
    const known = readings.get(whose);
    if (known === undefined || Math.abs(aheadMs) < Math.abs(known.aheadMs)) readings.set(whose, { whose, aheadMs });
  };
  subscribe(CHANNEL, note);
  return {
    stop(): readonly Reading[] {
      unsubscribe(CHANNEL, note);
      return [...readings.values()];
    },
  };
}

function readDate(message: unknown): { readonly whose: string; readonly at: number } | undefined {
  const { request, response } = Object(message) as Message;
  const headers = response?.headers ?? [];
  const index = headers.findIndex((one, place) => place % 2 === 0 && String(one).toLowerCase() === "date");
  const at = Date.parse(String(headers[index + 1]));
  const origin = request?.origin;
  if (index < 0 || Number.isNaN(at) || typeof origin !== "string" || !URL.canParse(origin)) return undefined;
  return { whose: new URL(origin).host, at };
}

interface Message {
  readonly request?: { readonly origin?: unknown };
  /** Names and values in turn, as bytes. */
  readonly response?: { readonly headers?: readonly unknown[] };
}
