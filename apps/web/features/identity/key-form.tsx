"use client";

import { can, KEY_PERMISSIONS } from "@ninefold/identity/permissions";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { KeysCopy } from "./copy/keys.ts";
import type { RolesCopy } from "./copy/settings.ts";
import { attempt } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { makeKey } from "./key-actions.ts";
import { keyFailures } from "./key-failures.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { Workspace } from "./workspaces.ts";

const DAYS = ["30", "90", "180", "366"] as const;

interface KeyFormProps {
  readonly workspace: Workspace;
  readonly serviceAccountId: string;
  readonly copy: KeysCopy;
  readonly may: RolesCopy["may"];
  readonly failures: FailureCopy;
  readonly onSecret: (secret: string) => void;
}

/** What a key is called, may, and for how long. What the person may not themselves is not offered. */
export function KeyForm({ workspace, serviceAccountId, copy, may, failures, onSecret }: KeyFormProps) {
  const { form: words } = copy;
  const choices = KEY_PERMISSIONS.filter((one) => can(workspace, one));
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const name = textOf(data, "key-name").trim();
    if (name === "") return { failure: { fields: { name: copy.failures.nameMissing } } };
    const ticked = new Set(data.getAll("may"));
    const permissions = choices.filter((one) => ticked.has(one));
    if (permissions.length === 0) return { failure: { summary: words.none } };
    const work = async () => {
      const expiresInDays = Number(textOf(data, "expiry"));
      onSecret(await makeKey({ workspaceId: workspace.id, serviceAccountId }, { name, permissions, expiresInDays }));
      return true as const;
    };
    return attempt(work, keyFailures(copy), failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="key-name" label={words.name} help={words.nameHelp} error={failure?.fields?.name}>
        {(control) => <KeptInput {...control} name="key-name" autoComplete="off" required maxLength={80} />}
      </Field>
      <fieldset className="grid gap-3">
        <legend className="text-14 font-medium text-ink">{words.permissions}</legend>
        <p className="text-13 text-ink-faint">{words.permissionsHelp}</p>
        <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {choices.map((permission) => (
            <Checkbox key={permission} id={`key-${permission}`} name="may" value={permission} label={may[permission]} />
          ))}
        </div>
      </fieldset>
      <Field id="key-expiry" label={words.expiry}>
        {(control) => (
          <Select
            {...control}
            name="expiry"
            defaultValue="90"
            options={DAYS.map((days) => ({ value: days, label: fill(words.days, { days }) }))}
            className="w-full sm:w-48"
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={isPending ? copy.making : undefined}>
          {copy.make}
        </Button>
      </div>
    </Form>
  );
}
