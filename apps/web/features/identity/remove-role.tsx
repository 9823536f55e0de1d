"use client";

import { can } from "@ninefold/identity/permissions";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { RolesCopy } from "./copy/settings.ts";
import { changeRole } from "./member-actions.ts";
import { rolesToInvite, type RoleWords, roleWord } from "./roles.ts";
import { removeRole } from "./settings-actions.ts";
import type { Role, RoleGrant, Workspace } from "./workspaces.ts";

interface RemoveRoleProps {
  readonly workspace: Workspace;
  readonly grant: RoleGrant;
  /** Every role of the workspace. */
  readonly grants: readonly RoleGrant[];
  /** Ids of whoever has this one, as far as the page knows. */
  readonly holders: readonly string[];
  readonly copy: RolesCopy;
  readonly roles: RoleWords;
  readonly failures: FailureCopy;
}

/** Whoever has the role gets another one first: nobody is left without. */
export function RemoveRole({ workspace, grant, grants, holders, copy, roles, failures }: RemoveRoleProps) {
  const router = useRouter();
  const toast = useToast();
  const { role, name } = grant;
  const word = roleWord(role, name, roles);
  const others = rolesToInvite(workspace, grants).filter((other) => other.role !== role);
  const [to, setTo] = useState<Role>(others.find((other) => other.role === "viewer")?.role ?? "viewer");
  const mustMove = holders.length > 0 && can(workspace, "member:manage") && others.length > 0;

  async function remove(): Promise<string | undefined> {
    const codes = {
      "identity.role_in_use": copy.inUse,
      "identity.role_not_found": copy.gone,
      "identity.member_not_found": copy.gone,
      "identity.forbidden": copy.refused,
    };
    for (const userId of mustMove ? holders : []) {
      const refusal = await changeRole({ workspaceId: workspace.id, userId }, to, { codes, failures });
      if (refusal !== undefined) return refusal;
    }
    const refusal = await removeRole(workspace.id, role, { codes, failures });
    // Also after a refusal: some have been moved by then.
    if (refusal === undefined || mustMove) router.refresh();
    if (refusal === undefined) toast({ title: fill(copy.removed, { role: word }) });
    return refusal;
  }

  return (
    <AlertDialog
      trigger={
        <Button look="quiet" size="small" aria-label={fill(copy.removeOne, { role: word })}>
          {copy.remove}
        </Button>
      }
      title={`${fill(copy.removeOne, { role: word })}?`}
      confirm={mustMove ? copy.moveAndRemove : copy.remove}
      confirming={copy.removing}
      onConfirm={remove}
    >
      {mustMove ? (
        <div className="grid gap-4">
          <p>{fill(copy.moveText, { count: String(holders.length) })}</p>
          <Field id="move-to" label={copy.moveTo}>
            {(control) => (
              <Select
                {...control}
                value={to}
                onChange={setTo}
                options={others.map((other) => ({
                  value: other.role as Role,
                  label: roleWord(other.role, other.name, roles),
                }))}
              />
            )}
          </Field>
        </div>
      ) : (
        copy.removeText
      )}
    </AlertDialog>
  );
}
