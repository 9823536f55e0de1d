"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { CodeCopy } from "./copy/mail-sign-in.ts";
import { attempt } from "./failure.ts";
import { textOf, useAttempt } from "./use-attempt.ts";

/** So many wrong ones, and the API takes none any more: `MAIL_CODE` of identity. It says the same of each. */
const TRIES = 5;

interface CodeFormProps {
  readonly id: string;
  readonly copy: CodeCopy;
  readonly failures: FailureCopy;
  /** Hands the six digits in, and goes on. */
  readonly send: (code: string, data: FormData) => Promise<void>;
  /** What else is asked for, below the code; and what is said of its refusals, by code of ours. */
  readonly more?: (error: string | undefined) => ReactNode;
  readonly faults?: Readonly<Record<string, { readonly field: string; readonly text: string }>>;
  /** True for what took the place of a button that had the focus. */
  readonly takesFocus?: boolean;
  /** Stands in place of the button that sends, and has a {@link CodeSubmit}: for a dialog. */
  readonly foot?: ReactNode;
}

/** The field for the code of a mail. It takes what people copy, with spaces. */
export function CodeForm({ id, copy, failures, send, takesFocus = false, more, faults, foot }: CodeFormProps) {
  useEffect(() => {
    if (takesFocus) document.getElementById(id)?.focus();
  }, [id, takesFocus]);
  const [tries, setTries] = useState(0);
  const { failure, done, submit, isPending } = useAttempt<true>(async (data) => {
    const code = textOf(data, "code").replaceAll(/[\s-]/g, "");
    if (!/^[0-9]{6}$/.test(code)) return { failure: { fields: { code: copy.missing } } };
    const work = async () => {
      await send(code, data);
      return true as const;
    };
    const wrong = { field: "code", text: tries + 1 >= TRIES ? copy.dead : copy.wrong };
    const codes = { ...faults, "identity.invalid_code": wrong, "identity.wrong_code": wrong };
    const outcome = await attempt(work, { codes }, failures);
    if (outcome.failure?.fields?.["code"] !== undefined) setTries(tries + 1);
    return outcome;
  });
  const isBusy = isPending || done === true;
  return (
    <Form action={submit} isPending={isBusy} failure={failure}>
      <Field id={id} label={copy.label} help={copy.help} error={failure?.fields?.["code"]}>
        {(control) => (
          <TextInput
            {...control}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            required
          />
        )}
      </Field>
      {more?.(failure?.fields?.["proof"])}
      {foot ?? (
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      )}
    </Form>
  );
}

export function CodeSubmit({ copy }: { readonly copy: Pick<CodeCopy, "submit" | "submitting"> }) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" look="primary" pending={pending ? copy.submitting : undefined}>
      {copy.submit}
    </Button>
  );
}
