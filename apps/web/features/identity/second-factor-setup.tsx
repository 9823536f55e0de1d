"use client";

import { api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SecondFactorSectionCopy } from "./copy/second-factor.ts";
import { attempt } from "./failure.ts";
import { QrCode } from "./qr-code.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

export interface Begun {
  readonly secret: string;
  readonly modules: readonly (readonly boolean[])[];
}

/** Makes the secret, and its picture on this side: it goes to no service that draws pictures. */
export async function beginSecondFactor(): Promise<Begun> {
  const { secret, uri } = await unwrap(api.v1.me["second-factor"].$post());
  const { encode } = await import("uqr");
  return { secret, modules: encode(uri, { border: 4 }).data };
}

interface SetupProps {
  readonly begun: Begun;
  readonly copy: SecondFactorSectionCopy;
  readonly failures: FailureCopy;
  readonly onDone: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The picture for the app, and the code that the app shows. */
export function SecondFactorSetup({ begun, copy, failures, onDone, onCancel }: SetupProps) {
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const code = textOf(data, "code").trim();
    if (code === "") return { failure: { fields: { code: copy.codeMissing } } };
    const work = async () => {
      const answer = await unwrap(api.v1.me["second-factor"].confirm.$post({ json: { code } }));
      onDone(answer.recoveryCodes);
      return true as const;
    };
    const codes = {
      "identity.wrong_second_factor": { field: "code", text: copy.codeWrong },
      "identity.second_factor_off": { text: copy.tooLate },
    };
    return attempt(work, { codes, paths: { code: { field: "code", text: copy.codeMissing } } }, failures);
  });
  return (
    <div className="grid gap-5">
      <div className="flex flex-col gap-4 sm:flex-row">
        <QrCode modules={begun.modules} label={copy.picture} />
        <div className="grid min-w-0 content-start gap-3 text-14 text-ink-soft">
          <p className="outline-none" tabIndex={-1} ref={(element) => element?.focus()}>
            {copy.scan}
          </p>
          <p className="text-13 text-ink-faint">{copy.byHand}</p>
          <div className="flex items-center gap-2 rounded-control bg-well pl-3">
            <code className="min-w-0 flex-1 py-2 font-mono text-13 break-all text-ink">{inGroups(begun.secret)}</code>
            <CopyButton text={begun.secret} label={copy.copySecret} done={copy.copied} />
          </div>
        </div>
      </div>
      <Form action={submit} isPending={isPending} failure={failure}>
        <Field id="second-factor-code" label={copy.code} help={copy.codeHelp} error={failure?.fields?.code}>
          {(control) => (
            <TextInput {...control} name="code" inputMode="numeric" autoComplete="one-time-code" required />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" pending={isPending ? copy.confirming : undefined}>
            {copy.confirm}
          </Button>
          <Button onClick={onCancel}>{copy.cancel}</Button>
        </div>
      </Form>
    </div>
  );
}

const inGroups = (secret: string) => secret.replace(/.{4}(?=.)/g, "$& ");
