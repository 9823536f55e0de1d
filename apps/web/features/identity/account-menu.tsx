"use client";

import { Activity, LogOut, UserRound } from "lucide-react";
import { Avatar } from "../../ui/avatar.tsx";
import { FrameButton } from "../../ui/frame-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { ThemeMenuChoice } from "../../ui/theme-menu-choice.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { useSignOut } from "./use-sign-out.ts";
import type { Me } from "./workspaces.ts";

interface AccountMenuProps {
  readonly person: Me["person"];
  readonly copy: FrameCopy;
  /** False where nobody signs in. */
  readonly canLeave: boolean;
}

/** At the foot of the navigation: who is signed in, what is theirs alone, and the way out, always in sight. */
export function AccountMenu({ person, copy, canLeave }: AccountMenuProps) {
  const { isLeaving, leave } = useSignOut(copy);
  return (
    <div className="flex items-center gap-1 md:group-data-collapsed/frame:flex-col-reverse">
      <div className="min-w-0 flex-1 md:group-data-collapsed/frame:w-full">
        <Menu
          side="top"
          trigger={
            <FrameButton
              picture={<Avatar name={person.name} seed={person.id} src={person.pictureUrl} />}
              label={person.name}
              purpose={copy.accountMenu}
              detail={person.email}
            />
          }
        >
          <MenuItem href="/account" icon={<UserRound size={16} aria-hidden="true" className="text-ink-faint" />}>
            {copy.places.account}
          </MenuItem>
          {person.isOperator && (
            <MenuItem href="/admin" icon={<Activity size={16} aria-hidden="true" className="text-ink-faint" />}>
              {copy.places.status}
            </MenuItem>
          )}
          <MenuSeparator />
          <ThemeMenuChoice />
        </Menu>
      </div>
      {canLeave && (
        <IconButton
          label={isLeaving ? copy.signingOut : copy.signOut}
          icon={isLeaving ? <Spinner /> : <LogOut size={16} aria-hidden="true" />}
          onClick={() => {
            if (!isLeaving) leave("/sign-in");
          }}
        />
      )}
    </div>
  );
}
