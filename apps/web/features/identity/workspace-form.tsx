"use client";

import { useRouter } from "next/navigation";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SettingsCopy } from "./copy/settings.ts";
import type { NewWorkspaceCopy } from "./copy/workspaces.ts";
import { attempt } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { saveWorkspace } from "./settings-actions.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import { newWorkspaceFailures } from "./workspace-failures.ts";
import { settingsPath, type Workspace } from "./workspaces.ts";

interface WorkspaceFormProps {
  readonly workspace: Workspace;
  readonly copy: SettingsCopy;
  readonly words: NewWorkspaceCopy;
  readonly failures: FailureCopy;
}

/** What the workspace is called, and where it is. */
export function WorkspaceForm({ workspace, copy, words, failures }: WorkspaceFormProps) {
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<string>(async (data) => {
    const name = textOf(data, "workspace-name").trim();
    const slug = textOf(data, "workspace-slug").trim();
    if (name === "") return { failure: { fields: { name: words.nameMissing } } };
    const change = { ...(name !== workspace.name && { name }), ...(slug !== workspace.slug && { slug }) };
    if (Object.keys(change).length === 0) return { done: copy.form.nothing };
    const { codes, paths = {} } = newWorkspaceFailures(words);
    const table = { codes: { ...codes, "identity.too_many_slugs": { field: "slug", text: copy.form.tooMany } }, paths };
    return attempt(
      async () => {
        const changed = await saveWorkspace(workspace.id, change);
        if (changed.slug === workspace.slug) router.refresh();
        else router.replace(settingsPath(changed.slug));
        return copy.saved;
      },
      table,
      failures,
    );
  });
  const errors = failure?.fields ?? {};
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="workspace-name" label={words.name} error={errors.name}>
        {(control) => (
          <KeptInput
            {...control}
            name="workspace-name"
            autoComplete="organization"
            required
            maxLength={80}
            defaultValue={workspace.name}
          />
        )}
      </Field>
      <Field id="workspace-slug" label={words.slug} help={copy.form.slugHelp} error={errors.slug}>
        {(control) => (
          <KeptInput
            {...control}
            name="workspace-slug"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={40}
            defaultValue={workspace.slug}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={isPending ? copy.saving : undefined}>
          {copy.save}
        </Button>
      </div>
      {done !== undefined && !isPending && <Notice tone="good">{done}</Notice>}
    </Form>
  );
}
