"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";
import type { RunsCopy } from "./copy.ts";
import { discardRun, refusals, replayRun, stopRun } from "./decide.ts";
import type { Run } from "./runs.ts";

interface RunActionsProps {
  readonly run: Pick<Run, "id" | "task">;
  readonly copy: RunsCopy;
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
export function StopRun(props: RunActionsProps) {
  const { stop, ended } = props.copy;
  return <Decision {...props} words={stop} work={stopRun} refusals={{ "workflows.ended": { text: ended } }} />;
}

function Discard(props: RunActionsProps) {
  const { "workflows.not_dead": text } = refusals(props.copy);
  return (
    <Decision {...props} words={props.copy.discard} work={discardRun} refusals={{ "workflows.not_dead": { text } }} />
  );
}

interface DecisionProps extends RunActionsProps {
  readonly words: RunsCopy["discard"];
  readonly work: typeof discardRun;
  readonly refusals: Readonly<Record<string, { readonly text: string }>>;
}

/** A button, and a dialog that asks why. */
function Decision(props: DecisionProps) {
  const [isOpen, setOpen] = useState(false);
  const { words, run } = props;
  return (
    <Dialog
      trigger={<Button look="danger">{words.action}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={fill(words.question, { task: run.task })}
      lead={words.consequence}
    >
      <DecisionForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

/** Inside the dialog, so that each opening starts afresh. */
function DecisionForm({
  run: { id, task },
  words,
  work: decide,
  refusals: refused,
  failures,
  close,
}: DecisionProps & { readonly close: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const missing = { field: "reason", text: words.reasonMissing };
    const reason = textOf(data, "reason").trim();
    if (reason === "" || reason.length > 500) return { failure: { fields: { reason: words.reasonMissing } } };
    const work = async (): Promise<true> => {
      await decide(id, reason);
      toast({ title: fill(words.done, { task }) });
      close();
      router.refresh();
      return true;
    };
    const codes = { "workflows.invalid_reason": missing, ...refused };
    return attempt(work, { codes, paths: { reason: missing } }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="run-reason" label={words.reason} help={words.reasonHelp} error={failure?.fields?.["reason"]}>
        {(control) => <TextArea {...control} name="reason" required />}
      </Field>
      <DialogActions>
        <Button type="submit" look="danger" pending={isPending ? words.acting : undefined}>
          {words.action}
        </Button>
      </DialogActions>
    </Form>
  );
}
