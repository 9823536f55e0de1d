import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { UploadCopy } from "./copy.ts";
import type { UploadState } from "./use-upload.ts";

interface UploadFailureProps {
  readonly state: UploadState;
  readonly copy: Pick<UploadCopy, "retry">;
  readonly onAgain: (file: File) => void;
}

/** Why nothing was kept, and the same file once more where that may help. */
export function UploadFailure({ state, copy, onAgain }: UploadFailureProps) {
  if (state.at !== "rest" || state.failure === undefined) return undefined;
  const { failure, again } = state;
  return (
    <Notice
      tone="bad"
      action={
        again && (
          <Button size="small" onClick={() => onAgain(again)}>
            {copy.retry}
          </Button>
        )
      }
    >
      {failure}
    </Notice>
  );
}
