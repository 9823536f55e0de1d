import { objectKey } from "./domain/object-key.ts";
import { MediaError } from "./errors.ts";
import type { MediaNeeds } from "./needs.ts";
import type { MediaStorage, StoredObject } from "./port.ts";

export type Media = ReturnType<typeof createMedia>;

/** Names are the tenant's own: the same name of two tenants is two files. Each call refuses a bad one as `objectKey` does. */
export function createMedia(storage: MediaStorage, needs: MediaNeeds) {
  return {
    capabilities: storage.capabilities,
    limits: storage.limits,

    /**
     * Stores the file, replacing the one of that name.
     * @throws MediaError `media.disabled` when uploads are off; `media.too_large` before anything is sent.
     */
    async upload(tenantId: string, file: UploadedFile): Promise<void> {
      const key = objectKey(tenantId, file.name);
      if (storage.capabilities.stores && file.body.byteLength > storage.limits.maxBytes) {
        throw new MediaError("media.too_large", `the file exceeds ${storage.limits.maxBytes} bytes`);
      }
      await guarded("put", (signal) => storage.put(key, file.body, { contentType: file.contentType, signal }));
    },

    /** @throws MediaError `media.not_found` when the tenant has no file of that name. */
    async get(tenantId: string, name: string): Promise<StoredObject> {
      const key = objectKey(tenantId, name);
      return guarded("get", (signal) => storage.get(key, { signal }));
    },

    /** Removes the file. Removing one that is not there resolves. */
    async remove(tenantId: string, name: string): Promise<void> {
      const key = objectKey(tenantId, name);
      await guarded("remove", (signal) => storage.remove(key, { signal }));
    },

    /** A URL that any holder can GET for `ttlSeconds` (1 to 604_800). The file need not exist. */
    async downloadUrl(tenantId: string, name: string, ttlSeconds: number): Promise<URL> {
      const key = objectKey(tenantId, name);
      return guarded("signed_url", (signal) => storage.signedUrl(key, ttlSeconds, { signal }));
    },
  };

  /** Every call may be repeated: a key is written whole, and removing is idempotent. */
  function guarded<T>(operation: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return needs.guard({ dependency: "media", operation, idempotent: true }, work);
  }
}

export interface UploadedFile {
  readonly name: string;
  readonly body: Uint8Array;
  readonly contentType: string;
}
