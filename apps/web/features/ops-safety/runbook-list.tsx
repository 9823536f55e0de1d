"use client";

import Link from "next/link";
import { type Column, Table } from "../../ui/table.tsx";
import type { DependenciesCopy, RunbooksCopy } from "./copy/admin.ts";
import type { State } from "./dependencies.ts";
import { StateBadge } from "./state-badge.tsx";

export interface RunbookLine {
  readonly id: string;
  readonly title: string;
  readonly dependencies: readonly string[];
  /** `undefined`: none of them was called yet. */
  readonly state: State | undefined;
}

interface RunbookListProps {
  readonly lines: readonly RunbookLine[];
  readonly copy: RunbooksCopy;
  readonly states: DependenciesCopy;
}

export function RunbookList({ lines, copy, states }: RunbookListProps) {
  return <Table label={copy.title} columns={columnsOf(copy, states)} rows={lines} rowKey={({ id }) => id} />;
}

function columnsOf(copy: RunbooksCopy, states: DependenciesCopy): readonly Column<RunbookLine>[] {
  return [
    {
      key: "title",
      title: copy.runbook,
      phone: "title",
      cell: ({ id, title }) => (
        // Runbooks are in the language that they are written in.
        <Link
          href={`/admin/runbooks/${id}`}
          lang="en"
          className="rounded-control font-medium text-ink underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {title}
        </Link>
      ),
    },
    {
      key: "about",
      title: copy.about,
      phone: "detail",
      cell: ({ dependencies }) =>
        dependencies.length === 0 ? (
          <span className="text-ink-faint">{copy.aboutNothing}</span>
        ) : (
          <code className="font-mono text-13">{dependencies.join(", ")}</code>
        ),
    },
    {
      key: "state",
      title: copy.state,
      phone: "side",
      align: "end",
      cell: ({ dependencies, state }) => {
        if (state !== undefined) return <StateBadge state={state} copy={states} />;
        return dependencies.length > 0 && <span className="text-13 text-ink-faint">{copy.notCalled}</span>;
      },
    },
  ];
}
