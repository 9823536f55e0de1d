/**
 * Stores opaque bytes for one deployment. Knows nothing about tenants, users or HTTP: callers build keys with
 * `objectKey()` before they reach this port.
 *
 * Contract (checked by `mediaCases`): reads after a resolved write see that write; `remove` is idempotent; what is stored
 * opens with a signed URL and with nothing else; no vendor's error, header or URL shape has a meaning outside the adapter.
 * Every method refuses a key that `objectKey()` would not have made with `media.invalid_key`: a vendor's SDK that
 * collapses `..` before it signs would otherwise answer a valid URL for another tenant's file.
 *
 * Every method that asks the vendor throws MediaError `media.unavailable` when it did not answer, or `signal` was aborted.
 */
export interface MediaStorage {
  readonly capabilities: MediaCapabilities;
  readonly limits: MediaLimits;

  /**
   * Writes `body` at `key`, replacing what was there. The bytes are taken as they are now: changing the array later
   * changes nothing.
   * @throws MediaError `media.too_large` when `body.byteLength > limits.maxBytes`; `media.empty` for no bytes;
   *   `media.disabled` when nothing can be stored.
   */
  put(key: string, body: Uint8Array, options?: CallOptions): Promise<void>;

  /**
   * What a browser needs to send one file straight to the vendor. Good for this key, once, until it expires; it replaces
   * nothing that is stored already. It promises nothing of what will be sent but that it is no larger than `maxBytes`.
   * Computed here: asks nobody.
   * @throws MediaError `media.invalid_ttl`, `media.too_large` for more than `limits.maxBytes`, `media.disabled`.
   */
  createUpload(key: string, options: UploadOptions): Promise<UploadTicket>;

  /**
   * What is stored at `key`, as the vendor has it; `undefined` for nothing.
   * @param options.reference what the vendor answered to whoever sent the file. A hint that saves a search, and that a
   *   browser may have made up: it is never believed.
   */
  find(key: string, options?: FindOptions): Promise<StoredFile | undefined>;

  /** @throws MediaError `media.not_found` when nothing is stored at `key`. */
  get(key: string, options?: CallOptions): Promise<Uint8Array>;

  /** Removes `key`. Removing a missing key resolves. Signed URLs may go on working from caches until they expire. */
  remove(key: string, options?: FindOptions): Promise<void>;

  /**
   * A URL that any holder can GET until it expires. Computed here: asks nobody, and for a missing key it is well formed
   * and finds nothing. The signature covers everything that the URL says.
   * @throws MediaError `media.invalid_ttl` for a `ttlSeconds` that is not a whole number from 1 to 604_800 (SigV4
   *   ceiling; AWS S3 user guide, "presigned URLs"); `media.disabled`.
   */
  signedUrl(key: string, options: UrlOptions): Promise<URL>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface MediaCapabilities {
  /** False: uploads are off. There is nothing to read or remove, and the rest throws `media.disabled`. */
  readonly stores: boolean;
  /** False: `transform` is ignored and the picture is answered as it was sent. */
  readonly transforms: boolean;
}

export interface MediaLimits {
  readonly maxBytes: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface FindOptions extends CallOptions {
  /** The vendor's own name of the object. */
  readonly reference?: string | undefined;
}

export interface UploadOptions {
  readonly maxBytes: number;
  /** Whole seconds, 1 to 3_300: ImageKit takes no ticket for more than an hour, and clocks differ. */
  readonly ttlSeconds: number;
}

/** A form (`multipart/form-data`) to post: the fields as they are, then the file. */
export interface UploadTicket {
  readonly url: URL;
  readonly fields: Readonly<Record<string, string>>;
  /** The name of the field that holds the file. */
  readonly fileField: string;
  /** The member of the vendor's JSON answer that holds the reference; absent where there is none. */
  readonly referenceField?: string;
}

export interface StoredFile {
  readonly sizeBytes: number;
  /** The first 4_096 bytes, or all of them. */
  readonly head: Uint8Array;
  readonly reference?: string;
  /** Whether the vendor could read it as a picture; absent where it does not say. */
  readonly isPicture?: boolean;
  readonly widthPixels?: number;
  readonly heightPixels?: number;
}

export interface UrlOptions {
  readonly ttlSeconds: number;
  /** The picture re-encoded: cut to these measures, never enlarged, in a format that the browser takes. */
  readonly transform?: Transform;
  /** Saved by the browser and never shown, whatever its type. */
  readonly download?: boolean;
}

/** A small closed set on purpose: each combination is a picture that somebody computes and keeps. */
export interface Transform {
  /** 1 to 2_000. */
  readonly widthPixels: number;
  /** 1 to 2_000. */
  readonly heightPixels: number;
}
