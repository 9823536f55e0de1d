export { mediaConfig, type MediaConfig } from "./config.ts";
export { assertObjectKey, maxKeyBytes, objectKey } from "./domain/object-key.ts";
export { MediaError, type MediaErrorCode } from "./errors.ts";
export type { MediaNeeds } from "./needs.ts";
export type { MediaCapabilities, MediaLimits, MediaStorage, PutOptions, StoredObject } from "./port.ts";
export { createMedia, type Media, type UploadedFile } from "./service.ts";
