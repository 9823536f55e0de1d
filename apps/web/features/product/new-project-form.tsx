"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form, type FormFailure } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { NewProjectCopy } from "./copy.ts";
import { newProjectFailure } from "./new-project-failure.ts";
import type { Project } from "./projects.ts";

interface NewProjectFormProps {
  readonly workspaceId: string;
  readonly copy: NewProjectCopy;
}

interface State {
  readonly failure?: FormFailure;
  readonly created?: Project;
}

export function NewProjectForm({ workspaceId, copy }: NewProjectFormProps) {
  const router = useRouter();
  const [{ failure, created }, submit, isPending] = useActionState<State, FormData>(async (_, data) => {
    const typed = data.get("project-name");
    const name = typeof typed === "string" ? typed.trim() : "";
    if (name === "") return { failure: { fields: { name: copy.nameMissing } } };
    try {
      const param = { workspaceId: encodeURIComponent(workspaceId) };
      const project = await unwrap(api.v1.workspaces[":workspaceId"].projects.$post({ param, json: { name } }));
      router.refresh();
      return { created: project };
    } catch (error) {
      if (error instanceof ApiProblem) return { failure: newProjectFailure(error, copy) };
      throw error;
    }
  }, {});
  return (
    <Form action={submit} isPending={isPending} failure={failure} emptyOn={created?.id}>
      <Field id="project-name" label={copy.name} help={copy.nameHelp} error={failure?.fields?.name}>
        {(control) => <TextInput {...control} name="project-name" autoComplete="off" required maxLength={80} />}
      </Field>
      <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
        {copy.submit}
      </Button>
      {created !== undefined && !isPending && <Notice tone="good">{fill(copy.created, { name: created.name })}</Notice>}
    </Form>
  );
}
