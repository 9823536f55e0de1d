"use client";

import Link from "next/link";
import type { Language } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import type { DeadLetterKind } from "./dead-letters.ts";
import type { DeadLettersCopy } from "./copy/dead-letters.ts";
import { runListPath } from "./runs.ts";
import { TaskName } from "./task-name.tsx";

interface DeadLetterKindsProps {
  readonly kinds: readonly DeadLetterKind[];
  readonly copy: DeadLettersCopy;
  readonly language: Language;
}

/** What a decision would be about. */
export function DeadLetterKinds({ kinds, copy, language }: DeadLetterKindsProps) {
  return (
    <Table
      label={copy.kinds}
      columns={columnsOf(copy, language)}
      rows={kinds}
      rowKey={({ task, error }) => `${task}\n${error}`}
    />
  );
}

function columnsOf(copy: DeadLettersCopy, language: Language): readonly Column<DeadLetterKind>[] {
  return [
    {
      key: "task",
      title: copy.task,
      phone: "title",
      cell: ({ task, isReplayable }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link
            href={runListPath({ state: "dead_letter", task })}
            className="rounded-control font-mono text-13 [overflow-wrap:anywhere] underline underline-offset-4"
          >
            <TaskName task={task} />
          </Link>
          {!isReplayable && <Badge tone="warn">{copy.noTask}</Badge>}
        </span>
      ),
    },
    {
      key: "error",
      title: copy.error,
      phone: "detail",
      cell: ({ error }) =>
        error === null || error === "" ? (
          <span className="text-13 text-ink-faint">{copy.noError}</span>
        ) : (
          <span className="line-clamp-2 max-w-120 font-mono text-13 [overflow-wrap:anywhere] text-ink-soft">
            {error}
          </span>
        ),
    },
    {
      key: "oldest",
      title: copy.oldest,
      cell: ({ oldestAt }) => (
        <span className="text-13 whitespace-nowrap text-ink-soft">
          <Time at={oldestAt} language={language} />
        </span>
      ),
    },
    {
      key: "count",
      title: copy.count,
      align: "end",
      phone: "side",
      cell: ({ count }) => count.toLocaleString(language),
    },
  ];
}
