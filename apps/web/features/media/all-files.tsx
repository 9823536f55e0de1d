"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { fill, type Language } from "../../languages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { projectPath } from "../product/projects.ts";
import type { AllFilesCopy, FilesCopy } from "./copy.ts";
import { uploadSentence } from "./failure.ts";
import type { WorkspaceFile } from "./files.ts";
import { openFile } from "./open-file.ts";
import { sizeWords } from "./size-words.ts";

interface AllFilesProps {
  readonly workspace: { readonly id: string; readonly slug: string };
  readonly files: readonly WorkspaceFile[];
  readonly copy: AllFilesCopy;
  readonly words: FilesCopy;
  readonly failures: FailureCopy;
  readonly footer: ReactNode;
}

/** Where each was added, and a way to have it. What changes files stands at their project. */
export function AllFiles({ workspace, files, copy, words, failures, footer }: AllFilesProps) {
  const language = useLanguage();
  const toast = useToast();

  async function open({ id, name }: WorkspaceFile): Promise<void> {
    const say = (text: string) => toast({ tone: "bad", title: fill(words.download, { name }), text });
    try {
      const opened = await openFile({ workspaceId: workspace.id, fileId: id });
      if (!opened) say(words.notFetched);
    } catch (error) {
      say(uploadSentence(error, words, failures));
    }
  }

  const columns = columnsOf({ slug: workspace.slug, copy, words, language, onOpen: (file) => void open(file) });
  return <Table label={copy.title} columns={columns} rows={files} rowKey={({ id }) => id} footer={footer} />;
}

interface Columns extends Pick<AllFilesProps, "copy" | "words"> {
  readonly slug: string;
  readonly language: Language;
  readonly onOpen: (file: WorkspaceFile) => void;
}

function columnsOf({ slug, copy, words, language, onOpen }: Columns): readonly Column<WorkspaceFile>[] {
  return [
    {
      key: "name",
      title: copy.name,
      phone: "title",
      cell: ({ name }) => <span className="font-medium [overflow-wrap:anywhere]">{name}</span>,
    },
    {
      key: "project",
      title: copy.project,
      phone: "detail",
      cell: ({ project }) =>
        project === null ? (
          <span className="text-ink-faint">{copy.leaving}</span>
        ) : (
          <Link
            href={projectPath(slug, project.id)}
            className="rounded-control [overflow-wrap:anywhere] text-ink-soft underline-offset-4 hover:text-ink hover:underline"
          >
            {project.name}
          </Link>
        ),
    },
    {
      key: "size",
      title: copy.size,
      align: "end",
      cell: ({ sizeBytes }) => <span className="text-13 text-ink-soft">{sizeWords(sizeBytes, language)}</span>,
    },
    {
      key: "added",
      title: copy.added,
      align: "end",
      cell: ({ createdAt }) => (
        <span className="text-13 text-ink-soft">
          <Time at={createdAt} language={language} />
        </span>
      ),
    },
    {
      key: "download",
      title: copy.actions,
      phone: "side",
      align: "end",
      isTitleHidden: true,
      cell: (file) => (
        <IconButton
          label={fill(words.download, { name: file.name })}
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => onOpen(file)}
        />
      ),
    },
  ];
}
