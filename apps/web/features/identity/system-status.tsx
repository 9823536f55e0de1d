"use client";

import { fill } from "../../languages.ts";
import { Badge, Dot } from "../../ui/badge.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import type { SystemCopy } from "./copy/system.ts";
import type { SystemLine } from "./system-report.ts";

interface SystemTableProps {
  readonly lines: readonly SystemLine[];
  readonly copy: SystemCopy;
}

/** What each of the nine runs on. */
export function SystemTable({ lines, copy }: SystemTableProps) {
  return <Table label={copy.systems} columns={systemColumns(copy)} rows={lines} rowKey={({ system }) => system} />;
}

function systemColumns(copy: SystemCopy): readonly Column<SystemLine>[] {
  return [
    {
      key: "system",
      title: copy.system,
      phone: "title",
      cell: ({ system }) => (
        <span className="flex items-center gap-2.5 font-medium whitespace-nowrap">
          <Dot hue={system} />
          {copy.names[system]}
        </span>
      ),
    },
    {
      key: "adapter",
      title: copy.adapter,
      phone: "side",
      cell: ({ adapter }) =>
        adapter === undefined ? (
          <span className="text-ink-faint">{copy.unknown}</span>
        ) : (
          <code className="font-mono text-13 whitespace-nowrap">{adapter}</code>
        ),
    },
    {
      key: "note",
      title: copy.meaning,
      phone: "detail",
      // Names and notes of adapters are the code's own, in its language.
      cell: ({ note }) => (
        <span lang="en" className="text-ink-soft max-sm:text-ink-faint">
          {note}
        </span>
      ),
    },
    {
      key: "abilities",
      title: copy.abilities,
      cell: ({ can, cannot }) => (
        <span className="grid gap-0.5 text-13 text-ink-soft">
          {can.length > 0 && <span>{fill(copy.can, { list: can.join(", ") })}</span>}
          {cannot.length > 0 && (
            <span className="text-ink-faint">{fill(copy.cannot, { list: cannot.join(", ") })}</span>
          )}
        </span>
      ),
    },
  ];
}

interface CheckLine {
  readonly name: string;
  readonly result: "ok" | "error";
}

export function CheckTable({ checks, copy }: { readonly checks: readonly CheckLine[]; readonly copy: SystemCopy }) {
  return <Table label={copy.checks} columns={checkColumns(copy)} rows={checks} rowKey={({ name }) => name} />;
}

function checkColumns(copy: SystemCopy): readonly Column<CheckLine>[] {
  return [
    {
      key: "check",
      title: copy.check,
      phone: "title",
      cell: ({ name }) => <code className="font-mono text-13">{name}</code>,
    },
    {
      key: "result",
      title: copy.result,
      align: "end",
      phone: "side",
      cell: ({ result }) => <Badge tone={result === "ok" ? "good" : "bad"}>{copy.results[result]}</Badge>,
    },
  ];
}
