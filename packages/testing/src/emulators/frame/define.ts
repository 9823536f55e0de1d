import type { Hono } from "hono";
import type { Agenda } from "./agenda.ts";
import type { EmulatorClock } from "./clock.ts";
import type { TakeFault } from "./faults.ts";
import type { Store } from "./store.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface EmulatorRequest {
  readonly method: string;
  /** Path and query as they came, nothing decoded: what signatures are made over. */
  readonly target: string;
  /** Of the route's `:names`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Parsed JSON; `undefined` when there was none, and a `SyntaxError` when it could not be read. */
  readonly body: unknown;
  /** The body as it was sent, unpacked where it came as gzip. */
  readonly text: string;
  /** As they came; a form with files is read from these. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a vendor says. `body` is sent as JSON; a string, bytes and a stream as they are. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The log of requests leaves the body out, as it leaves out the caller's key. */
  readonly isSecret?: true;
}

export type Handle = (request: EmulatorRequest) => Answer | Promise<Answer>;

/** What the frame gives to each emulator. */
export interface EmulatorKit {
  readonly clock: EmulatorClock;
  readonly store: Store;
  readonly agenda: Agenda;
  readonly takeFault: TakeFault;
}

/** One vendor, ready to be served. */
export interface Vendor {
  /** `POST /emails` → what happens. Anything else is answered with 501 and remembered. */
  readonly routes: Readonly<Record<`${Method} /${string}`, Handle>>;
  /** Routes of the vendor's that look like one of ours (`GET /emails/metrics`), and are not emulated. */
  readonly others?: readonly `${Method} /${string}`[];
  /** Paths that pages of other sites may call, as the vendor lets browsers do: who calls shows a token. */
  readonly crossOrigin?: readonly string[];
  /** What comes before every route: the key, the rate limit, the answer to a request that was seen before. */
  readonly before?: (request: EmulatorRequest, route: string, proceed: () => Promise<Answer>) => Promise<Answer>;
  /** Names of its webhooks, for fault rules. */
  readonly events: readonly string[];
  /** What it has told whoever listens, to be told again from outside. Absent where it tells nobody. */
  readonly deliveries?: { readonly resend: (id: string) => boolean };
  /** For a person with a browser. Never counted as the vendor's. */
  readonly pages: Hono;
  /** What the vendor holds beside the store: counters and the like. */
  readonly forget?: () => void;
}

/** An answer for what the vendor can do and the emulator can not: the request is remembered as unknown. */
export const NOT_EMULATED = 501;
