"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { fill, type Language } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt, failureSentence } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";
import type { DeadLetterFilter, DeadLetterPreview } from "./dead-letters.ts";
import type { DeadLettersCopy } from "./dead-letters-copy.ts";
import { discardDeadLetters, replayDeadLetters } from "./decide.ts";
import { usePress } from "./use-press.ts";

/** Above so many, the number is typed: nobody decides about a hundred by a slip. */
const TYPED_ABOVE = 20;
const UNDER_WAY = "ops_safety.idempotency_in_progress";

interface DeadLetterActionsProps {
  readonly filter: DeadLetterFilter;
  readonly preview: Pick<DeadLetterPreview, "at" | "count" | "replayable">;
  readonly copy: DeadLettersCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

/** What can be decided about all that fits. What dies after the preview is not part of it. */
export function DeadLetterActions({ filter, preview, ...words }: DeadLetterActionsProps) {
  const { diedBefore = preview.at } = filter;
  // ISO 8601 in UTC sorts as time does.
  const shown = { ...filter, diedBefore: diedBefore < preview.at ? diedBefore : preview.at };
  return (
    <div className="flex flex-wrap gap-2">
      {preview.replayable > 0 && <Replay filter={shown} count={preview.replayable} {...words} />}
      {preview.count > 0 && <Discard filter={shown} count={preview.count} {...words} />}
    </div>
  );
}

interface DecisionProps extends Pick<DeadLetterActionsProps, "filter" | "copy" | "failures" | "language"> {
  readonly count: number;
}

function Replay({ filter, count, copy, failures, language }: DecisionProps) {
  const tell = useTold(copy.replay, language);
  const press = usePress();
  const number = { count: count.toLocaleString(language) };

  async function replay(): Promise<string | undefined> {
    try {
      tell(await replayDeadLetters(filter, press.keyOf(filter)));
      press.done();
      return undefined;
    } catch (error) {
      const refusals = { [UNDER_WAY]: copy.underWay };
      if (error instanceof ApiProblem) return failureSentence(error, refusals, failures);
      throw error;
    }
  }

  return (
    <AlertDialog
      trigger={<Button look="primary">{fill(copy.replay.action, number)}</Button>}
      title={fill(copy.replay.question, number)}
      confirm={copy.replay.confirm}
      confirming={copy.replay.confirming}
      isDestructive={false}
      {...(count > TYPED_ABOVE && { typeName: String(count) })}
      onConfirm={replay}
    >
      {copy.replay.consequence}
    </AlertDialog>
  );
}

function Discard(props: DecisionProps) {
  const [isOpen, setOpen] = useState(false);
  const { copy, count, language } = props;
  const number = { count: count.toLocaleString(language) };
  return (
    <Dialog
      trigger={<Button look="danger">{fill(copy.discard.action, number)}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={fill(copy.discard.question, number)}
      lead={copy.discard.consequence}
    >
      <DiscardForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

/** Inside the dialog, so that each opening starts afresh. */
function DiscardForm({
  filter,
  count,
  copy,
  failures,
  language,
  close,
}: DecisionProps & { readonly close: () => void }) {
  const words = copy.discard;
  const tell = useTold(words, language);
  const press = usePress();
  const isTyped = count > TYPED_ABOVE;
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const reason = textOf(data, "reason").trim();
    const isOther = isTyped && textOf(data, "typed").trim() !== String(count);
    if (reason === "" || reason.length > 500) return { failure: { fields: { reason: words.reasonMissing } } };
    if (isOther) return { failure: { fields: { typed: words.typedOther } } };
    const work = async (): Promise<true> => {
      tell(await discardDeadLetters(filter, reason, press.keyOf(filter, reason)));
      close();
      return true;
    };
    const missing = { field: "reason", text: words.reasonMissing };
    const codes = { "workflows.invalid_reason": missing, [UNDER_WAY]: { text: copy.underWay } };
    return attempt(work, { codes, paths: { reason: missing } }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="dead-reason" label={words.reason} help={words.reasonHelp} error={failure?.fields?.["reason"]}>
        {(control) => <TextArea {...control} name="reason" required />}
      </Field>
      {isTyped && (
        <Field id="dead-typed" label={fill(words.typed, { count: String(count) })} error={failure?.fields?.["typed"]}>
          {(control) => <TextInput {...control} name="typed" autoComplete="off" inputMode="numeric" />}
        </Field>
      )}
      <DialogActions>
        <Button type="submit" look="danger" pending={isPending ? words.confirming : undefined}>
          {words.confirm}
        </Button>
      </DialogActions>
    </Form>
  );
}

/** Says what came of it, and shows what is left. */
function useTold(words: Pick<DeadLettersCopy["replay"], "done" | "doneLeft">, language: Language) {
  const router = useRouter();
  const toast = useToast();
  return ({ moved, left }: { readonly moved: number; readonly left: number }) => {
    const numbers = { moved: moved.toLocaleString(language), left: left.toLocaleString(language) };
    toast({ title: fill(left === 0 ? words.done : words.doneLeft, numbers) });
    router.refresh();
  };
}
