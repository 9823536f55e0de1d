import { can } from "@ninefold/identity/permissions";
import { CreditCard, FolderKanban, LayoutGrid, ScrollText, Settings, UserRound, Users } from "lucide-react";
import type { ReactNode } from "react";
import { getCopy } from "../../copy.ts";
import { AppFrame as Frame } from "../../ui/app-frame.tsx";
import type { NavigationGroup } from "../../ui/frame-navigation.tsx";
import { hasCollapsedNavigation, visitorLanguage } from "../../visitor.ts";
import { billingPath } from "../billing/billing.ts";
import { Bell } from "../notifications/bell.tsx";
import { AccountMenu } from "./account-menu.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { WorkspaceMenu } from "./workspace-menu.tsx";
import { auditPath, type Me, membersPath, settingsPath, type Workspace, workspacePath } from "./workspaces.ts";

interface AppFrameProps {
  readonly me: Me;
  /** The workspace in the address, where there is one. */
  readonly workspace?: Workspace;
  readonly children: ReactNode;
}

/** Who and where the person is, around every page that is theirs. */
export async function AppFrame({ me, workspace, children }: AppFrameProps) {
  const [language, isCollapsed] = await Promise.all([visitorLanguage(), hasCollapsedNavigation()]);
  const { identity, notifications } = getCopy(language);
  const { frame: copy, roles } = identity;
  return (
    <Frame
      home={{ href: "/home", label: copy.home }}
      isCollapsed={isCollapsed}
      navigation={[workspace === undefined ? ofPerson(copy) : ofWorkspace(workspace, copy)]}
      {...(me.workspaces.length > 0 && {
        switcher: <WorkspaceMenu current={workspace} workspaces={me.workspaces} copy={copy} roles={roles} />,
      })}
      bell={<Bell personId={me.person.id} copy={notifications.bell} />}
      account={<AccountMenu person={me.person} copy={copy} />}
    >
      {children}
    </Frame>
  );
}

function ofWorkspace(workspace: Workspace, copy: FrameCopy): NavigationGroup {
  const { slug } = workspace;
  return {
    items: [
      {
        href: workspacePath(slug),
        label: copy.projects,
        icon: <FolderKanban size={16} aria-hidden="true" />,
        isExact: true,
        below: `${workspacePath(slug)}/projects`,
      },
      { href: membersPath(slug), label: copy.people, icon: <Users size={16} aria-hidden="true" /> },
      ...(can(workspace, "billing:read")
        ? [{ href: billingPath(slug), label: copy.billing, icon: <CreditCard size={16} aria-hidden="true" /> }]
        : []),
      ...(can(workspace, "audit:read")
        ? [{ href: auditPath(slug), label: copy.audit, icon: <ScrollText size={16} aria-hidden="true" /> }]
        : []),
      { href: settingsPath(slug), label: copy.settings, icon: <Settings size={16} aria-hidden="true" /> },
    ],
  };
}

export function ofPerson(copy: FrameCopy): NavigationGroup {
  return {
    items: [
      { href: "/home", label: copy.workspaces, icon: <LayoutGrid size={16} aria-hidden="true" /> },
      { href: "/account", label: copy.account, icon: <UserRound size={16} aria-hidden="true" /> },
    ],
  };
}
