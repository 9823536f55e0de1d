"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { fill, type Language } from "../../languages.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import type { DependenciesCopy } from "./copy/admin.ts";
import type { DependencyLine } from "./dependencies.ts";
import { StateBadge } from "./state-badge.tsx";

interface DependencyTableProps {
  readonly lines: readonly DependencyLine[];
  readonly copy: DependenciesCopy;
  readonly language: Language;
  /** In place of what teaches, where something else does. */
  readonly empty?: ReactNode;
}

export function DependencyTable({ lines, copy, language, empty }: DependencyTableProps) {
  return (
    <Table
      label={copy.listed}
      columns={columnsOf(copy, language)}
      rows={lines}
      rowKey={({ key }) => key}
      empty={
        empty ?? (
          <EmptyState picture={<Mark size={32} rest="var(--color-line)" />} title={copy.empty}>
            {copy.emptyText}
          </EmptyState>
        )
      }
    />
  );
}

function columnsOf(copy: DependenciesCopy, language: Language): readonly Column<DependencyLine>[] {
  return [
    {
      key: "dependency",
      title: copy.dependency,
      phone: "title",
      cell: ({ dependency, role }) => (
        <>
          <code className="font-mono text-13 [overflow-wrap:anywhere]">{dependency}</code>
          {/* Each process has a line, and there is no room for its column. */}
          <code className="ms-2 hidden font-mono text-13 font-normal text-ink-faint @max-[36rem]:inline">{role}</code>
        </>
      ),
    },
    {
      key: "state",
      title: copy.state,
      phone: "side",
      cell: ({ state }) => <StateBadge state={state} copy={copy} />,
    },
    {
      key: "failures",
      title: copy.failures,
      phone: "detail",
      cell: ({ failures, lastFailure }) => {
        if (lastFailure === null) return <span className="text-ink-faint">{copy.neverFailed}</span>;
        const sentence = failures > 0 ? copy.failed : copy.failedBefore;
        return fill(sentence, { count: String(failures), code: lastFailure });
      },
    },
    {
      key: "calls",
      title: copy.calls,
      cell: ({ running, limit, waiting }) => (
        <span className="whitespace-nowrap tabular-nums">
          {fill(copy.load, { running: String(running), limit: String(limit), waiting: String(waiting) })}
        </span>
      ),
    },
    {
      key: "process",
      title: copy.process,
      cell: ({ role, reportedAt }) => (
        <span className="grid">
          <code className="font-mono text-13">{role}</code>
          <span className="text-13 whitespace-nowrap text-ink-faint">
            <Time at={reportedAt} language={language} />
          </span>
        </span>
      ),
    },
    {
      key: "runbook",
      title: copy.runbook,
      align: "end",
      cell: ({ runbookId, dependency }) =>
        runbookId !== undefined && (
          <Link
            href={`/admin/runbooks/${runbookId}`}
            aria-label={`${copy.runbook}: ${dependency}`}
            className="rounded-control text-accent-ink underline underline-offset-4"
          >
            {copy.runbook}
          </Link>
        ),
    },
  ];
}
