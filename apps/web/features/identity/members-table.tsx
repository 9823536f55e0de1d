"use client";

import type { ReactNode } from "react";
import type { Language } from "../../languages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useLanguage } from "../../ui/words.tsx";
import { MemberExit } from "./member-exit.tsx";
import { MemberRole } from "./member-role.tsx";
import type { MembersView } from "./members-view.ts";
import type { Member } from "./workspaces.ts";

interface MembersTableProps extends MembersView {
  readonly members: readonly Member[];
  readonly footer: ReactNode;
}

export function MembersTable({ members, footer, ...view }: MembersTableProps) {
  return (
    <Table
      label={view.copy.title}
      columns={columnsOf(view, useLanguage())}
      rows={members}
      rowKey={({ person }) => person.id}
      footer={footer}
    />
  );
}

function columnsOf(view: MembersView, language: Language): readonly Column<Member>[] {
  const { copy, meId } = view;
  return [
    {
      key: "person",
      title: copy.person,
      phone: "headline",
      cell: ({ person }) => (
        <div className="flex items-center gap-3">
          <Avatar name={person.name} seed={person.id} src={person.pictureUrl} />
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2 font-medium text-ink">
              <span className="min-w-0 [overflow-wrap:anywhere]">{person.name}</span>
              {person.id === meId && <Badge>{copy.you}</Badge>}
            </p>
            <p className="text-13 font-normal [overflow-wrap:anywhere] text-ink-faint">{person.email}</p>
          </div>
        </div>
      ),
    },
    { key: "role", title: copy.role, phone: "detail", cell: (member) => <MemberRole member={member} {...view} /> },
    {
      key: "joined",
      title: copy.joined,
      cell: ({ joinedAt }) => (
        <span className="whitespace-nowrap text-ink-soft tabular-nums">
          <Time at={joinedAt} language={language} />
        </span>
      ),
    },
    {
      key: "actions",
      title: copy.actions,
      align: "end",
      phone: "beside",
      isTitleHidden: true,
      cell: (member) => <MemberExit member={member} {...view} />,
    },
  ];
}
