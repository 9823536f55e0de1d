"use client";

import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { AddressAnswerCopy } from "./copy/security.ts";
import { EntryHeading } from "./entry-heading.tsx";
import { failureSentence } from "./failure.ts";
import { useLinkToken } from "./use-link-token.ts";

interface AddressAnswerProps {
  readonly copy: AddressAnswerCopy;
  readonly failures: FailureCopy;
}

/** What the links of both mails lead to. Nothing is decided by opening it: programs open links in mails too. */
export function AddressAnswer({ copy, failures }: AddressAnswerProps) {
  const { links, take } = useLinkToken();
  const [sending, setSending] = useState<"yes" | "no">();
  const [refusal, setRefusal] = useState<string>();
  const [end, setEnd] = useState<{
    readonly of: number | undefined;
    readonly outcome: keyof AddressAnswerCopy["outcomes"];
  }>();
  // A link that came since then has not ended.
  const outcome = end !== undefined && end.of === links ? end.outcome : undefined;

  async function answer(agrees: boolean): Promise<void> {
    const token = take();
    if (token === undefined) return;
    setSending(agrees ? "yes" : "no");
    setRefusal(undefined);
    try {
      const { status } = await unwrap(api.v1["address-change"].$post({ json: { token, agrees } }));
      setEnd({ of: links, outcome: status });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === "identity.invalid_link") setEnd({ of: links, outcome: "invalid" });
      else setRefusal(failureSentence(error, {}, failures));
    } finally {
      setSending(undefined);
    }
  }

  const shown = outcome ?? (links === 0 ? "invalid" : undefined);
  if (shown !== undefined) {
    const { title, lead } = copy.outcomes[shown];
    return (
      <>
        <EntryHeading title={title} isNew={outcome !== undefined}>
          {lead}
        </EntryHeading>
        <ButtonLink href={shown === "changed" ? "/sign-in" : "/home"} look="primary" className="w-full">
          {shown === "changed" ? copy.signIn : copy.home}
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      <EntryHeading title={copy.title}>{copy.lead}</EntryHeading>
      <div className="grid gap-3">
        {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
        <Button look="primary" pending={sending === "yes" ? copy.sending : undefined} onClick={() => void answer(true)}>
          {copy.yes}
        </Button>
        <Button pending={sending === "no" ? copy.sending : undefined} onClick={() => void answer(false)}>
          {copy.no}
        </Button>
      </div>
    </>
  );
}
