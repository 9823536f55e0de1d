import { randomBytes } from "node:crypto";
import path from "node:path";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { assetRoutes } from "./assets.ts";
import { openBlobs } from "./blobs.ts";
import { deliveryRoutes } from "./delivery.ts";
import type { Held, Keys } from "./held.ts";
import { libraryPages } from "./pages/index.ts";
import { openState, type StoredFile } from "./state.ts";
import { uploadRoutes } from "./upload.ts";

export interface ImagekitOptions extends RunOptions {
  /** Names the account in tokens of browsers. Absent: a made-up one. */
  readonly publicKey?: string | undefined;
  /** The only key that manages, and that signs. Absent: a made-up one. */
  readonly privateKey?: string | undefined;
  /** The last part of the URL endpoint, `<url>/ik/<endpointId>`. */
  readonly endpointId?: string | undefined;
  /** Where the product runs, for a link on the empty library. */
  readonly productUrl?: string | undefined;
}

export interface ImagekitEmulator extends Emulator, Keys {
  /** What the SDK is told as its URL endpoint: files are fetched below it. */
  readonly urlEndpoint: string;
  /** Every file that is stored, oldest first. */
  files(): readonly StoredFile[];
  /** A file's bytes by its path in the library, as `/t/1/a.png`. */
  bytesAt(filePath: string): Uint8Array | undefined;
}

/** ImageKit on this machine, after @imagekit/nodejs 7.11.0 and the vendor's API description 1.0.0, read 2026-11-20. */
export async function startImagekit(options: ImagekitOptions = {}): Promise<ImagekitEmulator> {
  const made = randomBytes(12).toString("hex");
  const { publicKey = `public_${made}`, privateKey = `private_${made}`, endpointId = "local" } = options;
  const blobs = openBlobs(options.dataDir && path.join(options.dataDir, "imagekit-files"));
  const place = { url: "" };
  const all: { held?: Held } = {};
  const emulator = await runEmulator("imagekit", options, (kit) => {
    const endpoint = () => `${place.url}/ik/${endpointId}`;
    all.held = { state: openState(kit.store), blobs, keys: { publicKey, privateKey }, endpointId, endpoint };
    return buildVendor(kit, all.held, options);
  });
  place.url = emulator.url;
  const files = () => all.held?.state.files.list() ?? [];
  // Its `listening` is read anew each time, so it can not be spread.
  return Object.assign(emulator, {
    publicKey,
    privateKey,
    urlEndpoint: `${emulator.url}/ik/${endpointId}`,
    files,
    bytesAt: (filePath: string) => {
      const file = files().find((one) => one.filePath === filePath);
      return file && blobs.find(file.versionId);
    },
  });
}

function buildVendor(kit: EmulatorKit, held: Held, { productUrl }: ImagekitOptions): Vendor {
  return {
    routes: { ...uploadRoutes(kit, held), ...assetRoutes(kit, held), ...deliveryRoutes(kit, held) },
    // Browsers upload from the product's pages: the form's token says whether they may.
    crossOrigin: ["/api/v1/files/upload", "/api/v2/files/upload"],
    events: [],
    pages: libraryPages({
      files: () => held.state.files.list().toReversed(),
      bytesOf: ({ versionId }) => held.blobs.find(versionId),
      now: kit.clock.now,
      productUrl,
    }),
    forget: () => held.blobs.clear(),
  };
}
