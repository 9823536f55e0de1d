import { MediaError } from "../errors.ts";
import type { UploadOptions, UrlOptions } from "../port.ts";

/** What every adapter refuses alike, before anything is signed. @throws MediaError `media.invalid_ttl`, `media.too_large`. */
export function assertUploadOptions({ maxBytes, ttlSeconds }: UploadOptions, largest: number): void {
  assertTtl(ttlSeconds, 3_300);
  if (!(maxBytes >= 1 && maxBytes <= largest)) {
    throw new MediaError("media.too_large", `an upload has between 1 and ${largest} bytes`);
  }
}

/** @throws MediaError `media.invalid_ttl`. */
export function assertUrlOptions({ ttlSeconds, transform }: UrlOptions): void {
  assertTtl(ttlSeconds, 604_800);
  const sides = transform === undefined ? [] : [transform.widthPixels, transform.heightPixels];
  if (!sides.every((side) => Number.isInteger(side) && side >= 1 && side <= 2_000)) {
    throw new RangeError("a picture is 1 to 2000 pixels wide and high");
  }
}

/** @throws MediaError `media.too_large`, `media.empty`. */
export function assertBody(body: Uint8Array, largest: number): void {
  if (body.byteLength === 0) throw new MediaError("media.empty", "there are no bytes to store");
  if (body.byteLength > largest) throw new MediaError("media.too_large", `the object exceeds ${largest} bytes`);
}

function assertTtl(ttlSeconds: number, longest: number): void {
  if (Number.isInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= longest) return;
  throw new MediaError("media.invalid_ttl", `it lives between 1 and ${longest} whole seconds`);
}
