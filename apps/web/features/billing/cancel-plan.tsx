"use client";

import { useRouter } from "next/navigation";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { cancelPlan } from "./actions.ts";
import type { BillingCopy } from "./copy.ts";

interface CancelPlanProps {
  readonly workspaceId: string;
  /** Plan, workspace, and the day on which it ends. */
  readonly names: { readonly plan: string; readonly workspace: string; readonly date: string };
  readonly copy: Pick<BillingCopy, "cancel" | "cancelled" | "cancelQuestion" | "nothingToCancel" | "notCancelled">;
  readonly failures: FailureCopy;
}

export function CancelPlan({ workspaceId, names, copy, failures }: CancelPlanProps) {
  const router = useRouter();
  const toast = useToast();

  async function cancel(): Promise<string | undefined> {
    const refusal = await cancelPlan(workspaceId, { copy, failures });
    if (refusal !== undefined) return refusal;
    toast({ title: copy.cancelled });
    router.refresh();
    return undefined;
  }

  const { title, text, confirm, confirming } = copy.cancelQuestion;
  return (
    <AlertDialog
      trigger={<Button>{copy.cancel}</Button>}
      title={fill(title, names)}
      confirm={confirm}
      confirming={confirming}
      onConfirm={cancel}
    >
      {fill(text, names)}
    </AlertDialog>
  );
}
