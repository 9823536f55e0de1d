"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { CredentialsCopy } from "./copy/entry.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { AddressChangeCopy } from "./copy/security.ts";
import { addressFailures, checkAddress } from "./credentials.ts";
import { attempt, failureSentence } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { KeptInput } from "./kept-input.tsx";
import type { PendingAddressChange } from "./own-sessions.ts";
import { textOf, useAttempt } from "./use-attempt.ts";

interface AddressChangeProps {
  readonly email: string;
  readonly pending: PendingAddressChange | null;
  readonly copy: AddressChangeCopy;
  readonly words: CredentialsCopy;
  readonly failures: FailureCopy;
}

export function AddressChange({ email, pending, copy, words, failures }: AddressChangeProps) {
  const router = useRouter();
  const { failure, submit, isPending } = useAttempt<true>(async (data) => {
    const wanted = textOf(data, "email").trim();
    const fault = checkAddress(wanted, words);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      await unwrap(api.v1.me["address-change"].$post({ json: { email: wanted } }));
      router.refresh();
      return true as const;
    };
    const table = addressFailures(words);
    const codes = {
      "identity.same_address": { field: "email", text: copy.same },
      "identity.invalid_email": { field: "email", text: words.emailUnlikely },
    };
    return attempt(work, { ...table, codes }, failures);
  });
  if (pending !== null) return <Pending pending={pending} copy={copy} failures={failures} />;
  return (
    <Form action={submit} isPending={isPending} failure={failure}>
      <p className="text-14 break-words text-ink-soft">
        <Filled sentence={copy.now} values={{ email: <strong className="font-medium text-ink">{email}</strong> }} />
      </p>
      <Field id="email" label={copy.wanted} help={copy.help} error={failure?.fields?.email}>
        {(control) => (
          <KeptInput {...control} name="email" type="email" autoComplete="email" required defaultValue="" />
        )}
      </Field>
      <div>
        <Button type="submit" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </div>
    </Form>
  );
}

type PendingProps = Pick<AddressChangeProps, "copy" | "failures"> & { readonly pending: PendingAddressChange };

function Pending({ pending, copy, failures }: PendingProps) {
  const router = useRouter();
  const language = useLanguage();
  const [isCancelling, setCancelling] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const agreed = { old: copy.agreedOld, new: copy.agreedNew };
  const [side] = pending.agreed;

  async function cancel(): Promise<void> {
    setCancelling(true);
    setRefusal(undefined);
    try {
      await unwrap(api.v1.me["address-change"].$delete());
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setRefusal(failureSentence(error, {}, failures));
    } finally {
      setCancelling(false);
    }
  }

  const values = {
    email: <strong className="font-medium text-ink">{pending.email}</strong>,
    time: <Time at={pending.expiresAt} language={language} />,
  };
  return (
    <div className="grid gap-4">
      <div className="grid gap-1 text-14 break-words text-ink-soft">
        <p>
          <Filled sentence={copy.pending} values={values} />
        </p>
        <p>{side === undefined ? copy.agreedNone : agreed[side]}</p>
      </div>
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <div>
        <Button pending={isCancelling ? copy.cancelling : undefined} onClick={() => void cancel()}>
          {copy.cancel}
        </Button>
      </div>
    </div>
  );
}
