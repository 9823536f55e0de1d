"use client";

import { LayoutGrid } from "lucide-react";
import { Avatar } from "../../ui/avatar.tsx";
import { FrameButton } from "../../ui/frame-button.tsx";
import { Mark } from "../../ui/mark.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { type RoleWords, roleWord } from "./roles.ts";
import { type Workspace, workspacePath } from "./workspaces.ts";

interface WorkspaceMenuProps {
  /** Absent on pages that belong to none. */
  readonly current?: Workspace | undefined;
  readonly workspaces: readonly Workspace[];
  readonly copy: FrameCopy;
  readonly roles: RoleWords;
}

/** On top of the navigation: which workspace this is, and the way to the others. */
export function WorkspaceMenu({ current, workspaces, copy, roles }: WorkspaceMenuProps) {
  const trigger =
    current === undefined ? (
      <FrameButton
        picture={
          <span className="grid size-8 shrink-0 place-items-center rounded-control bg-well text-ink-faint">
            <Mark size={16} cell={-1} />
          </span>
        }
        label={copy.chooseWorkspace}
      />
    ) : (
      <FrameButton
        picture={<Avatar name={current.name} seed={current.id} src={current.pictureUrl} isSquare />}
        label={current.name}
        purpose={copy.switchWorkspace}
        detail={roleWord(current.role, current.roleName, roles)}
      />
    );
  return (
    <Menu trigger={trigger}>
      {workspaces.map(({ id, slug, name, pictureUrl }) => (
        <MenuItem
          key={id}
          href={workspacePath(slug)}
          isCurrent={id === current?.id}
          icon={<Avatar name={name} seed={id} src={pictureUrl} size="small" isSquare />}
        >
          {name}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem href="/home" icon={<LayoutGrid size={16} aria-hidden="true" className="mx-1 text-ink-faint" />}>
        {copy.allWorkspaces}
      </MenuItem>
    </Menu>
  );
}
