"use client";

import { Button } from "../../ui/button.tsx";
import { DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";

interface ReasonFormProps {
  readonly words: Readonly<Record<"action" | "acting" | "reason" | "reasonHelp" | "reasonMissing", string>>;
  readonly failures: FailureCopy;
  readonly look: "primary" | "danger";
  /** What has to be typed as well, so that nobody decides about many by a slip. */
  readonly typed?: { readonly text: string; readonly label: string; readonly other: string } | undefined;
  /** Throws ApiProblem as every call of the API does. */
  readonly decide: (reason: string) => Promise<void>;
  /** What is said instead of the general sentence, by the code of the problem. */
  readonly refusals?: Readonly<Record<string, string>>;
}

/** A decision that says why. Inside a dialog, so that each opening starts afresh. */
export function ReasonForm({ words, failures, look, typed, decide, refusals = {} }: ReasonFormProps) {
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const reason = textOf(data, "reason").trim();
    if (reason === "" || reason.length > 500) return { failure: { fields: { reason: words.reasonMissing } } };
    const isOther = typed !== undefined && textOf(data, "typed").trim() !== typed.text;
    if (isOther) return { failure: { fields: { typed: typed.other } } };
    const missing = { field: "reason", text: words.reasonMissing };
    const said = Object.entries(refusals).map(([code, text]) => [code, { text }] as const);
    const codes = { "workflows.invalid_reason": missing, ...Object.fromEntries(said) };
    const work = async (): Promise<true> => {
      await decide(reason);
      return true;
    };
    return attempt(work, { codes, paths: { reason: missing } }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="reason" label={words.reason} help={words.reasonHelp} error={failure?.fields?.["reason"]}>
        {(control) => <TextArea {...control} name="reason" required />}
      </Field>
      {typed && (
        <Field id="typed" label={typed.label} error={failure?.fields?.["typed"]}>
          {(control) => <TextInput {...control} name="typed" autoComplete="off" inputMode="numeric" />}
        </Field>
      )}
      <DialogActions>
        <Button type="submit" look={look} pending={isPending ? words.acting : undefined}>
          {words.action}
        </Button>
      </DialogActions>
    </Form>
  );
}
