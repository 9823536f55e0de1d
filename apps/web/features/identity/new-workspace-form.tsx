"use client";

import { useRouter } from "next/navigation";
import { api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { NewWorkspaceCopy } from "./copy/workspaces.ts";
import { attempt } from "./failure.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import { newWorkspaceFailures } from "./workspace-failures.ts";
import { type Workspace, workspacePath } from "./workspaces.ts";

interface NewWorkspaceFormProps {
  readonly copy: NewWorkspaceCopy;
  readonly failures: FailureCopy;
}

export function NewWorkspaceForm({ copy, failures }: NewWorkspaceFormProps) {
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<Workspace>(async (data) => {
    const name = textOf(data, "workspace-name").trim();
    const slug = textOf(data, "workspace-slug").trim();
    if (name === "") return { failure: { fields: { name: copy.nameMissing } } };
    const work = async () => {
      const json = { name, ...(slug !== "" && { slug }) };
      const workspace = await unwrap(api.v1.workspaces.$post({ json }));
      router.push(workspacePath(workspace.slug));
      return workspace;
    };
    return attempt(work, newWorkspaceFailures(copy), failures);
  });
  const errors = failure?.fields ?? {};
  const isBusy = isPending || done !== undefined;
  return (
    <Form action={submit} isPending={isBusy} failure={failure}>
      <Field id="workspace-name" label={copy.name} help={copy.nameHelp} error={errors.name}>
        {(control) => (
          <TextInput {...control} name="workspace-name" autoComplete="organization" required maxLength={80} />
        )}
      </Field>
      <Field id="workspace-slug" label={copy.slug} optional={copy.optional} help={copy.slugHelp} error={errors.slug}>
        {(control) => (
          <TextInput
            {...control}
            name="workspace-slug"
            prefix="/w/"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
          />
        )}
      </Field>
      <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
        {copy.submit}
      </Button>
    </Form>
  );
}
