"use client";

import { Download, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Progress } from "../../ui/progress.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { FilesCopy } from "./copy.ts";
import { uploadSentence } from "./failure.ts";
import { FileChoice } from "./file-choice.tsx";
import { FILE } from "./limits.ts";
import { openFile } from "./open-file.ts";
import { sizeWords } from "./size-words.ts";
import { UploadFailure } from "./upload-failure.tsx";
import { pendingWord, useUpload } from "./use-upload.ts";
import { type ProjectFile, projectFileRoute } from "./uploads.ts";

export interface ProjectFilesProps {
  readonly workspaceId: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly canChange: boolean;
  /** As they are when the page is made. */
  readonly files: readonly ProjectFile[];
  readonly copy: FilesCopy;
  readonly failures: FailureCopy;
}

/** The files of one project. */
export function ProjectFiles({ workspaceId, project, canChange, copy, failures, files: first }: ProjectFilesProps) {
  const [files, setFiles] = useState(first);
  const [said, setSaid] = useState<{ readonly tone: "good" | "bad"; readonly text: string }>();
  const workspace = api.v1.workspaces[":workspaceId"];

  const onDone = (file: ProjectFile) => {
    setFiles((all) => [file, ...all.filter(({ id }) => id !== file.id)]);
    setSaid({ tone: "good", text: fill(copy.added, { name: file.name }) });
  };
  const route = projectFileRoute(workspaceId, project.id);
  const { state, send, remove } = useUpload(route, { limits: FILE, copy, failures, onDone });

  async function open({ id }: ProjectFile): Promise<void> {
    setSaid(undefined);
    try {
      const opened = await openFile({ workspaceId, fileId: id });
      if (!opened) setSaid({ tone: "bad", text: copy.notFetched });
    } catch (error) {
      setSaid({ tone: "bad", text: uploadSentence(error, copy, failures) });
    }
  }

  async function takeAway({ id, name }: ProjectFile): Promise<void> {
    setSaid(undefined);
    const gone = await remove(() => unwrap(workspace.files[":fileId"].$delete({ param: { workspaceId, fileId: id } })));
    if (!gone) return;
    setFiles((all) => all.filter((one) => one.id !== id));
    setSaid({ tone: "good", text: fill(copy.removed, { name }) });
  }

  return (
    <div className="grid gap-3">
      {files.length === 0 ? (
        <p className="text-13 text-ink-faint">{canChange ? copy.noneYet : copy.none}</p>
      ) : (
        <FileRows
          files={files}
          copy={copy}
          isBusy={state.at !== "rest"}
          onOpen={(file) => void open(file)}
          {...(canChange && { onRemove: (file: ProjectFile) => void takeAway(file) })}
        />
      )}
      {canChange && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <FileChoice
            label={fill(copy.input, { project: project.name })}
            size="small"
            pending={pendingWord(state, copy)}
            icon={<Plus size={14} aria-hidden="true" />}
            onChoose={(file) => {
              setSaid(undefined);
              void send(file);
            }}
          >
            {copy.add}
          </FileChoice>
          <span className="text-13 text-ink-faint">{copy.help}</span>
        </div>
      )}
      {state.at === "sending" && <Progress label={copy.uploading} part={state.part} />}
      <UploadFailure state={state} copy={copy} onAgain={(file) => void send(file)} />
      {said !== undefined && state.at === "rest" && <Notice tone={said.tone}>{said.text}</Notice>}
    </div>
  );
}

interface FileRowsProps {
  readonly files: readonly ProjectFile[];
  readonly copy: FilesCopy;
  readonly isBusy: boolean;
  readonly onOpen: (file: ProjectFile) => void;
  readonly onRemove?: (file: ProjectFile) => void;
}

function FileRows({ files, copy, isBusy, onOpen, onRemove }: FileRowsProps) {
  const language = useLanguage();
  return (
    <ul className="divide-y divide-line rounded-control border border-line">
      {files.map((file) => (
        <li key={file.id} className="flex items-center gap-2 py-1 pr-1 pl-3">
          <span className="min-w-0 flex-1 text-14 [overflow-wrap:anywhere] text-ink">{file.name}</span>
          <span className="text-13 whitespace-nowrap text-ink-faint tabular-nums">
            {sizeWords(file.sizeBytes, language)}
          </span>
          <IconButton
            label={fill(copy.download, { name: file.name })}
            icon={<Download size={16} aria-hidden="true" />}
            onClick={() => onOpen(file)}
          />
          {onRemove !== undefined && (
            <IconButton
              label={fill(copy.remove, { name: file.name })}
              icon={<Trash2 size={16} aria-hidden="true" />}
              disabled={isBusy}
              onClick={() => onRemove(file)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
