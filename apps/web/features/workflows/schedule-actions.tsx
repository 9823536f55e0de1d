"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { SchedulesCopy } from "./copy/schedules.ts";
import { type Decide, pauseSchedule, resumeSchedule, runScheduleNow, scheduleRefusals } from "./decide-schedules.ts";
import { ReasonForm } from "./reason-form.tsx";
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

function Pause({ schedule: { name }, copy, failures }: ScheduleActionsProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const words = copy.pause;

  async function pause(reason: string): Promise<void> {
    await pauseSchedule(name, reason);
    toast({ title: fill(words.done, { name }) });
    setOpen(false);
    router.refresh();
  }

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
      <ReasonForm {...{ words, failures }} look="primary" decide={pause} refusals={scheduleRefusals(copy)} />
    </Dialog>
  );
}
