import { assertObjectKey } from "../domain/object-key.ts";
import { MediaError } from "../errors.ts";
import type { MediaStorage } from "../port.ts";

/** Uploads are off: nothing can be stored, so there is nothing to read and nothing to remove. */
export function noMedia(): MediaStorage {
  return {
    capabilities: { stores: false, transforms: false },
    limits: { maxBytes: 0 },
    put: async (key) => refuse(key),
    createUpload: async (key) => refuse(key),
    async find(key) {
      assertObjectKey(key);
      return undefined;
    },
    async get(key) {
      assertObjectKey(key);
      throw new MediaError("media.not_found", "nothing is stored: uploads are switched off");
    },
    async remove(key) {
      assertObjectKey(key);
    },
    signedUrl: async (key) => refuse(key),
  };
}

function refuse(key: string): never {
  assertObjectKey(key);
  throw new MediaError("media.disabled", "uploads are switched off");
}
