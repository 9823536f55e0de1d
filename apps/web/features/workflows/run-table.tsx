"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { fill, type Language } from "../../languages.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import type { RunsCopy } from "./copy/runs.ts";
import { RunState } from "./run-state.tsx";
import { type Run, runListPath } from "./runs.ts";
import { TaskName } from "./task-name.tsx";

interface RunTableProps {
  readonly runs: readonly Run[];
  readonly copy: RunsCopy;
  readonly language: Language;
  readonly empty: ReactNode;
  readonly footer: ReactNode;
}

export function RunTable({ runs, copy, language, empty, footer }: RunTableProps) {
  return (
    <Table
      label={copy.listed}
      columns={columnsOf(copy, language)}
      rows={runs}
      rowKey={({ id }) => id}
      empty={empty}
      footer={footer}
    />
  );
}

function columnsOf(copy: RunsCopy, language: Language): readonly Column<Run>[] {
  return [
    {
      key: "task",
      title: copy.task,
      phone: "title",
      cell: ({ id, task }) => (
        <Link
          href={`/admin/runs/${id}`}
          className="rounded-control font-mono text-13 [overflow-wrap:anywhere] underline underline-offset-4"
        >
          <TaskName task={task} />
        </Link>
      ),
    },
    {
      key: "state",
      title: copy.state,
      phone: "side",
      cell: (run) => <RunState run={run} copy={copy} />,
    },
    {
      key: "error",
      title: copy.lastError,
      phone: "detail",
      cell: ({ lastError, enqueuedAt }) => (
        <>
          {/* There is no room for its column. */}
          <span className="hidden @max-[36rem]:inline">
            <Time at={enqueuedAt} language={language} />
          </span>
          <span className="line-clamp-2 max-w-80 text-13 [overflow-wrap:anywhere] text-ink-soft">{lastError}</span>
        </>
      ),
    },
    {
      key: "attempts",
      title: copy.attempts,
      align: "end",
      cell: ({ attempts, maxAttempts }) =>
        fill(copy.attempted, { attempts: String(attempts), most: String(maxAttempts) }),
    },
    {
      key: "age",
      title: copy.age,
      cell: ({ enqueuedAt }) => (
        <span className="text-13 whitespace-nowrap text-ink-soft">
          <Time at={enqueuedAt} language={language} />
        </span>
      ),
    },
    {
      key: "workspace",
      title: copy.workspace,
      cell: ({ workspaceId }) =>
        workspaceId === null ? (
          <span className="text-13 text-ink-faint">{copy.noWorkspace}</span>
        ) : (
          <Link
            href={runListPath({ workspaceId })}
            className="rounded-control font-mono text-12 whitespace-nowrap text-ink-soft underline underline-offset-4"
            title={workspaceId}
          >
            {workspaceId.slice(-12)}
          </Link>
        ),
    },
  ];
}
