"use client";

import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { KeysCopy } from "./copy/keys.ts";
import { attempt } from "./failure.ts";
import { type KeyRef, rotateKey } from "./key-actions.ts";
import { keyFailures } from "./key-failures.ts";
import { textOf, useAttempt } from "./use-attempt.ts";

interface KeyRotationProps {
  readonly at: KeyRef;
  readonly copy: KeysCopy;
  readonly failures: FailureCopy;
  readonly onSecret: (secret: string) => void;
}

export function KeyRotation({ at, copy, failures, onSecret }: KeyRotationProps) {
  const { rotate: words } = copy;
  const { failure, submit, isPending } = useAttempt<true>(async (data) =>
    attempt(
      async () => {
        onSecret(await rotateKey(at, Number(textOf(data, "overlap"))));
        return true as const;
      },
      keyFailures(copy),
      failures,
    ),
  );
  const options = [
    { value: "24", label: words.day },
    { value: "72", label: fill(words.days, { days: "3" }) },
    { value: "168", label: fill(words.days, { days: "7" }) },
    { value: "0", label: words.atOnce },
  ];
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <Field id="key-overlap" label={words.overlap} help={words.overlapHelp}>
        {(control) => <Select {...control} name="overlap" defaultValue="24" options={options} className="w-full" />}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={isPending ? words.rotating : undefined}>
          {words.action}
        </Button>
      </div>
    </Form>
  );
}
