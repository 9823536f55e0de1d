/**
 * Stores opaque bytes for one deployment. Knows nothing about tenants, users or HTTP: callers build tenant-prefixed
 * keys with `objectKey()` before they reach this port.
 *
 * Contract (checked by `mediaCases`): reads after a resolved write see that write; `remove` is idempotent; no vendor's
 * error, header or URL shape has a meaning outside the adapter. Every method refuses a key that `objectKey()` would
 * not have made with `media.invalid_key`: a vendor's SDK that collapses `..` before it signs would otherwise answer a
 * valid URL for another tenant's file.
 */
export interface MediaStorage {
  readonly capabilities: MediaCapabilities;
  readonly limits: MediaLimits;

  /**
   * Writes `body` at `key`, replacing what was there. The bytes are taken as they are now: changing the array later
   * changes nothing.
   * @throws MediaError `media.too_large` when `body.byteLength > limits.maxBytes`; `media.invalid_content_type` when
   *   it is not `type/subtype`; `media.disabled` when nothing can be stored; `media.unavailable` when the vendor did
   *   not answer, or `signal` was aborted.
   */
  put(key: string, body: Uint8Array, options: PutOptions): Promise<void>;

  /** @throws MediaError `media.not_found` when nothing is stored at `key`; `media.unavailable`. */
  get(key: string, options?: CallOptions): Promise<StoredObject>;

  /** Removes `key`. Removing a missing key resolves. @throws MediaError `media.unavailable`. */
  remove(key: string, options?: CallOptions): Promise<void>;

  /**
   * A URL that any holder can GET until it expires. Signing looks nothing up: for a missing key the URL is well formed
   * and finds nothing.
   * @param ttlSeconds whole seconds, 1 to 604_800 (SigV4 ceiling; AWS S3 user guide, "presigned URLs").
   * @throws MediaError `media.invalid_ttl`, `media.disabled`, `media.unavailable`.
   */
  signedUrl(key: string, ttlSeconds: number, options?: CallOptions): Promise<URL>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface MediaCapabilities {
  /** False: uploads are off. There is nothing to read or remove, and the rest throws `media.disabled`. */
  readonly stores: boolean;
}

export interface MediaLimits {
  readonly maxBytes: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface PutOptions extends CallOptions {
  /** An Internet media type such as `image/png`, kept as given. It says what the sender claims, not what the bytes are. */
  readonly contentType: string;
}

export interface StoredObject {
  readonly body: Uint8Array;
  readonly contentType: string;
}
