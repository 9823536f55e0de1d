"use client";

import { useRouter } from "next/navigation";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { KeysCopy } from "./copy/keys.ts";
import { attempt } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { saveServiceAccount } from "./key-actions.ts";
import { keyFailures } from "./key-failures.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { ServiceAccount, Workspace } from "./workspaces.ts";

interface ServiceAccountFormProps {
  readonly workspace: Workspace;
  /** Absent for a new one. */
  readonly account?: ServiceAccount;
  readonly copy: KeysCopy;
  readonly words: { readonly submit: string; readonly submitting: string };
  readonly failures: FailureCopy;
  readonly onDone: () => void;
}

/** Makes a service account, or gives one another name. */
export function ServiceAccountForm({ workspace, account, copy, words, failures, onDone }: ServiceAccountFormProps) {
  const router = useRouter();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const name = textOf(data, "account-name").trim();
    if (name === "") return { failure: { fields: { name: copy.failures.nameMissing } } };
    return attempt(
      async () => {
        await saveServiceAccount(workspace.id, account?.id, name);
        router.refresh();
        onDone();
        return true as const;
      },
      keyFailures(copy),
      failures,
    );
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="account-name" label={copy.account.name} help={copy.account.nameHelp} error={failure?.fields?.name}>
        {(control) => (
          <KeptInput
            {...control}
            name="account-name"
            autoComplete="off"
            required
            maxLength={80}
            {...(account && { defaultValue: account.name })}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={isPending ? words.submitting : undefined}>
          {words.submit}
        </Button>
      </div>
    </Form>
  );
}
