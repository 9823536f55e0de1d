"use client";

import { covers } from "@ninefold/identity/permissions";
import { Plus } from "lucide-react";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SettingsCopy } from "./copy/settings.ts";
import { RemoveRole } from "./remove-role.tsx";
import { RoleForm } from "./role-form.tsx";
import { isBuiltIn, type RoleWords, roleWord } from "./roles.ts";
import type { RoleGrant, Workspace } from "./workspaces.ts";

interface RolesView {
  readonly workspace: Workspace;
  readonly mayManage: boolean;
  /** Every role of the workspace, and by role the ids of whoever has it. */
  readonly all: readonly RoleGrant[];
  readonly holders: Readonly<Record<string, readonly string[]>>;
  readonly copy: SettingsCopy;
  readonly roles: RoleWords;
  readonly roleHelp: RoleWords;
  readonly failures: FailureCopy;
}

interface RolesListProps extends RolesView {
  readonly title: string;
  readonly grants: readonly RoleGrant[];
}

export function RolesList({ title, grants, ...view }: RolesListProps) {
  return (
    <section className="grid gap-3">
      <h2 className="text-16 font-semibold text-ink">{title}</h2>
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
        {grants.map((grant) => (
          <li key={grant.role} className="px-4 py-4 sm:px-6">
            <OneRole grant={grant} {...view} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneRole({ grant, ...view }: RolesView & { readonly grant: RoleGrant }) {
  const { workspace, mayManage, all, holders, copy, roles, roleHelp, failures } = view;
  const { ownRoles: words } = copy;
  const [isEditing, setEditing] = useState(false);
  const { role, name, permissions } = grant;
  const word = roleWord(role, name, roles);
  const isOwn = role === workspace.role;
  const mayShape = mayManage && !isBuiltIn(role) && !isOwn && covers(workspace, grant);
  const may = permissions.filter((one) => one !== "workspace:read").map((one) => words.may[one]);

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="flex min-w-0 flex-wrap items-center gap-2 text-14 font-medium [overflow-wrap:anywhere] text-ink">
          {word}
          {isOwn && <Badge>{words.yours}</Badge>}
        </h3>
        {mayShape && (
          <div className="flex gap-2">
            <Dialog
              trigger={
                <Button look="quiet" size="small" aria-label={fill(words.editOne, { role: word })}>
                  {words.edit}
                </Button>
              }
              title={fill(words.editOne, { role: word })}
              open={isEditing}
              onOpenChange={setEditing}
            >
              <RoleForm {...{ workspace, grant, copy, failures }} onDone={() => setEditing(false)} />
            </Dialog>
            <RemoveRole
              {...{ workspace, grant, grants: all, copy: words, roles, failures }}
              holders={holders[role] ?? []}
            />
          </div>
        )}
      </div>
      <p className="max-w-prose text-13 text-ink-faint">
        {isBuiltIn(role) ? roleHelp[role] : may.join(" · ") || words.may["workspace:read"]}
      </p>
    </div>
  );
}

interface NewRoleProps {
  readonly workspace: Workspace;
  readonly copy: SettingsCopy;
  readonly failures: FailureCopy;
}

export function NewRole({ workspace, copy, failures }: NewRoleProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      trigger={
        <Button look="primary">
          <Plus size={16} aria-hidden="true" />
          {copy.ownRoles.make}
        </Button>
      }
      title={copy.ownRoles.make}
      open={isOpen}
      onOpenChange={setOpen}
    >
      <RoleForm {...{ workspace, copy, failures }} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
