"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { FrameCopy } from "./copy.ts";
import { type Workspace, workspacePath } from "./workspaces.ts";

interface WorkspaceSwitcherProps {
  readonly current: Workspace;
  readonly workspaces: readonly Workspace[];
  readonly copy: FrameCopy;
}

const ITEM =
  "flex items-center gap-2 rounded-control px-2 py-2 text-14 text-ink outline-none select-none data-highlighted:bg-well";

export function WorkspaceSwitcher({ current, workspaces, copy }: WorkspaceSwitcherProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={`${copy.switchWorkspace}: ${current.name}`}
        className="flex h-9 min-w-0 items-center gap-1.5 rounded-control px-2 text-14 font-medium text-ink transition-colors hover:bg-well data-popup-open:bg-well"
      >
        <span className="truncate">{current.name}</span>
        <ChevronsUpDown size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" sideOffset={4} className="z-20">
          <Menu.Popup className="max-h-(--available-height) w-72 max-w-[calc(100vw-2rem)] origin-(--transform-origin) overflow-y-auto rounded-panel border border-line bg-panel p-1 shadow-float transition-[opacity,scale] outline-none data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
            {workspaces.map(({ id, slug, name }) => (
              <Menu.LinkItem key={id} closeOnClick render={<Link href={workspacePath(slug)} />} className={ITEM}>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {id === current.id && <Check size={16} aria-hidden="true" className="shrink-0 text-accent-ink" />}
              </Menu.LinkItem>
            ))}
            <Menu.Separator className="my-1 border-t border-line" />
            <Menu.LinkItem closeOnClick render={<Link href="/home" />} className={ITEM}>
              {copy.allWorkspaces}
            </Menu.LinkItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
