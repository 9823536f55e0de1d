"use client";

import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import type { SecondFactorSectionCopy } from "./copy/second-factor.ts";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly email: string;
  readonly copy: SecondFactorSectionCopy;
  readonly onDone: () => void;
}

/** Shown once: nobody leaves without having said that they are saved. */
export function RecoveryCodes({ codes, email, copy, onDone }: RecoveryCodesProps) {
  const [isCopied, setCopied] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const text = `${codes.join("\n")}\n`;

  async function copyAll(): Promise<void> {
    // Where the clipboard is refused, the text can be selected.
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  function download(): void {
    const url = URL.createObjectURL(
      new Blob([`${fill(copy.fileTitle, { email })}\n\n${text}`], { type: "text/plain" }),
    );
    const link = document.createElement("a");
    link.href = url;
    link.download = "recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <div className="grid gap-4">
      <div>
        <h3 className="text-16 font-semibold text-ink outline-none" tabIndex={-1} ref={(element) => element?.focus()}>
          {copy.codesTitle}
        </h3>
        <p className="mt-1 text-14 text-ink-soft">{copy.codesLead}</p>
      </div>
      <ul className="grid gap-x-6 gap-y-1.5 rounded-control bg-well px-4 py-3 font-mono text-13 text-ink">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon={<Copy size={16} aria-hidden="true" />} onClick={() => void copyAll()}>
          {isCopied ? copy.copied : copy.copyCodes}
        </Button>
        <Button icon={<Download size={16} aria-hidden="true" />} onClick={download}>
          {copy.download}
        </Button>
      </div>
      <Checkbox
        id="recovery-codes-saved"
        label={copy.saved}
        checked={isSaved}
        onChange={({ target }) => setSaved(target.checked)}
        error={isMissing && !isSaved ? copy.savedMissing : undefined}
      />
      <div>
        <Button look="primary" onClick={() => (isSaved ? onDone() : setMissing(true))}>
          {copy.done}
        </Button>
      </div>
    </div>
  );
}
