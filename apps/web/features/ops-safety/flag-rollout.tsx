"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";
import type { Flag } from "./admin.ts";
import type { FlagsCopy } from "./copy/admin.ts";
import { setRollout } from "./decide.ts";
import { PercentInput } from "./percent-input.tsx";
import { ValueSelect, otherValue } from "./value-select.tsx";

interface FlagRolloutProps {
  readonly flag: Flag;
  readonly copy: FlagsCopy;
  readonly failures: FailureCopy;
}

export function FlagRollout({ flag, copy, failures }: FlagRolloutProps) {
  const router = useRouter();
  const [value, setValue] = useState(flag.rollout?.value ?? otherValue(flag));
  const { failure, done, submit, isPending } = useAttempt<object>(async (data) => {
    const typed = textOf(data, "percent").trim();
    const wrong = { field: "percent", text: copy.shareWrong };
    if (!/^\d{1,3}$/.test(typed) || Number(typed) > 100) return { failure: { fields: { percent: wrong.text } } };
    const work = async () => {
      const saved = await setRollout({ flag: flag.key, value, percent: Number(typed) });
      router.refresh();
      return saved;
    };
    return attempt(work, { codes: { "ops_safety.invalid_flag": wrong }, paths: { percent: wrong } }, failures);
  });
  const id = flag.key.replaceAll(/\W/g, "-");
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <div className="grid items-start gap-5 sm:grid-cols-[minmax(0,1fr)_9rem_6.5rem] sm:gap-3">
        <Field id={`${id}-percent`} label={copy.share} help={copy.shareHelp} error={failure?.fields?.["percent"]}>
          {(control) => <PercentInput {...control} defaultValue={flag.rollout?.percent ?? 0} />}
        </Field>
        <Field id={`${id}-value`} label={copy.value}>
          {(control) => <ValueSelect {...control} flag={flag} copy={copy} value={value} onChange={setValue} />}
        </Field>
        {/* On a line with the boxes: below their labels. */}
        <Button type="submit" look="primary" className="sm:mt-7" pending={isPending ? copy.saving : undefined}>
          {copy.save}
        </Button>
      </div>
      {done !== undefined && failure === undefined && !isPending && <Notice tone="good">{copy.saved}</Notice>}
    </Form>
  );
}
