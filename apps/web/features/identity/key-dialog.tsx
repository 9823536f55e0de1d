"use client";

import { useRouter } from "next/navigation";
import { type ReactElement, type ReactNode, useState } from "react";
import { Dialog } from "../../ui/dialog.tsx";
import type { KeysCopy } from "./copy/keys.ts";
import { KeySecret } from "./key-secret.tsx";

interface KeyDialogProps {
  readonly trigger: ReactElement;
  readonly title: string;
  readonly lead?: string;
  readonly copy: KeysCopy;
  /** What is asked before; it answers with the secret. */
  readonly children: (onSecret: (secret: string) => void) => ReactNode;
}

/** Asks, and then shows the secret, which no slip of the finger takes away: it stays until it is said to be saved. */
export function KeyDialog({ trigger, title, lead, copy, children }: KeyDialogProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [isAsked, setAsked] = useState(false);

  function end(): void {
    setOpen(false);
    setSecret(undefined);
    setAsked(false);
    router.refresh();
  }

  return (
    <Dialog
      trigger={trigger}
      title={title}
      {...(lead !== undefined && secret === undefined && { lead })}
      open={isOpen}
      onOpenChange={(is) => (secret === undefined ? setOpen(is) : setAsked(true))}
    >
      {secret === undefined ? (
        children(setSecret)
      ) : (
        <KeySecret secret={secret} copy={copy.secret} isAsked={isAsked} onAsk={() => setAsked(true)} onDone={end} />
      )}
    </Dialog>
  );
}
