"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { RunCopy } from "./copy/run.ts";
import { discardRun, replayRun, runRefusals, stopRun } from "./decide.ts";
import { ReasonForm } from "./reason-form.tsx";
import type { Run } from "./runs.ts";

interface RunActionsProps {
  readonly run: Pick<Run, "id" | "task">;
  readonly copy: RunCopy;
  readonly failures: FailureCopy;
}

/** What can be decided about a dead letter. */
export function RunActions(props: RunActionsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Replay {...props} />
      <Discard {...props} />
    </div>
  );
}

function Replay({ run: { id, task }, copy, failures }: RunActionsProps) {
  const router = useRouter();
  const toast = useToast();
  const words = copy.replay;

  async function replay(): Promise<string | undefined> {
    const refusal = await replayRun(id, copy, failures);
    if (refusal !== undefined) return refusal;
    toast({ title: fill(words.done, { task }) });
    router.refresh();
    return undefined;
  }

  return (
    <AlertDialog
      trigger={<Button look="primary">{words.action}</Button>}
      title={fill(words.question, { task })}
      confirm={words.action}
      confirming={words.acting}
      isDestructive={false}
      onConfirm={replay}
    >
      {words.consequence}
    </AlertDialog>
  );
}

/** Ends a run that has not ended, as a dead letter. */
export const StopRun = (props: RunActionsProps) => <Reasoned {...props} words={props.copy.stop} decide={stopRun} />;

const Discard = (props: RunActionsProps) => <Reasoned {...props} words={props.copy.discard} decide={discardRun} />;

interface ReasonedProps extends RunActionsProps {
  readonly words: RunCopy["discard"];
  readonly decide: typeof discardRun;
}

/** A button, and a dialog that asks why. */
function Reasoned({ run: { id, task }, copy, failures, words, decide }: ReasonedProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);

  async function confirm(reason: string): Promise<void> {
    await decide(id, reason);
    toast({ title: fill(words.done, { task }) });
    setOpen(false);
    router.refresh();
  }

  return (
    <Dialog
      trigger={<Button look="danger">{words.action}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={fill(words.question, { task })}
      lead={words.consequence}
    >
      <ReasonForm {...{ words, failures }} look="danger" decide={confirm} refusals={runRefusals(copy)} />
    </Dialog>
  );
}
