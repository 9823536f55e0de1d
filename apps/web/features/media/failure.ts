import { ApiProblem } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { awaySentence, failureSentence } from "../identity/failure.ts";
import type { UploadCopy } from "./copy.ts";
import type { Unfit } from "./limits.ts";
import { SendFailure } from "./uploads.ts";

export const unfitSentence = (unfit: Unfit, copy: UploadCopy): string => copy[unfit];

/** What an upload ended with, in words. @throws what is a fault of ours. */
export function uploadSentence(error: unknown, copy: UploadCopy, words: FailureCopy): string {
  if (error instanceof SendFailure) return copy.notSent;
  if (!(error instanceof ApiProblem)) throw error;
  return awaySentence(error, "media", copy.away) ?? failureSentence(error, codes(copy), words);
}

/** Whether the same file may do later what it did not now: then nobody should have to look for it again. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return error instanceof SendFailure;
  return error.status === 0 || error.status >= 500 || PASSING.has(error.code);
}

const PASSING = new Set(["media.not_uploaded", "media.upload_expired"]);

const codes = (copy: UploadCopy): Readonly<Record<string, string>> => ({
  "media.too_large": copy.tooLarge,
  "media.wrong_type": copy.wrongType,
  "media.empty": copy.empty,
  "media.too_many": copy.tooMany,
  "media.not_uploaded": copy.notSent,
  "media.upload_expired": copy.expired,
});
