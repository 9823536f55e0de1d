import { ApiProblem } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { UploadCopy } from "./copy.ts";
import type { Unfit } from "./limits.ts";
import { SendFailure } from "./uploads.ts";

export const unfitSentence = (unfit: Unfit, copy: UploadCopy): string => copy[unfit];

/** What an upload ended with, in words. @throws what is a fault of ours. */
export function uploadSentence(error: unknown, copy: UploadCopy, words: FailureCopy): string {
  if (error instanceof SendFailure) return copy.notSent;
  if (!(error instanceof ApiProblem)) throw error;
  return failureSentence(error, codes(copy), words);
}

const codes = (copy: UploadCopy): Readonly<Record<string, string>> => ({
  "media.too_large": copy.tooLarge,
  "media.wrong_type": copy.wrongType,
  "media.empty": copy.empty,
  "media.too_many": copy.tooMany,
  "media.not_uploaded": copy.notSent,
  "media.upload_expired": copy.expired,
  "media.disabled": copy.disabled,
  "media.unavailable": copy.unavailable,
});
