import ImageKit, { toFile } from "@imagekit/nodejs";
import { headBytes } from "../../domain/content.ts";
import { assertObjectKey } from "../../domain/object-key.ts";
import { MediaError } from "../../errors.ts";
import type { CallOptions, FindOptions, MediaStorage, UrlOptions } from "../../port.ts";
import { assertBody, assertUploadOptions, assertUrlOptions } from "../limits.ts";
import { distinct, isMissing, placeOf, signFields, toMediaError, toTransformation, uploadFields } from "./translate.ts";

export interface ImagekitMediaOptions {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Where files are fetched, such as `https://ik.imagekit.io/acme`. */
  readonly urlEndpoint: string;
  /** Another address of the vendor's API, uploads included: the emulator. The vendor's own when absent. */
  readonly baseUrl?: string | undefined;
  /** For one call, 8_000 when absent; the SDK's own is a minute. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly now?: () => Date;
}

const UPLOAD_HOST = "https://upload.imagekit.io";
/** For looks at what is stored. Nobody else gets such a URL. */
const LOOK_SECONDS = 60;

/** Files at ImageKit. Options arrive validated; the environment that the SDK would read is not asked. */
export function imagekitMedia(options: ImagekitMediaOptions): MediaStorage {
  const { publicKey, privateKey, timeoutMs = 8_000, maxBytes = 10 * 1024 * 1024, now = () => new Date() } = options;
  const urlEndpoint = options.urlEndpoint.replace(/\/+$/, "");
  const baseUrl = options.baseUrl?.replace(/\/+$/, "");
  // The SDK sends no idempotency key: a repeat of its own could store a file twice. Whoever calls us repeats.
  const client = new ImageKit({
    privateKey,
    password: "do_not_set",
    baseURL: baseUrl ?? "https://api.imagekit.io",
    timeout: timeoutMs,
    maxRetries: 0,
  });

  function sign(key: string, { ttlSeconds, transform, download = false }: UrlOptions): URL {
    const url = client.helper.buildSrc({
      urlEndpoint,
      src: `/${key}`,
      expiresIn: ttlSeconds,
      // Asked for nothing, the vendor would answer a picture that it made smaller.
      transformation: transform === undefined ? [{ original: true }] : toTransformation(transform),
      ...(download && { queryParameters: { "ik-attachment": "true" } }),
    });
    return new URL(url);
  }

  /** The vendor's record; found by its id where that is known, else by a search of the object's own folder. */
  async function lookUp(key: string, { reference, signal }: FindOptions) {
    const request = signal === undefined ? {} : { signal };
    if (reference !== undefined && ID.test(reference)) {
      const named = await ask(() => client.files.get(reference, request), signal);
      // An id that a browser names may be of anybody's file.
      if (named?.filePath === `/${key}`) return named;
    }
    const query = { path: placeOf(key).folder, type: "file", limit: 10 } as const;
    const listed = (await ask(() => client.assets.list(query, request), signal)) ?? [];
    if (!Array.isArray(listed)) throw noSense();
    return listed.find(({ filePath }) => filePath === `/${key}`);
  }

  async function fetchBytes(key: string, { signal }: CallOptions, headers: Readonly<Record<string, string>> = {}) {
    const within = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
    try {
      const url = sign(key, { ttlSeconds: LOOK_SECONDS });
      const response = await fetch(url, { headers, signal: within });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new MediaError("media.unavailable", `delivery answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw error instanceof MediaError ? error : toMediaError(error);
    }
  }

  return {
    capabilities: { stores: true, transforms: true },
    limits: { maxBytes },

    async put(key, body, { signal } = {}) {
      admit(key, signal);
      assertBody(body, maxBytes);
      const { folder, fileName } = placeOf(key);
      const file = await toFile(body.slice(), fileName);
      const stored = await ask(
        () =>
          client.files.upload(
            { file, fileName, folder, useUniqueFileName: false, overwriteFile: true, isPrivateFile: true },
            signal === undefined ? {} : { signal },
          ),
        signal,
      );
      if (stored?.filePath !== `/${key}`) throw noSense();
    },

    async createUpload(key, upload) {
      admit(key);
      assertUploadOptions(upload, maxBytes);
      const fields = distinct(uploadFields(key, upload.maxBytes));
      const { ttlSeconds } = upload;
      const token = signFields(fields, { publicKey, privateKey }, { now: now(), ttlSeconds });
      return {
        url: new URL("/api/v2/files/upload", baseUrl ?? UPLOAD_HOST),
        fields: { ...fields, token },
        fileField: "file",
        referenceField: "fileId",
      };
    },

    async find(key, find = {}) {
      admit(key, find.signal);
      const file = await lookUp(key, find);
      if (file === undefined) return undefined;
      const head = await fetchBytes(key, find, { range: `bytes=0-${headBytes - 1}` });
      if (head === undefined) return undefined;
      if (typeof file.size !== "number" || typeof file.fileId !== "string") throw noSense();
      return {
        sizeBytes: file.size,
        // A proxy in between may know nothing of ranges.
        head: head.subarray(0, headBytes),
        reference: file.fileId,
        isPicture: file.fileType === "image",
        ...(file.width !== undefined && { widthPixels: file.width }),
        ...(file.height !== undefined && { heightPixels: file.height }),
      };
    },

    async get(key, call = {}) {
      admit(key, call.signal);
      const body = await fetchBytes(key, call);
      if (body === undefined) throw new MediaError("media.not_found", "nothing is stored at this key");
      return body;
    },

    async remove(key, find = {}) {
      admit(key, find.signal);
      const { fileId } = (await lookUp(key, find)) ?? {};
      if (fileId === undefined) return;
      await ask(
        () => client.files.delete(fileId, find.signal === undefined ? {} : { signal: find.signal }),
        find.signal,
      );
    },

    async signedUrl(key, url) {
      admit(key);
      assertUrlOptions(url);
      return sign(key, url);
    },
  };
}

/** The vendor's ids are hexadecimal numbers. Anything else never becomes part of an address. */
const ID = /^[A-Za-z0-9]{8,64}$/;

/** `undefined` where the vendor has no such thing. */
async function ask<Answer>(
  call: () => PromiseLike<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer | undefined> {
  if (signal?.aborted) throw givenUp(signal);
  try {
    return await call();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw toMediaError(error);
  }
}

function admit(key: string, signal?: AbortSignal): void {
  assertObjectKey(key);
  if (signal?.aborted) throw givenUp(signal);
}

const givenUp = (signal: AbortSignal) =>
  new MediaError("media.unavailable", "the call was given up", { cause: signal.reason });
const noSense = () => new MediaError("media.unavailable", "the vendor answered something else than was asked");
