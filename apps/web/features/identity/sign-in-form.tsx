"use client";

import { useActionState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { PasswordInput, TextInput } from "../../ui/text-input.tsx";
import { signIn } from "./client.ts";
import type { CredentialsCopy, EntryCopy } from "./copy.ts";
import { checkCredentials } from "./credentials.ts";
import { type EntryState, enterWith, textOf } from "./entry.ts";

interface SignInFormProps {
  readonly copy: EntryCopy;
  readonly words: CredentialsCopy;
}

export function SignInForm({ copy, words }: SignInFormProps) {
  const [state, submit, isPending] = useActionState<EntryState, FormData>(
    (_, data) =>
      enterWith({ email: textOf(data, "email"), password: textOf(data, "password") }, words, {
        check: checkCredentials,
        enter: signIn,
      }),
    {},
  );
  const errors = state.failure?.fields ?? {};
  return (
    <Form action={submit} isPending={isPending || state.isIn === true} failure={state.failure}>
      <Field id="email" label={words.email} error={errors.email}>
        {(control) => <TextInput {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field id="password" label={words.password} error={errors.password}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
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
