import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { ProofCopy } from "./copy/second-factor.ts";

interface ProofFieldProps {
  /** Of the control; its name is `proof`. */
  readonly id: string;
  readonly copy: ProofCopy;
  readonly error: string | undefined;
}

/** Beside a password that is asked for again, for whoever has a second factor. */
export function ProofField({ id, copy, error }: ProofFieldProps) {
  return (
    <Field id={id} label={copy.label} help={copy.help} error={error}>
      {(control) => <TextInput {...control} name="proof" autoComplete="one-time-code" autoCapitalize="none" required />}
    </Field>
  );
}
