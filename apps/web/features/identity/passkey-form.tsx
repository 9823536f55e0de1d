"use client";

import { Button } from "../../ui/button.tsx";
import { DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useWords } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { PasskeysCopy } from "./copy/passkeys.ts";
import { KeptInput } from "./kept-input.tsx";
import { attemptPasskey } from "./passkey-failure.ts";
import { textOf, useAttempt } from "./use-attempt.ts";

interface PasskeyFormProps {
  readonly copy: PasskeysCopy;
  readonly failures: FailureCopy;
  readonly words: { readonly submit: string; readonly submitting: string; readonly help?: string };
  readonly name: string;
  readonly save: (name: string) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Inside a dialog: what a passkey is called, and what is done with that. */
export function PasskeyForm({ copy, failures, words, name, save, onDone, onCancel }: PasskeyFormProps) {
  const { cancel } = useWords();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const wanted = textOf(data, "name").trim();
    if (wanted === "") return { failure: { fields: { name: copy.nameMissing } } };
    const work = async () => {
      await save(wanted);
      onDone();
    };
    return attemptPasskey(work, copy, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="passkey-name" label={copy.name} help={words.help} error={failure?.fields?.name}>
        {(control) => (
          <KeptInput {...control} name="name" autoComplete="off" required maxLength={80} defaultValue={name} />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onCancel}>{cancel}</Button>
        <Button type="submit" look="primary" pending={isPending ? words.submitting : undefined}>
          {words.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
