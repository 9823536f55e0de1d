import { Field } from "../../ui/field.tsx";
import { PasswordInput } from "../../ui/text-input.tsx";
import type { CredentialsCopy } from "./copy/entry.ts";

interface PasswordFieldProps {
  readonly words: CredentialsCopy;
  /** Whether it is chosen here: then it says what makes a good one, and a password manager offers to make it. */
  readonly isNew?: boolean;
  readonly error: string | undefined;
}

/** The field `password` of a form. */
export function PasswordField({ words, isNew = false, error }: PasswordFieldProps) {
  return (
    <Field id="password" label={words.password} help={isNew ? words.passwordHelp : undefined} error={error}>
      {(control) => (
        <PasswordInput
          {...control}
          name="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          required
          show={words.showPassword}
          hide={words.hidePassword}
        />
      )}
    </Field>
  );
}
