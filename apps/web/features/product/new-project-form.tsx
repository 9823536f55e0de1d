"use client";

import { useRouter } from "next/navigation";
import { api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt, type FailureTable } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";
import type { NewProjectCopy } from "./copy.ts";
import type { Project } from "./projects.ts";

interface NewProjectFormProps {
  readonly workspaceId: string;
  /** Where the plan is changed; absent for whoever can not change it. */
  readonly plansPath: string | undefined;
  readonly copy: NewProjectCopy;
  readonly failures: FailureCopy;
}

export function NewProjectForm({ workspaceId, plansPath, copy, failures }: NewProjectFormProps) {
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<Project>(async (data) => {
    const name = textOf(data, "project-name").trim();
    if (name === "") return { failure: { fields: { name: copy.nameMissing } } };
    const work = async () => {
      const param = { workspaceId: encodeURIComponent(workspaceId) };
      const project = await unwrap(api.v1.workspaces[":workspaceId"].projects.$post({ param, json: { name } }));
      router.refresh();
      return project;
    };
    return attempt(work, failureTable(copy, plansPath !== undefined), failures);
  });
  return (
    <Form
      action={submit}
      isPending={isPending}
      failure={failure}
      summaryAction={
        plansPath !== undefined &&
        failure?.summary === copy.limitReached && (
          <ButtonLink href={plansPath} size="small">
            {copy.seePlans}
          </ButtonLink>
        )
      }
      emptyOn={done?.id}
    >
      <Field id="project-name" label={copy.name} help={copy.nameHelp} error={failure?.fields?.name}>
        {(control) => <TextInput {...control} name="project-name" autoComplete="off" required maxLength={80} />}
      </Field>
      <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
        {copy.submit}
      </Button>
      {done !== undefined && !isPending && <Notice tone="good">{fill(copy.created, { name: done.name })}</Notice>}
    </Form>
  );
}

function failureTable(copy: NewProjectCopy, mayChangePlan: boolean): FailureTable {
  const name = { field: "name", text: copy.nameRefused };
  const full = { text: mayChangePlan ? copy.limitReached : copy.limitReachedAsk };
  return { codes: { "product.invalid_name": name, "billing.limit_reached": full }, paths: { name } };
}
