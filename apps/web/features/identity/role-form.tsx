"use client";

import { can, OWNERS_ALONE, type Permission, PERMISSIONS } from "@ninefold/identity/permissions";
import { useRouter } from "next/navigation";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { RolesCopy, SettingsCopy } from "./copy/settings.ts";
import { attempt, type FailureTable } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { saveRole } from "./settings-actions.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { RoleGrant, Workspace } from "./workspaces.ts";

interface RoleFormProps {
  readonly workspace: Workspace;
  /** Absent for a new one. */
  readonly grant?: RoleGrant;
  readonly copy: SettingsCopy;
  readonly failures: FailureCopy;
  readonly onDone: () => void;
}

/** What everybody has anyway is not asked; what the person may not themselves can not be ticked. */
const CHOICES = PERMISSIONS.filter((one) => one !== "workspace:read" && !OWNERS_ALONE.includes(one));

export function RoleForm({ workspace, grant, copy, failures, onDone }: RoleFormProps) {
  const { ownRoles: words } = copy;
  const router = useRouter();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const name = textOf(data, "role-name").trim();
    if (name === "") return { failure: { fields: { name: words.nameMissing } } };
    const ticked = new Set(data.getAll("may"));
    const permissions: Permission[] = CHOICES.filter((one) => ticked.has(one));
    return attempt(
      async () => {
        await saveRole(workspace.id, grant?.role, { name, permissions });
        router.refresh();
        onDone();
        return true as const;
      },
      failuresOf(words),
      failures,
    );
  });
  const id = `role-${grant?.role ?? "new"}`;
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id={`${id}-name`} label={words.name} error={failure?.fields?.name}>
        {(control) => (
          <KeptInput
            {...control}
            name="role-name"
            autoComplete="off"
            required
            maxLength={80}
            {...(grant?.name && { defaultValue: grant.name })}
          />
        )}
      </Field>
      <fieldset className="grid gap-3">
        <legend className="text-14 font-medium text-ink">{words.permissions}</legend>
        <p className="text-13 text-ink-faint">{words.permissionsHelp}</p>
        <div className="grid max-h-[40vh] gap-x-6 gap-y-2 overflow-y-auto sm:grid-cols-2">
          {CHOICES.map((permission) => (
            <Checkbox
              key={permission}
              id={`${id}-${permission}`}
              name="may"
              value={permission}
              label={words.may[permission]}
              defaultChecked={grant !== undefined && can(grant, permission)}
              disabled={!can(workspace, permission)}
            />
          ))}
        </div>
      </fieldset>
      <div>
        <Button type="submit" look="primary" pending={isPending ? copy.saving : undefined}>
          {grant === undefined ? words.make : copy.save}
        </Button>
      </div>
    </Form>
  );
}

function failuresOf(words: RolesCopy): FailureTable {
  const name = { field: "name", text: words.nameMissing };
  return {
    codes: {
      "identity.invalid_name": name,
      "identity.role_name_taken": { field: "name", text: words.nameTaken },
      "identity.too_many_roles": { text: words.tooMany },
      "identity.role_not_found": { text: words.gone },
      "identity.forbidden": { text: words.refused },
    },
    paths: { name },
  };
}
