import type { MediaNeeds } from "../needs.ts";
import type { MediaStorage, StoredFile } from "../port.ts";
import type { FileRow } from "./rows.ts";

type Kept = Pick<FileRow, "key" | "providerRef">;

/** What the vendor has of a file. Both calls may be repeated: a look changes nothing, and removing is idempotent. */
export function bytesOf(storage: MediaStorage, { guard }: Pick<MediaNeeds, "guard">) {
  return {
    find: (key: string, reference: string | undefined): Promise<StoredFile | undefined> =>
      guarded("find", (signal) => storage.find(key, { reference, signal })),

    remove: ({ key, providerRef }: Kept): Promise<void> =>
      guarded("remove", (signal) => storage.remove(key, { reference: providerRef ?? undefined, signal })),
  };

  function guarded<T>(operation: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return guard({ dependency: "media", operation, idempotent: true }, work);
  }
}
