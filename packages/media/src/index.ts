export { mediaConfig, mediaFaults, type MediaConfig } from "./config.ts";
export { shownName, storedName } from "./domain/file-name.ts";
export { assertObjectKey, type KeyOwner, maxKeyBytes, objectKey } from "./domain/object-key.ts";
export { type Purpose, PURPOSES } from "./domain/purpose.ts";
export { MediaError, type MediaErrorCode } from "./errors.ts";
export { type Sweeper, sweepJob } from "./jobs.ts";
export type { ExportedFile } from "./service/export.ts";
export type { MediaNeeds, PictureOf, Target, TargetType } from "./needs.ts";
export type {
  CallOptions,
  FindOptions,
  MediaCapabilities,
  MediaLimits,
  MediaStorage,
  StoredFile,
  Transform,
  UploadOptions,
  UploadTicket,
  UrlOptions,
} from "./port.ts";
export { createMedia, type Media } from "./service.ts";
export type { OwnerContext, PicturePurpose } from "./service/owner.ts";
export type { ShownFile } from "./service/shown.ts";
export type { Completion, RequestedUpload, WantedFile } from "./service/uploads.ts";
