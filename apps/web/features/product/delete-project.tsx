"use client";

import { useRouter } from "next/navigation";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { DeleteProjectCopy } from "./copy.ts";

interface DeleteProjectProps {
  readonly workspaceId: string;
  readonly project: { readonly id: string; readonly name: string };
  /** Where the person goes once it is gone. */
  readonly after: string;
  readonly copy: DeleteProjectCopy;
  readonly failures: FailureCopy;
}

export function DeleteProject({ workspaceId, project: { id, name }, after, copy, failures }: DeleteProjectProps) {
  const router = useRouter();
  const toast = useToast();

  async function remove(): Promise<string | undefined> {
    const param = { workspaceId: encodeURIComponent(workspaceId), projectId: encodeURIComponent(id) };
    try {
      await unwrap(api.v1.workspaces[":workspaceId"].projects[":projectId"].$delete({ param }));
    } catch (error) {
      if (error instanceof ApiProblem) return failureSentence(error, {}, failures);
      throw error;
    }
    toast({ title: fill(copy.deleted, { name }) });
    router.push(after);
    router.refresh();
    return undefined;
  }

  return (
    <AlertDialog
      trigger={<Button look="quiet">{copy.delete}</Button>}
      title={fill(copy.title, { name })}
      confirm={copy.confirm}
      confirming={copy.confirming}
      typeName={name}
      onConfirm={remove}
    >
      {copy.text}
    </AlertDialog>
  );
}
