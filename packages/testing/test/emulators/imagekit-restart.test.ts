import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ImageKit from "@imagekit/nodejs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startEmulator } from "../../src/emulators/index.ts";
import { aFolder, aPicture, put } from "./imagekit-contract.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "imagekit-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it("keeps files and their bytes over a restart, and forgets both when it is told to", async () => {
  const [folder, bytes] = [aFolder(), await aPicture()];
  const first = await startEmulator("imagekit", { dataDir });
  const client = new ImageKit({ privateKey: first.privateKey, baseURL: first.url });
  await put({ emulator: first, client }, folder, bytes);
  await first.close();

  const second = await startEmulator("imagekit", { dataDir });
  expect(second.bytesAt(`${folder}/picture.png`)).toEqual(new Uint8Array(bytes));
  await second.reset();
  expect(second.files()).toEqual([]);
  await second.close();
});
