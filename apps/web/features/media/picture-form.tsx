"use client";

import { ImageUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, unwrap } from "../../api.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Progress } from "../../ui/progress.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { PictureCopy } from "./copy.ts";
import { FileChoice } from "./file-choice.tsx";
import { PICTURE } from "./limits.ts";
import { UploadFailure } from "./upload-failure.tsx";
import { pendingWord, useUpload } from "./use-upload.ts";
import { avatarRoute, logoRoute } from "./uploads.ts";

interface PictureFormProps {
  /** Absent: one's own picture. */
  readonly workspaceId?: string;
  readonly name: string;
  /** What the colour of the initials comes from. */
  readonly seed: string;
  readonly pictureUrl: string | null;
  readonly copy: PictureCopy;
  readonly failures: FailureCopy;
}

/** The picture as others see it, and the ways to another one or none. */
export function PictureForm({ workspaceId, name, seed, pictureUrl, copy, failures }: PictureFormProps) {
  const router = useRouter();
  const [preview, setPreview] = useState<string>();
  const [said, setSaid] = useState<string>();
  const route = workspaceId === undefined ? avatarRoute : logoRoute(workspaceId);
  const onDone = () => router.refresh();
  const { state, send, remove } = useUpload(route, { limits: PICTURE, copy, failures, onDone });
  const failure = state.at === "rest" ? state.failure : undefined;

  async function choose(file: File): Promise<void> {
    setSaid(undefined);
    // Shown at once, from this machine: the page is loaded anew while it stays.
    const shown = URL.createObjectURL(file);
    setPreview(shown);
    const isDone = await send(file);
    if (isDone) setSaid(copy.saved);
    else setPreview(undefined);
    if (!isDone) URL.revokeObjectURL(shown);
  }

  async function takeAway(): Promise<void> {
    setSaid(undefined);
    const gone = await remove(() =>
      unwrap(
        workspaceId === undefined
          ? api.v1.me.avatar.$delete()
          : api.v1.workspaces[":workspaceId"].logo.$delete({ param: { workspaceId } }),
      ),
    );
    if (!gone) return;
    setPreview(undefined);
    setSaid(copy.removed);
    router.refresh();
  }

  const shown = preview ?? pictureUrl;
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-4">
        <Avatar name={name} seed={seed} src={shown} size="huge" isSquare={workspaceId !== undefined} />
        <div className="grid min-w-0 gap-2">
          <div className="flex flex-wrap gap-2">
            <FileChoice
              label={copy.input}
              accept={PICTURE.types.join(",")}
              pending={pendingWord(state, copy)}
              icon={<ImageUp size={16} aria-hidden="true" />}
              onChoose={(file) => void choose(file)}
            >
              {shown === null ? copy.choose : copy.change}
            </FileChoice>
            {shown !== null && (
              <Button
                look="quiet"
                aria-label={copy.removeLabel}
                disabled={state.at === "sending"}
                pending={state.at === "removing" ? copy.removing : undefined}
                onClick={() => void takeAway()}
              >
                {copy.remove}
              </Button>
            )}
          </div>
          <p className="text-13 text-ink-faint">{copy.help}</p>
        </div>
      </div>
      {state.at === "sending" && <Progress label={copy.uploading} part={state.part} />}
      <UploadFailure state={state} copy={copy} onAgain={(file) => void choose(file)} />
      {said !== undefined && state.at === "rest" && failure === undefined && <Notice tone="good">{said}</Notice>}
    </div>
  );
}
