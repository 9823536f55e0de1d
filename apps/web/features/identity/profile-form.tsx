"use client";

import { useRouter } from "next/navigation";
import { api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { ProfileCopy } from "./copy/account.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { checkName } from "./credentials.ts";
import { attempt } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";
import { profileFailures } from "./workspace-failures.ts";
import type { Me } from "./workspaces.ts";

interface ProfileFormProps {
  readonly person: Me["person"];
  readonly copy: ProfileCopy;
  readonly failures: FailureCopy;
}

export function ProfileForm({ person, copy, failures }: ProfileFormProps) {
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<string>(async (data) => {
    const name = textOf(data, "name").trim();
    const fault = checkName(name, copy);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      await unwrap(api.v1.me.$patch({ json: { name } }));
      router.refresh();
      return name;
    };
    return attempt(work, profileFailures(copy), failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="name" label={copy.name} help={copy.nameHelp} error={failure?.fields?.name}>
        {(control) => (
          <KeptInput {...control} name="name" autoComplete="name" required maxLength={80} defaultValue={person.name} />
        )}
      </Field>
      <Field id="email" label={copy.email} help={copy.emailHelp}>
        {(control) => <KeptInput {...control} type="email" readOnly defaultValue={person.email} />}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </div>
      {done !== undefined && !isPending && <Notice tone="good">{copy.saved}</Notice>}
    </Form>
  );
}
