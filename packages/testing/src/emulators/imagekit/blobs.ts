import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The bytes of the files, by version. */
export interface Blobs {
  find(id: string): Uint8Array<ArrayBuffer> | undefined;
  put(id: string, bytes: Uint8Array<ArrayBuffer>): void;
  remove(id: string): void;
  clear(): void;
}

/** @param folder where they survive a restart; absent: in memory. */
export function openBlobs(folder?: string): Blobs {
  return folder === undefined ? inMemory() : inFolder(folder);
}

function inMemory(): Blobs {
  const held = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    find: (id) => held.get(id),
    put: (id, bytes) => void held.set(id, bytes.slice()),
    remove: (id) => void held.delete(id),
    clear: () => held.clear(),
  };
}

function inFolder(folder: string): Blobs {
  const open = () => void mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Ids are of our own making: a hexadecimal number.
  const at = (id: string) => path.join(folder, id);
  open();
  return {
    find: (id) => (existsSync(at(id)) ? new Uint8Array(readFileSync(at(id))) : undefined),
    put: (id, bytes) => writeFileSync(at(id), bytes, { mode: 0o600 }),
    remove: (id) => rmSync(at(id), { force: true }),
    clear() {
      rmSync(folder, { recursive: true, force: true });
      open();
    },
  };
}
