"use client";

import { House, LayoutGrid, ListChecks, Settings, Users } from "lucide-react";
import type { ReactNode } from "react";
import { sitePath, type Language } from "../../../languages.ts";
import { AdminFrame } from "../../../ui/admin-frame.tsx";
import { AppFrame } from "../../../ui/app-frame.tsx";
import { AppProvider } from "../../../ui/app-provider.tsx";
import { Avatar } from "../../../ui/avatar.tsx";
import { Button } from "../../../ui/button.tsx";
import type { UiCopy } from "../../../ui/copy.ts";
import { FrameButton } from "../../../ui/frame-button.tsx";
import type { NavigationGroup } from "../../../ui/frame-navigation.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/menu.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { ThemeMenuChoice } from "../../../ui/theme-menu-choice.tsx";
import type { DesignCopy } from "../copy/design.ts";
import { Data } from "./data.tsx";

interface FrameSampleProps {
  readonly copy: DesignCopy;
  readonly language: Language;
  readonly words: UiCopy;
}

export function AppFrameSample({ copy, language, words }: FrameSampleProps) {
  return (
    <AppProvider language={language} words={words}>
      <AppFrame {...parts(copy, language, "/design/frame")}>
        <Content copy={copy} language={language} />
      </AppFrame>
    </AppProvider>
  );
}

export function AdminFrameSample({ copy, language, words }: FrameSampleProps) {
  return (
    <AppProvider language={language} words={words}>
      <AdminFrame {...parts(copy, language, "/design/admin")} place={copy.operators} leave={copy.back}>
        <Content copy={copy} language={language} />
      </AdminFrame>
    </AppProvider>
  );
}

function parts(copy: DesignCopy, language: Language, path: string) {
  const here = sitePath(language, path);
  const [ana] = copy.people;
  const navigation: readonly NavigationGroup[] = [
    { items: [{ href: here, label: copy.overview, icon: icon(House), isExact: true }] },
    {
      label: copy.workspace,
      items: [
        { href: `${here}/members`, label: copy.members, icon: icon(Users), hue: "identity", count: 3 },
        { href: `${here}/jobs`, label: copy.jobs, icon: icon(ListChecks), hue: "workflows" },
        { href: `${here}/settings`, label: copy.settings, icon: icon(Settings) },
      ],
    },
  ];
  return {
    home: { href: here, label: copy.overview },
    navigation,
    switcher: (
      <Menu
        trigger={
          <FrameButton
            picture={<Avatar name={copy.workspace} isSquare />}
            label={copy.workspace}
            detail={copy.people[0]?.role}
          />
        }
      >
        <MenuItem href={here} isCurrent>
          {copy.workspace}
        </MenuItem>
        <MenuSeparator />
        <MenuItem href={here} icon={icon(LayoutGrid)}>
          {copy.workspaces}
        </MenuItem>
      </Menu>
    ),
    account: (
      <Menu
        side="top"
        trigger={
          <FrameButton picture={<Avatar name={ana?.name ?? ""} />} label={ana?.name ?? ""} detail={ana?.email} />
        }
      >
        <MenuItem href={here}>{copy.profile}</MenuItem>
        <MenuSeparator />
        <ThemeMenuChoice />
      </Menu>
    ),
  };
}

function icon(Icon: typeof House): ReactNode {
  return <Icon size={16} aria-hidden="true" className="shrink-0" />;
}

function Content({ copy, language }: Omit<FrameSampleProps, "words">) {
  return (
    <>
      <PageHeader title={copy.members} lead={copy.inviteLead} action={<Button look="primary">{copy.invite}</Button>} />
      <div className="mt-8">
        <Data copy={copy} language={language} />
      </div>
    </>
  );
}
