"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SecondFactorSectionCopy } from "./copy/second-factor.ts";
import { failureSentence } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { type Begun, beginSecondFactor, SecondFactorSetup } from "./second-factor-setup.tsx";

interface SecondFactorSectionProps {
  readonly secondFactor: { readonly since: string; readonly recoveryCodesLeft: number } | null;
  readonly email: string;
  readonly copy: SecondFactorSectionCopy;
  readonly failures: FailureCopy;
}

/** Below this many, new ones are called for. */
const FEW = 3;

/** Off, being set up, its codes being shown, or on. */
export function SecondFactorSection({ secondFactor, email, copy, failures }: SecondFactorSectionProps) {
  const router = useRouter();
  const [begun, setBegun] = useState<Begun>();
  const [codes, setCodes] = useState<readonly string[]>();

  function show(recoveryCodes: readonly string[]): void {
    setBegun(undefined);
    setCodes(recoveryCodes);
  }

  if (codes !== undefined) {
    const onDone = () => {
      setCodes(undefined);
      router.refresh();
    };
    return <RecoveryCodes codes={codes} email={email} copy={copy} onDone={onDone} />;
  }
  if (secondFactor !== null) return <TurnedOn {...{ secondFactor, copy, failures }} onRenewed={show} />;
  if (begun === undefined) return <TurnedOff copy={copy} failures={failures} onBegun={setBegun} />;
  return <SecondFactorSetup {...{ begun, copy, failures }} onDone={show} onCancel={() => setBegun(undefined)} />;
}

type Words = Pick<SecondFactorSectionProps, "copy" | "failures">;

function TurnedOff({ copy, failures, onBegun }: Words & { readonly onBegun: (begun: Begun) => void }) {
  const [isBeginning, setBeginning] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function begin(): Promise<void> {
    setBeginning(true);
    setFailure(undefined);
    try {
      onBegun(await beginSecondFactor());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(failureSentence(error, {}, failures));
      setBeginning(false);
    }
  }

  return (
    <div className="grid gap-4">
      <p className="text-14 text-ink-soft">{copy.off}</p>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div>
        <Button look="primary" pending={isBeginning ? copy.beginning : undefined} onClick={() => void begin()}>
          {copy.begin}
        </Button>
      </div>
    </div>
  );
}

interface TurnedOnProps extends Words {
  readonly secondFactor: NonNullable<SecondFactorSectionProps["secondFactor"]>;
  readonly onRenewed: (recoveryCodes: readonly string[]) => void;
}

function TurnedOn({ secondFactor: { since, recoveryCodesLeft }, copy, failures, onRenewed }: TurnedOnProps) {
  const router = useRouter();
  const toast = useToast();
  const language = useLanguage();

  async function tried(work: () => Promise<void>): Promise<string | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (error instanceof ApiProblem) return failureSentence(error, {}, failures);
      throw error;
    }
  }

  const renew = () =>
    tried(async () => {
      const answer = await unwrap(api.v1.me["second-factor"]["recovery-codes"].$post());
      onRenewed(answer.recoveryCodes);
    });
  const turnOff = () =>
    tried(async () => {
      await unwrap(api.v1.me["second-factor"].$delete());
      toast({ title: copy.turnedOff });
      router.refresh();
    });

  const left =
    { 0: copy.leftNone, 1: copy.leftOne }[recoveryCodesLeft] ?? fill(copy.left, { count: String(recoveryCodesLeft) });
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-2 text-14 text-ink">
        <Badge tone="good">{copy.on}</Badge>
        <span className="text-ink-soft">
          <Filled sentence={copy.since} values={{ time: <Time at={since} language={language} /> }} />
        </span>
      </p>
      {recoveryCodesLeft < FEW ? (
        <Notice tone="warn" isStill>
          {left}
        </Notice>
      ) : (
        <p className="text-14 text-ink-soft">{left}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <AlertDialog
          trigger={<Button>{copy.renew}</Button>}
          title={copy.renewQuestion.title}
          confirm={copy.renewQuestion.confirm}
          confirming={copy.renewing}
          isDestructive={false}
          onConfirm={renew}
        >
          {copy.renewQuestion.text}
        </AlertDialog>
        <AlertDialog
          trigger={<Button>{copy.turnOff}</Button>}
          title={copy.offQuestion.title}
          confirm={copy.offQuestion.confirm}
          confirming={copy.turningOff}
          onConfirm={turnOff}
        >
          {copy.offQuestion.text}
        </AlertDialog>
      </div>
    </div>
  );
}
