"use client";

import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { requestPasswordReset } from "./client.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { FirstPasswordCopy } from "./copy/mail-sign-in.ts";
import { attempt } from "./failure.ts";
import { useAttempt } from "./use-attempt.ts";

interface FirstPasswordProps {
  readonly email: string;
  readonly copy: FirstPasswordCopy;
  readonly failures: FailureCopy;
}

/** For somebody who signs in without a password: by the same mail as for a forgotten one. */
export function FirstPassword({ email, copy, failures }: FirstPasswordProps) {
  const { failure, done, submit, isPending } = useAttempt<true>(async () => {
    const work = async () => {
      await requestPasswordReset(email);
      return true as const;
    };
    return attempt(work, { codes: {} }, failures);
  });
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <p className="text-14 text-ink-soft">{copy.lead}</p>
      <div>
        <Button type="submit" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </div>
      {done !== undefined && !isPending && <Notice tone="good">{copy.sent}</Notice>}
    </Form>
  );
}
