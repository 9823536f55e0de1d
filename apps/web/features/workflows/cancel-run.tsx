"use client";

import { useRouter } from "next/navigation";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { OwnRunsCopy } from "./copy/own-runs.ts";

interface CancelRunProps {
  readonly workspaceId: string;
  readonly runId: string;
  /** What the work is called. */
  readonly name: string;
  readonly copy: OwnRunsCopy["cancel"];
  readonly failures: FailureCopy;
}

/** Ends work of the workspace that has not ended. */
export function CancelRun({ workspaceId, runId, name, copy, failures }: CancelRunProps) {
  const router = useRouter();
  const toast = useToast();

  async function cancel(): Promise<string | undefined> {
    try {
      await unwrap(api.v1.workspaces[":workspaceId"].runs[":runId"].cancel.$post({ param: { workspaceId, runId } }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // What is shown is not true any more.
      if (error.code === "workflows.ended") router.refresh();
      const refusals = { "workflows.ended": copy.ended, "workflows.not_cancellable": copy.refused };
      return failureSentence(error, refusals, failures);
    }
    toast({ title: fill(copy.done, { name }) });
    router.refresh();
    return undefined;
  }

  return (
    <AlertDialog
      trigger={<Button look="danger">{copy.action}</Button>}
      title={fill(copy.question, { name })}
      confirm={copy.action}
      confirming={copy.acting}
      onConfirm={cancel}
    >
      {copy.consequence}
    </AlertDialog>
  );
}
