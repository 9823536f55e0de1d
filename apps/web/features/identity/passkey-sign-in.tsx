"use client";

import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { PasskeysCopy } from "./copy/passkeys.ts";
import { passkeyRefusal } from "./passkey-failure.ts";
import { usePasskeysHere } from "./use-passkeys.ts";
import { canOfferPasskeys, signInWithPasskey } from "./webauthn/client.ts";

interface PasskeySignInProps {
  readonly copy: PasskeysCopy;
  readonly failures: FailureCopy;
  /** A page of ours. */
  readonly next: string;
}

/** What is offered below the address is good for five minutes on the API; it is asked for anew before. */
const OFFER_MS = 4 * 60_000;

/** A button, and the browser's own suggestion in the field that ends its `autocomplete` with `webauthn`. */
export function PasskeySignIn({ copy, failures, next }: PasskeySignInProps) {
  const isKnownHere = usePasskeysHere();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  useEffect(() => {
    if (!isKnownHere || isBusy) return undefined;
    let isOver = false;
    const ask = async () => {
      if (!(await canOfferPasskeys()) || isOver) return;
      await signInWithPasskey(true);
      if (!isOver) window.location.assign(next);
    };
    // Nobody asked for anything yet: whatever it fails for, the form and the button are there. A new offer ends the old.
    const offer = () => void ask().catch(() => undefined);
    offer();
    const again = setInterval(offer, OFFER_MS);
    return () => {
      isOver = true;
      clearInterval(again);
    };
  }, [isKnownHere, isBusy, next]);

  async function signIn(): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    const failed = await passkeyRefusal(() => signInWithPasskey(), copy, failures);
    if (failed === undefined) {
      // A full load, as after a password.
      window.location.assign(next);
      return;
    }
    setRefusal(failed);
    setBusy(false);
  }

  if (!isKnownHere) return null;
  return (
    <div className="grid gap-4">
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <Button
        icon={<KeyRound size={16} aria-hidden="true" />}
        pending={isBusy ? copy.signingIn : undefined}
        onClick={() => void signIn()}
      >
        {copy.signIn}
      </Button>
    </div>
  );
}
