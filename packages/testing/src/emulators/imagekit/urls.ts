import type { Held } from "./held.ts";
import type { StoredFile } from "./state.ts";

/** As the vendor's answers show it; a private file's opens only with a signature. */
export function urlOf({ endpoint }: Pick<Held, "endpoint">, { filePath }: Pick<StoredFile, "filePath">): string {
  return `${endpoint()}${filePath.split("/").map(encodeURIComponent).join("/")}`;
}

export const thumbnailOf = (held: Pick<Held, "endpoint">, file: StoredFile) =>
  `${urlOf(held, file)}?tr=n-ik_ml_thumbnail`;
