"use client";

import { useState } from "react";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { UploadCopy } from "./copy.ts";
import { isPassing, unfitSentence, uploadSentence } from "./failure.ts";
import { type Limits, unfitness } from "./limits.ts";
import { upload, type UploadRoute } from "./uploads.ts";

export type UploadState =
  /** `again` is the file that may be sent once more as it is. */
  | { readonly at: "rest"; readonly failure?: string; readonly again?: File }
  /** `part` is 1 while what was sent is looked at. */
  | { readonly at: "sending"; readonly name: string; readonly part: number }
  | { readonly at: "removing" };

interface Use<Done> {
  readonly limits: Limits;
  readonly copy: UploadCopy;
  readonly failures: FailureCopy;
  readonly onDone: (done: Done) => void;
}

/** One upload after the other, and removals between them. */
export function useUpload<Done>(route: UploadRoute<Done>, { limits, copy, failures, onDone }: Use<Done>) {
  const [state, setState] = useState<UploadState>({ at: "rest" });

  async function tried(work: () => Promise<void>, file?: File): Promise<boolean> {
    try {
      await work();
      setState({ at: "rest" });
      return true;
    } catch (error) {
      const failure = uploadSentence(error, copy, failures);
      setState({ at: "rest", failure, ...(file !== undefined && isPassing(error) && { again: file }) });
      return false;
    }
  }

  return {
    state,
    /** True when it worked. */
    async send(file: File): Promise<boolean> {
      const unfit = unfitness(file, limits);
      if (unfit !== undefined) {
        setState({ at: "rest", failure: unfitSentence(unfit, copy) });
        return false;
      }
      const tell = (part: number) => setState({ at: "sending", name: file.name, part });
      tell(0);
      return tried(async () => onDone(await upload(route, file, tell)), file);
    },
    async remove(work: () => Promise<unknown>): Promise<boolean> {
      setState({ at: "removing" });
      return tried(async () => void (await work()));
    },
  };
}

export function pendingWord(state: UploadState, copy: UploadCopy): string | undefined {
  if (state.at !== "sending") return undefined;
  return state.part < 1 ? copy.uploading : copy.checking;
}
