"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import type { KeysCopy } from "./copy/keys.ts";

interface KeySecretProps {
  readonly secret: string;
  readonly copy: KeysCopy["secret"];
  /** True once somebody tried to leave without having said that it is saved. */
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  readonly onDone: () => void;
}

/** Shown once: nobody leaves without having said that it is saved. */
export function KeySecret({ secret, copy, isAsked, onAsk, onDone }: KeySecretProps) {
  const [isCopied, setCopied] = useState(false);
  const [isSaved, setSaved] = useState(false);

  async function copyIt(): Promise<void> {
    // Where the clipboard is refused, the text can be selected.
    await navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <div className="grid gap-4">
      <div>
        <h3 className="text-16 font-semibold text-ink outline-none" tabIndex={-1} ref={(element) => element?.focus()}>
          {copy.title}
        </h3>
        <p className="mt-1 text-14 text-ink-soft">{copy.lead}</p>
      </div>
      <code
        aria-label={copy.label}
        className="rounded-control bg-well px-4 py-3 font-mono text-13 [overflow-wrap:anywhere] text-ink select-all"
      >
        {secret}
      </code>
      <div>
        <Button icon={<Copy size={16} aria-hidden="true" />} onClick={() => void copyIt()}>
          {isCopied ? copy.copied : copy.copy}
        </Button>
      </div>
      <Checkbox
        id="key-saved"
        label={copy.saved}
        checked={isSaved}
        onChange={({ target }) => setSaved(target.checked)}
        error={isAsked && !isSaved ? copy.savedMissing : undefined}
      />
      <div>
        <Button look="primary" onClick={() => (isSaved ? onDone() : onAsk())}>
          {copy.done}
        </Button>
      </div>
    </div>
  );
}
