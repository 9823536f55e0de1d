"use client";

import type { ReactNode } from "react";
import type { Language } from "../../languages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { AuditEntry } from "./audit-entries.ts";
import { auditActor, auditSentence } from "./audit-sentence.ts";
import type { AuditCopy } from "./copy/audit.ts";

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  readonly meId: string;
  readonly copy: AuditCopy;
  readonly footer: ReactNode;
}

export function AuditTable({ entries, meId, copy, footer }: AuditTableProps) {
  return (
    <Table
      label={copy.title}
      columns={columnsOf(meId, copy, useLanguage())}
      rows={entries}
      rowKey={({ id }) => id}
      footer={footer}
    />
  );
}

function columnsOf(meId: string, copy: AuditCopy, language: Language): readonly Column<AuditEntry>[] {
  return [
    {
      key: "who",
      title: copy.who,
      phone: "title",
      cell: (entry) => <Actor entry={entry} meId={meId} copy={copy} />,
    },
    {
      key: "what",
      title: copy.what,
      phone: "detail",
      cell: (entry) => (
        <span className="[overflow-wrap:anywhere]">
          {auditSentence(entry, copy)}
          {entry.onBehalfOf !== null && `, ${copy.onBehalf}`}
        </span>
      ),
    },
    {
      key: "when",
      title: copy.when,
      phone: "side",
      align: "end",
      cell: ({ occurredAt }) => (
        <span className="text-13 whitespace-nowrap text-ink-soft tabular-nums">
          <Time at={occurredAt} language={language} />
        </span>
      ),
    },
  ];
}

function Actor({ entry, meId, copy }: Pick<AuditTableProps, "meId" | "copy"> & { readonly entry: AuditEntry }) {
  const name = auditActor(entry, meId, copy);
  const { actor } = entry;
  return (
    <span className="flex items-center gap-3">
      {actor.type === "person" && actor.id !== null && <Avatar name={actor.name ?? name} seed={actor.id} />}
      <span className="min-w-0">
        <span className="block font-medium [overflow-wrap:anywhere] text-ink">{name}</span>
        {actor.type === "unknown" && (
          <span className="block max-w-60 text-13 font-normal text-ink-faint">{copy.unknownActorHelp}</span>
        )}
      </span>
    </span>
  );
}
