"use client";

import { useActionState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { PasswordInput, TextInput } from "../../ui/text-input.tsx";
import { signUp } from "./client.ts";
import type { CredentialsCopy, EntryCopy } from "./copy.ts";
import { checkNewAccount } from "./credentials.ts";
import { type EntryState, enterWith, textOf } from "./entry.ts";

interface SignUpFormProps {
  readonly copy: EntryCopy;
  readonly words: CredentialsCopy;
}

export function SignUpForm({ copy, words }: SignUpFormProps) {
  const [state, submit, isPending] = useActionState<EntryState, FormData>(
    (_, data) =>
      enterWith(
        { name: textOf(data, "name"), email: textOf(data, "email"), password: textOf(data, "password") },
        words,
        {
          check: checkNewAccount,
          enter: signUp,
        },
      ),
    {},
  );
  const errors = state.failure?.fields ?? {};
  return (
    <Form action={submit} isPending={isPending || state.isIn === true} failure={state.failure}>
      <Field id="name" label={words.name} error={errors.name}>
        {(control) => <TextInput {...control} name="name" autoComplete="name" required />}
      </Field>
      <Field id="email" label={words.email} error={errors.email}>
        {(control) => <TextInput {...control} name="email" type="email" autoComplete="email" required />}
      </Field>
      <Field id="password" label={words.password} help={words.passwordHelp} error={errors.password}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            required
            show={words.showPassword}
            hide={words.hidePassword}
          />
        )}
      </Field>
      <Button type="submit" look="primary" pending={isPending || state.isIn ? copy.submitting : undefined}>
        {copy.submit}
      </Button>
    </Form>
  );
}
