import type { Blobs } from "./blobs.ts";
import type { ImagekitState } from "./state.ts";

export interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** What every part of the emulator works with. */
export interface Held {
  readonly state: ImagekitState;
  readonly blobs: Blobs;
  readonly keys: Keys;
  readonly endpointId: string;
  readonly endpoint: () => string;
}
