"use client";

import { type ReactNode, useState } from "react";
import { ApiProblem } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { CheckMailCopy } from "./copy/mail.ts";
import { EntryHeading } from "./entry-heading.tsx";
import { failureSentence } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { LateMail } from "./late-mail.tsx";
import { TextButton } from "./text-link.tsx";
import { useWait } from "./use-wait.ts";

const WAIT_SECONDS = 60;

interface CheckMailProps {
  readonly address: string;
  readonly copy: CheckMailCopy;
  readonly failures: FailureCopy;
  /** Whether a mail was sent just now. Then the next one has to wait. */
  readonly isSent: boolean;
  readonly send: () => Promise<void>;
  /** Back to where the address was typed. */
  readonly onOtherAddress: () => void;
  /** What can be done with the mail on this page. */
  readonly children?: ReactNode;
}

/** After a mail was asked for: where it went, and what to do when it does not come. */
export function CheckMail(props: CheckMailProps) {
  const { address, copy, failures, isSent, send, onOtherAddress, children } = props;
  const [left, wait] = useWait(WAIT_SECONDS, isSent);
  const [state, setState] = useState<"rest" | "sending" | "sent" | { readonly failure: string }>("rest");

  async function again(): Promise<void> {
    setState("sending");
    try {
      await send();
      setState("sent");
      wait();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setState({ failure: failureSentence(error, {}, failures) });
    }
  }

  return (
    <>
      <EntryHeading title={copy.title} isNew>
        <Filled
          sentence={copy.lead}
          values={{ address: <strong className="font-medium [overflow-wrap:anywhere] text-ink">{address}</strong> }}
        />
      </EntryHeading>
      <div className="grid gap-5">
        <LateMail copy={copy.lateMail} />
        {children}
        {state === "sent" && <Notice tone="good">{copy.sent}</Notice>}
        {typeof state === "object" && <Notice tone="bad">{state.failure}</Notice>}
        <Button
          onClick={() => void again()}
          disabled={left > 0}
          pending={state === "sending" ? copy.sending : undefined}
          className="tabular-nums"
        >
          {left > 0 ? fill(copy.againIn, { seconds: String(left) }) : copy.again}
        </Button>
        <p className="text-13 text-ink-faint">{copy.spam}</p>
        <p className="text-14">
          <TextButton onClick={onOtherAddress}>{copy.otherAddress}</TextButton>
        </p>
      </div>
    </>
  );
}
