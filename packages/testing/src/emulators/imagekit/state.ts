import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";

const StoredFile = z.object({
  fileId: z.string(),
  versionId: z.string(),
  name: z.string(),
  /** `/folder/name`: unique, and what its URL is made of. */
  filePath: z.string(),
  fileType: z.enum(["image", "non-image"]),
  mime: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Of an image; null for anything else. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  hasAlpha: z.boolean(),
  etag: z.string(),
  isPrivateFile: z.boolean(),
  tags: z.array(z.string()).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** An upload token that was used: the vendor takes each once, whether the upload succeeded or not. */
const UsedToken = z.object({ token: z.string(), at: z.iso.datetime() });
export type UsedToken = z.infer<typeof UsedToken>;

export interface ImagekitState {
  readonly files: Collection<StoredFile>;
  readonly tokens: Collection<UsedToken>;
}

const MOST_FILES = 2_000;

export function openState(store: Store): ImagekitState {
  return {
    files: store.collection("files", StoredFile, MOST_FILES),
    tokens: store.collection("tokens", UsedToken, MOST_FILES),
  };
}

export const fileAt = ({ files }: ImagekitState, filePath: string) =>
  files.list().find((file) => file.filePath === filePath);
