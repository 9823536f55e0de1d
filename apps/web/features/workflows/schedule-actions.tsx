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
import type { SchedulesCopy } from "./copy-schedules.ts";
import { type Decide, pauseSchedule, resumeSchedule, runScheduleNow, scheduleRefusals } from "./decide-schedules.ts";
import type { Schedule } from "./schedules.ts";
import { usePress } from "./use-press.ts";

interface ScheduleActionsProps {
  readonly schedule: Pick<Schedule, "name" | "paused">;
  readonly copy: SchedulesCopy;
  readonly failures: FailureCopy;
}

/** What can be decided about a schedule. */
export function ScheduleActions(props: ScheduleActionsProps) {
  const { schedule, copy } = props;
  return (
    <div className="flex justify-end gap-1">
      <Ask {...props} words={copy.runNow} work={runScheduleNow} />
      {schedule.paused === null ? <Pause {...props} /> : <Ask {...props} words={copy.resume} work={resumeSchedule} />}
    </div>
  );
}

type AskProps = ScheduleActionsProps & {
  readonly words: SchedulesCopy["runNow"];
  readonly work: Decide;
};

/** A button, and a question before it is done. */
function Ask({ schedule: { name }, copy, failures, words, work }: AskProps) {
  const router = useRouter();
  const toast = useToast();
  const press = usePress();

  async function decide(): Promise<string | undefined> {
    const refusal = await work({ name, key: press.keyOf(name) }, copy, failures);
    if (refusal !== undefined) return refusal;
    press.done();
    toast({ title: fill(words.done, { name }) });
    router.refresh();
    return undefined;
  }

  return (
    <AlertDialog
      trigger={
        <Button look="quiet" size="small" aria-label={fill(words.actionOn, { name })}>
          {words.action}
        </Button>
      }
      title={fill(words.question, { name })}
      confirm={words.action}
      confirming={words.acting}
      isDestructive={false}
      onConfirm={decide}
    >
      {words.consequence}
    </AlertDialog>
  );
}

function Pause({ schedule, copy, failures }: ScheduleActionsProps) {
  const [isOpen, setOpen] = useState(false);
  const words = copy.pause;
  const { name } = schedule;
  return (
    <Dialog
      trigger={
        <Button look="quiet" size="small" aria-label={fill(words.actionOn, { name })}>
          {words.action}
        </Button>
      }
      open={isOpen}
      onOpenChange={setOpen}
      title={fill(words.question, { name })}
      lead={words.consequence}
    >
      <PauseForm schedule={schedule} copy={copy} failures={failures} close={() => setOpen(false)} />
    </Dialog>
  );
}

/** Inside the dialog, so that each opening starts afresh. */
function PauseForm({
  schedule: { name },
  copy,
  failures,
  close,
}: ScheduleActionsProps & { readonly close: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const words = copy.pause;
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const missing = { field: "reason", text: words.reasonMissing };
    const reason = textOf(data, "reason").trim();
    if (reason === "" || reason.length > 500) return { failure: { fields: { reason: words.reasonMissing } } };
    const work = async (): Promise<true> => {
      await pauseSchedule(name, reason);
      toast({ title: fill(words.done, { name }) });
      close();
      router.refresh();
      return true;
    };
    const refusals = scheduleRefusals(copy);
    const codes = {
      "workflows.invalid_reason": missing,
      "workflows.schedule_paused": { text: refusals["workflows.schedule_paused"] },
      "workflows.schedule_not_found": { text: refusals["workflows.schedule_not_found"] },
    };
    return attempt(work, { codes, paths: { reason: missing } }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="pause-reason" label={words.reason} help={words.reasonHelp} error={failure?.fields?.["reason"]}>
        {(control) => <TextArea {...control} name="reason" required />}
      </Field>
      <DialogActions>
        <Button type="submit" look="primary" pending={isPending ? words.acting : undefined}>
          {words.action}
        </Button>
      </DialogActions>
    </Form>
  );
}
