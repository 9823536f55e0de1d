import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, fetch as send } from "undici";
import { isLoopback, isPublicAddress } from "./addresses.ts";

export interface PublicFetchOptions {
  /** Of everything: finding it, connecting, and the last byte of the answer. */
  readonly timeoutMs?: number;
  /** Of an answer's body, also once it is unpacked. */
  readonly maxBytes?: number;
  /** For stages `local` and `test`: this machine may be asked too, on any port and without TLS. */
  readonly allowLoopback?: boolean;
  /** Where a host is; the machine's own resolver when absent. */
  readonly findAddresses?: (host: string) => Promise<readonly LookupAddress[]>;
}

/** Why a request was not sent, or its answer not read. No address in it that was found behind a name. */
export class NotPublicError extends Error {
  override readonly name = "NotPublicError";
}

export type PublicFetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * Fetches what a customer has typed: over TLS, from the internet, and from nowhere else. A name is looked up once, and the
 * connection goes to an address that was judged, so that a second answer of DNS changes nothing. Nobody is followed.
 */
export function publicFetch(options: PublicFetchOptions = {}): PublicFetch & { close(): Promise<void> } {
  const { timeoutMs = 5_000, maxBytes = 256 * 1_024, allowLoopback = false } = options;
  const { findAddresses = (host: string) => lookup(host, { all: true }) } = options;
  const mayReach = (address: string) => isPublicAddress(address) || (allowLoopback && isLoopback(address));

  const judged: LookupFunction = (host, { all }, answer) => {
    find(host).then(
      ([first, ...others]) => (all ? answer(null, [first, ...others]) : answer(null, first.address, first.family)),
      (error: unknown) => answer(error instanceof Error ? error : new Error("not found"), ""),
    );
  };
  const agent = new Agent({
    connect: { lookup: judged, timeout: timeoutMs },
    maxResponseSize: maxBytes,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // Nothing of one customer's is left open for the next.
    keepAliveTimeout: 1,
    pipelining: 0,
  });

  const request: PublicFetch = async (given, { method = "GET", headers, body, signal } = {}) => {
    const url = new URL(given);
    assertPlain(url);
    const ends = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
    const answer = await send(url, {
      method,
      headers: { ...Object.fromEntries(new Headers(headers)), "accept-encoding": "identity" },
      ...((typeof body === "string" || body instanceof URLSearchParams) && { body: String(body) }),
      redirect: "manual",
      dispatcher: agent,
      signal: ends,
    });
    if (answer.status >= 300 && answer.status < 400) {
      await answer.body?.cancel();
      throw new NotPublicError("this host leads elsewhere, and nobody is followed");
    }
    const bytes = await readAtMost(answer.body, maxBytes);
    const kept = new Headers();
    for (const name of KEPT) {
      const value = answer.headers.get(name);
      if (value !== null) kept.set(name, value);
    }
    const isEmpty = answer.status === 204 || answer.status === 205;
    return new Response(isEmpty ? null : bytes, { status: answer.status, headers: kept });
  };
  return Object.assign(request, { close: () => agent.close() });

  /** One that is not public is enough to refuse all: whoever runs this name means something else by it. */
  async function find(host: string): Promise<[LookupAddress, ...LookupAddress[]]> {
    const [first, ...others] = await findAddresses(host);
    if (first === undefined || ![first, ...others].every(({ address }) => mayReach(address))) {
      throw new NotPublicError("this host is not on the internet");
    }
    return [first, ...others];
  }

  /** What `URL` has made of it: numbers of any notation are dotted by now. */
  function assertPlain(url: URL): void {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const isHere = allowLoopback && (host === "localhost" || isLoopback(host));
    if (url.username !== "" || url.password !== "") throw new NotPublicError("an address with a user in it");
    if (isHere && (url.protocol === "http:" || url.protocol === "https:")) return;
    if (url.protocol !== "https:") throw new NotPublicError("an address without TLS");
    if (url.port !== "") throw new NotPublicError("another port than 443");
    // `connect` looks no literal up.
    if (isIP(host) !== 0 && !mayReach(host)) throw new NotPublicError("this host is not on the internet");
  }
}

/** What whoever reads the answer asks of it. */
const KEPT = ["content-type", "cache-control", "retry-after", "www-authenticate"];

async function readAtMost(body: AsyncIterable<Uint8Array> | null, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > most) throw new NotPublicError("an answer that is too long");
    parts.push(part);
  }
  return Uint8Array.from(Buffer.concat(parts));
}
