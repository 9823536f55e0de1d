"use client";

import { Ellipsis } from "lucide-react";
import { Avatar } from "../../../ui/avatar.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Breadcrumbs } from "../../../ui/breadcrumbs.tsx";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { SettingsList } from "../../../ui/settings-list.tsx";
import { type Column, Table } from "../../../ui/table.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { Time } from "../../../ui/time.tsx";
import { Example, type PartProps } from "./example.tsx";

const JOINED = "2026-03-14T09:26:53Z";

type Row = PartProps["copy"]["people"][number];

function columnsOf({ copy, language }: PartProps): readonly Column<Row>[] {
  return [
    { key: "name", title: copy.name, phone: "title", cell: (person) => <Person {...person} /> },
    { key: "role", title: copy.role, phone: "detail", cell: ({ role }) => <Badge>{role}</Badge> },
    { key: "joined", title: copy.joined, align: "end", cell: () => <Time at={JOINED} language={language} /> },
    {
      key: "actions",
      title: copy.actions,
      isTitleHidden: true,
      align: "end",
      phone: "side",
      cell: () => <IconButton label={copy.actions} icon={<Ellipsis size={16} aria-hidden="true" />} />,
    },
  ];
}

export function Data(props: PartProps) {
  const { copy } = props;
  const members = (
    <Table
      label={copy.members}
      rows={copy.people}
      rowKey={({ email }) => email}
      footer={copy.count}
      columns={columnsOf(props)}
    />
  );
  return (
    <div>
      <Tabs
        label={copy.members}
        tabs={[
          { value: "members", label: copy.members, count: copy.people.length, panel: members },
          { value: "invitations", label: copy.invitations, count: 0, panel: <p>{copy.emptyTitle}</p> },
        ]}
      />
      <div className="mt-4">
        <Example name={copy.search}>
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </Example>
        <Example name={copy.copyLink}>
          <code className="font-mono text-13">{copy.workspace}</code>
          <CopyButton text={copy.workspace} label={copy.copyLink} done={copy.copied} />
        </Example>
      </div>
    </div>
  );
}

function Person({ name, email }: { readonly name: string; readonly email: string }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-13 text-ink-faint">{email}</span>
      </span>
    </span>
  );
}

export function Places({ copy }: PartProps) {
  return (
    <div className="grid gap-6">
      <Breadcrumbs
        trail={[
          { label: copy.workspaces, href: "#workspaces" },
          { label: copy.workspace, href: "#workspace" },
        ]}
      />
      <Panel
        title={copy.members}
        lead={copy.inviteLead}
        action={<Button size="small">{copy.invite}</Button>}
        footer={<Button look="primary">{copy.change}</Button>}
      >
        <p className="text-14 text-ink-soft">{copy.empty}</p>
      </Panel>
      <SettingsList
        groups={[
          {
            title: copy.profile,
            settings: [
              { id: "name", label: copy.name, text: copy.people[1]?.name, href: "#name" },
              {
                id: "language",
                label: copy.language,
                text: copy.weeklyHelp,
                control: <Button size="small">{copy.change}</Button>,
              },
            ],
          },
        ]}
      />
    </div>
  );
}
