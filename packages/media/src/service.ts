import type { MediaNeeds } from "./needs.ts";
import type { MediaStorage } from "./port.ts";
import { personExport } from "./service/export.ts";
import { workspaceFiles } from "./service/listing.ts";
import { removalOf } from "./service/removal.ts";
import { shownOf } from "./service/shown.ts";
import { sweepOf } from "./service/sweep.ts";
import { uploadsOf } from "./service/uploads.ts";

export type Media = ReturnType<typeof createMedia>;

/** Uploads that go straight from a browser to the vendor, and are looked at before anybody sees them. */
export function createMedia(storage: MediaStorage, needs: MediaNeeds) {
  const { remove, removePicture, forgetAttached, erase, eraseWorkspace } = removalOf(storage, needs);
  return {
    capabilities: storage.capabilities,
    limits: storage.limits,
    ...uploadsOf(storage, needs),
    ...shownOf(storage, needs),
    remove,
    removePicture,
    forgetAttached,
    erase,
    eraseWorkspace,
    ...sweepOf(storage, needs),
    ...personExport(storage, needs),
    ...workspaceFiles(needs),
  };
}
