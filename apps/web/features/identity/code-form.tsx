"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { CodeCopy } from "./copy/mail-sign-in.ts";
import type { ProofCopy } from "./copy/second-factor.ts";
import { attempt } from "./failure.ts";
import { ProofField } from "./proof-field.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

/** So many wrong ones, and the API takes none any more: `MAIL_CODE` of identity. It says the same of each. */
const TRIES = 5;

interface CodeFormProps {
  readonly id: string;
  readonly copy: CodeCopy;
  readonly failures: FailureCopy;
  /** Hands the six digits in, and goes on. */
  readonly send: (code: string, data: FormData) => Promise<void>;
  /** For whoever has to give the second factor as well, in the same form. */
  readonly proof?: ProofCopy | undefined;
  /** True once it is known that they have one. */
  readonly needsProof?: boolean;
  /** True for what took the place of a button that had the focus. */
  readonly takesFocus?: boolean;
  /** Stands in place of the button that sends, and has a {@link CodeSubmit}: for a dialog. */
  readonly foot?: ReactNode;
}

/** The field for the code of a mail. It takes what people copy, with spaces. */
export function CodeForm({
  id,
  copy,
  failures,
  send,
  takesFocus = false,
  proof,
  needsProof = false,
  foot,
}: CodeFormProps) {
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
    const codes = { ...proofFaults(proof), "identity.invalid_code": wrong, "identity.wrong_code": wrong };
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
      {proof !== undefined && needsProof && (
        <ProofField id={`${id}-proof`} copy={proof} error={failure?.fields?.["proof"]} />
      )}
      {foot ?? (
        <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      )}
    </Form>
  );
}

const proofFaults = (copy: ProofCopy | undefined) =>
  copy && {
    "identity.second_factor_required": { field: "proof", text: copy.missing },
    "identity.wrong_second_factor": { field: "proof", text: copy.wrong },
  };

export function CodeSubmit({ copy }: { readonly copy: Pick<CodeCopy, "submit" | "submitting"> }) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" look="primary" pending={pending ? copy.submitting : undefined}>
      {copy.submit}
    </Button>
  );
}
