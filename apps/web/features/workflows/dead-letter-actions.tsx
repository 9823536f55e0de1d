"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { fill, fillCount, type Language } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { DeadLetterFilter, DeadLetterPreview } from "./dead-letters.ts";
import type { DeadLettersCopy } from "./copy/dead-letters.ts";
import { discardDeadLetters, replayDeadLetters } from "./decide.ts";
import { ReasonForm } from "./reason-form.tsx";
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
      trigger={<Button look="primary">{fill(copy.replay.action, { count: count.toLocaleString(language) })}</Button>}
      title={fillCount(language, copy.replay.question, count)}
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

function Discard({ filter, count, copy, failures, language }: DecisionProps) {
  const [isOpen, setOpen] = useState(false);
  const words = copy.discard;
  const tell = useTold(words, language);
  const press = usePress();
  const text = String(count);

  async function discard(reason: string): Promise<void> {
    tell(await discardDeadLetters(filter, reason, press.keyOf(filter, reason)));
    press.done();
    setOpen(false);
  }

  return (
    <Dialog
      trigger={<Button look="danger">{fill(words.action, { count: count.toLocaleString(language) })}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={fillCount(language, words.question, count)}
      lead={words.consequence}
    >
      <ReasonForm
        words={{ ...words, action: words.confirm, acting: words.confirming }}
        failures={failures}
        look="danger"
        typed={
          count > TYPED_ABOVE ? { text, label: fill(words.typed, { count: text }), other: words.typedOther } : undefined
        }
        decide={discard}
        refusals={{ [UNDER_WAY]: copy.underWay }}
      />
    </Dialog>
  );
}

/** Says what came of it, and shows what is left. */
function useTold(words: Pick<DeadLettersCopy["replay"], "done" | "left">, language: Language) {
  const router = useRouter();
  const toast = useToast();
  return ({ moved, left }: { readonly moved: number; readonly left: number }) => {
    const said = [fillCount(language, words.done, moved), ...(left > 0 ? [fillCount(language, words.left, left)] : [])];
    toast({ title: said.join(", ") });
    router.refresh();
  };
}
