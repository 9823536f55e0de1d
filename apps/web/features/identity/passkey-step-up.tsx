"use client";

import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { PasskeyAskCopy } from "./copy/passkeys.ts";
import { OrLine } from "./or-line.tsx";
import { passkeyRefusal } from "./passkey-failure.ts";
import { beginConfirmation, canUsePasskeys, confirmWithPasskey } from "./webauthn/client.ts";

interface PasskeyStepUpProps {
  readonly copy: PasskeyAskCopy;
  readonly failures: FailureCopy;
  readonly onDone: () => void;
}

/** For whoever has a passkey, in place of the password; nothing for everybody else. */
export function PasskeyStepUp({ copy, failures, onDone }: PasskeyStepUpProps) {
  const [hasOne, setHasOne] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  useEffect(() => {
    if (!canUsePasskeys()) return;
    // Without an answer there is the password all the same.
    beginConfirmation().then(
      () => setHasOne(true),
      () => undefined,
    );
  }, []);

  async function confirm(): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    const failed = await passkeyRefusal(async () => confirmWithPasskey(await beginConfirmation()), copy, failures);
    setBusy(false);
    if (failed === undefined) onDone();
    else setRefusal(failed);
  }

  if (!hasOne) return null;
  return (
    <div className="mb-5 grid gap-4">
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <Button
        icon={<KeyRound size={16} aria-hidden="true" />}
        pending={isBusy ? copy.confirming : undefined}
        onClick={() => void confirm()}
      >
        {copy.confirm}
      </Button>
      <OrLine>{copy.or}</OrLine>
    </div>
  );
}
