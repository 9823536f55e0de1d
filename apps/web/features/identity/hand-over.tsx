"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SettingsCopy } from "./copy/settings.ts";
import { handOver } from "./settings-actions.ts";
import type { Workspace } from "./workspaces.ts";

interface HandOverProps {
  readonly workspace: Workspace;
  /** Everybody else. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly copy: SettingsCopy["handOver"];
  readonly failures: FailureCopy;
}

/** Makes somebody else the owner. */
export function HandOver({ workspace, members, copy, failures }: HandOverProps) {
  const router = useRouter();
  const toast = useToast();
  const [chosen, setChosen] = useState<string>();
  const names = { name: members.find(({ id }) => id === chosen)?.name ?? "", workspace: workspace.name };
  if (members.length === 0) return <p className="text-14 text-ink-soft">{copy.nobody}</p>;

  async function confirm(): Promise<string | undefined> {
    if (chosen === undefined) return copy.choose;
    const words = { codes: { "identity.member_not_found": copy.gone }, failures };
    const refusal = await handOver(workspace.id, chosen, words);
    if (refusal === undefined) {
      toast({ title: fill(copy.done, names) });
      router.refresh();
    }
    return refusal;
  }

  return (
    <div className="grid gap-4">
      <Field id="new-owner" label={copy.whom}>
        {(control) => (
          <Select
            {...control}
            placeholder={copy.choose}
            options={members.map(({ id, name, email }) => ({ value: id, label: name, help: email }))}
            onChange={setChosen}
          />
        )}
      </Field>
      <div>
        <AlertDialog
          trigger={<Button disabled={chosen === undefined}>{copy.submit}</Button>}
          title={fill(copy.question, names)}
          confirm={copy.submit}
          confirming={copy.confirming}
          typeName={workspace.name}
          onConfirm={confirm}
        >
          {copy.text}
        </AlertDialog>
      </div>
    </div>
  );
}
