import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { assertObjectKey } from "../domain/object-key.ts";
import { MediaError } from "../errors.ts";
import type { CallOptions, MediaStorage, StoredObject } from "../port.ts";

/** The storage, and what a browser would see of it. */
export interface MemoryMedia extends MediaStorage {
  /** What a GET of the URL answers; `undefined` for an expired or altered URL, and where nothing is stored. */
  open(url: URL): StoredObject | undefined;
}

export interface MemoryMediaOptions {
  readonly maxBytes?: number;
  readonly now?: () => Date;
}

/** Keeps files until the process ends. Its URLs point nowhere: only `open` reads them. */
export function memoryMedia(options: MemoryMediaOptions = {}): MemoryMedia {
  const { maxBytes = 10 * 1024 * 1024, now = () => new Date() } = options;
  const objects = new Map<string, StoredObject>();
  const secret = randomBytes(32);
  const sign = (path: string, expires: string) => createHmac("sha256", secret).update(`${path}\n${expires}`).digest();

  return {
    capabilities: { stores: true },
    limits: { maxBytes },

    async put(key, body, { contentType, signal }) {
      admit(key, signal);
      if (body.byteLength > maxBytes) throw new MediaError("media.too_large", `the object exceeds ${maxBytes} bytes`);
      if (!mediaType.test(contentType)) {
        throw new MediaError("media.invalid_content_type", "the content type is not type/subtype");
      }
      objects.set(key, { body: body.slice(), contentType });
    },

    async get(key, { signal }: CallOptions = {}) {
      admit(key, signal);
      const stored = objects.get(key);
      if (stored === undefined) throw new MediaError("media.not_found", "nothing is stored at this key");
      return { ...stored, body: stored.body.slice() };
    },

    async remove(key, { signal }: CallOptions = {}) {
      admit(key, signal);
      objects.delete(key);
    },

    async signedUrl(key, ttlSeconds, { signal }: CallOptions = {}) {
      admit(key, signal);
      if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > 604_800) {
        throw new MediaError("media.invalid_ttl", "a URL lives between 1 and 604800 whole seconds");
      }
      const url = new URL(key.split("/").map(encodeURIComponent).join("/"), "https://media.invalid/");
      const expires = String(now().getTime() + ttlSeconds * 1_000);
      url.searchParams.set("expires", expires);
      url.searchParams.set("signature", sign(url.pathname, expires).toString("hex"));
      return url;
    },

    open(url) {
      const expires = url.searchParams.get("expires") ?? "";
      const given = Buffer.from(url.searchParams.get("signature") ?? "", "hex");
      const expected = sign(url.pathname, expires);
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine || now().getTime() >= Number(expires)) return undefined;
      return objects.get(decodeURIComponent(url.pathname.slice(1)));
    },
  };
}

/** RFC 6838 names, and parameters without line breaks: the value ends up in a response header. */
const mediaType = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}(?:; ?[\x20-\x7e]{1,128})?$/;

function admit(key: string, signal: AbortSignal | undefined): void {
  assertObjectKey(key);
  if (signal?.aborted) throw new MediaError("media.unavailable", "the call was given up", { cause: signal.reason });
}
