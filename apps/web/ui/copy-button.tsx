"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Said once the text is on the clipboard. */
  readonly done: string;
}

/** Shows for two seconds that it worked; where the clipboard is refused it does nothing, and the text can be selected. */
export function CopyButton({ text, label, done }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    setDone(true);
    setTimeout(() => setDone(false), 2_000);
  }

  const Icon = isDone ? Check : Copy;
  return (
    <>
      <button
        type="button"
        aria-label={label}
        onClick={() => void copy()}
        className="grid size-9 shrink-0 place-items-center rounded-control text-ink-faint transition-colors hover:bg-panel hover:text-ink"
      >
        <Icon size={16} aria-hidden="true" />
      </button>
      <output className="sr-only">{isDone ? done : ""}</output>
    </>
  );
}
