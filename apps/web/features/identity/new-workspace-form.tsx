"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form, type FormFailure } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { NewWorkspaceCopy } from "./copy.ts";
import { textOf } from "./entry.ts";
import { newWorkspaceFailure } from "./new-workspace-failure.ts";
import { type Workspace, workspacePath } from "./workspaces.ts";

interface NewWorkspaceFormProps {
  readonly copy: NewWorkspaceCopy;
}

interface State {
  readonly failure?: FormFailure;
  readonly created?: Workspace;
}

export function NewWorkspaceForm({ copy }: NewWorkspaceFormProps) {
  const router = useRouter();
  const [{ failure, created }, submit, isPending] = useActionState<State, FormData>(async (_, data) => {
    const name = textOf(data, "workspace-name").trim();
    const slug = textOf(data, "workspace-slug").trim();
    if (name === "") return { failure: { fields: { name: copy.nameMissing } } };
    try {
      const json = { name, ...(slug !== "" && { slug }) };
      const workspace = await unwrap(api.v1.workspaces.$post({ json }));
      router.push(workspacePath(workspace.slug));
      return { created: workspace };
    } catch (error) {
      if (error instanceof ApiProblem) return { failure: newWorkspaceFailure(error, copy) };
      throw error;
    }
  }, {});
  const errors = failure?.fields ?? {};
  const isBusy = isPending || created !== undefined;
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
