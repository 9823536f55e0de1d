import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { headBytes } from "../domain/content.ts";
import { assertObjectKey } from "../domain/object-key.ts";
import { MediaError } from "../errors.ts";
import type { CallOptions, MediaStorage, UploadTicket } from "../port.ts";
import { assertBody, assertUploadOptions, assertUrlOptions } from "./limits.ts";

/** The storage, and what a browser would see and do of it. */
export interface MemoryMedia extends MediaStorage {
  /** What a GET of the URL answers; `undefined` for an expired or altered URL, and where nothing is stored. */
  open(url: URL): { readonly body: Uint8Array; readonly isDownload: boolean } | undefined;
  /** What a browser does with a ticket. False when it is refused. */
  receive(ticket: UploadTicket, body: Uint8Array): boolean;
}

export interface MemoryMediaOptions {
  readonly maxBytes?: number;
  readonly now?: () => Date;
}

const ORIGIN = "https://media.invalid";

/** Keeps files until the process ends. Its URLs point nowhere: only `open` and `receive` know them. */
export function memoryMedia(options: MemoryMediaOptions = {}): MemoryMedia {
  const { maxBytes = 10 * 1024 * 1024, now = () => new Date() } = options;
  const objects = new Map<string, Uint8Array>();
  const tickets = new Map<string, { readonly key: string; readonly maxBytes: number; readonly expiresMs: number }>();
  const secret = randomBytes(32);
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest();
  const inSeconds = (seconds: number) => now().getTime() + seconds * 1_000;

  return {
    capabilities: { stores: true, transforms: false },
    limits: { maxBytes },

    async put(key, body, { signal } = {}) {
      admit(key, signal);
      assertBody(body, maxBytes);
      objects.set(key, body.slice());
    },

    async createUpload(key, upload) {
      admit(key);
      assertUploadOptions(upload, maxBytes);
      const token = randomUUID();
      tickets.set(token, { key, maxBytes: upload.maxBytes, expiresMs: inSeconds(upload.ttlSeconds) });
      return { url: new URL("/upload", ORIGIN), fields: { key, token }, fileField: "file" };
    },

    async find(key, { signal }: CallOptions = {}) {
      admit(key, signal);
      const stored = objects.get(key);
      return stored && { sizeBytes: stored.byteLength, head: stored.slice(0, headBytes) };
    },

    async get(key, { signal }: CallOptions = {}) {
      admit(key, signal);
      const stored = objects.get(key);
      if (stored === undefined) throw new MediaError("media.not_found", "nothing is stored at this key");
      return stored.slice();
    },

    async remove(key, { signal }: CallOptions = {}) {
      admit(key, signal);
      objects.delete(key);
    },

    async signedUrl(key, { ttlSeconds, transform, download = false }) {
      admit(key);
      assertUrlOptions({ ttlSeconds, ...(transform && { transform }) });
      const url = new URL(key, `${ORIGIN}/`);
      url.searchParams.set("expires", String(inSeconds(ttlSeconds)));
      if (download) url.searchParams.set("download", "true");
      url.searchParams.set("signature", sign(url.pathname + url.search).toString("hex"));
      return url;
    },

    open(url) {
      const unsigned = new URL(url);
      unsigned.searchParams.delete("signature");
      const given = Buffer.from(url.searchParams.get("signature") ?? "", "hex");
      const expected = sign(unsigned.pathname + unsigned.search);
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine || now().getTime() >= Number(url.searchParams.get("expires"))) return undefined;
      const body = objects.get(url.pathname.slice(1));
      return body && { body, isDownload: url.searchParams.has("download") };
    },

    receive({ fields }, body) {
      const { key = "", token = "" } = fields;
      const ticket = tickets.get(token);
      tickets.delete(token);
      if (ticket === undefined || ticket.key !== key || now().getTime() >= ticket.expiresMs) return false;
      if (body.byteLength === 0 || body.byteLength > ticket.maxBytes || objects.has(key)) return false;
      objects.set(key, body.slice());
      return true;
    },
  };
}

function admit(key: string, signal?: AbortSignal): void {
  assertObjectKey(key);
  if (signal?.aborted) throw new MediaError("media.unavailable", "the call was given up", { cause: signal.reason });
}
