"use client";

import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { giveSecondFactor } from "./client.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { SecondStepCopy } from "./copy/second-factor.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { attempt } from "./failure.ts";
import { signInPath } from "./next-path.ts";
import { TextLink } from "./text-link.tsx";
import { textOf, useAttempt } from "./use-attempt.ts";

interface SecondStepProps {
  readonly copy: SecondStepCopy;
  readonly failures: FailureCopy;
  /** A page of ours. */
  readonly next: string;
}

/** The second half of a sign-in whose first one was right in this browser. */
export function SecondStep(props: SecondStepProps) {
  const { copy, next } = props;
  const [isRecovery, setRecovery] = useState<boolean>();
  return (
    <>
      <EntryHeading
        key={String(isRecovery)}
        title={isRecovery === true ? copy.recoveryTitle : copy.title}
        isNew={isRecovery !== undefined}
      >
        {isRecovery === true ? copy.recoveryLead : copy.lead}
      </EntryHeading>
      <CodeForm key={isRecovery === true ? "recovery" : "app"} {...props} isRecovery={isRecovery === true} />
      <div className="mt-5">
        <Button look="quiet" className="-ml-3" onClick={() => setRecovery(isRecovery !== true)}>
          {isRecovery === true ? copy.useApp : copy.useRecovery}
        </Button>
      </div>
      <EntryFooter>
        {copy.lost} <TextLink href={signInPath(next)}>{copy.startAgain}</TextLink>
      </EntryFooter>
    </>
  );
}

function CodeForm({ copy, failures, next, isRecovery }: SecondStepProps & { readonly isRecovery: boolean }) {
  const { failure, done, submit, isPending } = useAttempt<true>(async (data) => {
    const typed = textOf(data, "code").trim();
    const missing = isRecovery ? copy.missingRecovery : copy.missing;
    if (typed === "") return { failure: { fields: { code: missing } } };
    const work = async () => {
      await giveSecondFactor(isRecovery ? { recoveryCode: typed } : { code: typed });
      // A full load: nothing that was fetched for the visitor before may be shown to the person now.
      window.location.assign(next);
      return true as const;
    };
    const codes = {
      "identity.wrong_second_factor": { field: "code", text: isRecovery ? copy.wrongRecovery : copy.wrong },
      "identity.sign_in_expired": { text: copy.expired },
      "identity.too_many_attempts": { text: copy.waits },
    };
    return attempt(work, { codes, paths: { code: { field: "code", text: missing } } }, failures);
  });
  const isBusy = isPending || done === true;
  return (
    <Form action={submit} isPending={isBusy} failure={failure}>
      <Field id="code" label={isRecovery ? copy.recoveryCode : copy.code} error={failure?.fields?.code}>
        {(control) => (
          <TextInput
            {...control}
            name="code"
            autoComplete={isRecovery ? "off" : "one-time-code"}
            inputMode={isRecovery ? "text" : "numeric"}
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
      </Field>
      <Button type="submit" look="primary" pending={isBusy ? copy.submitting : undefined}>
        {copy.submit}
      </Button>
    </Form>
  );
}
