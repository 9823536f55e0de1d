"use client";

import { useEffect, useRef } from "react";

interface CodeCopyProps {
  readonly label: string;
  readonly done: string;
}

const SHOWN_MS = 2_000;

/** Gives each piece of code above it a button that copies it. The code is text without it, and so it is without scripts. */
export function CodeCopy({ label, done }: CodeCopyProps) {
  const place = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const output = place.current;
    const frames = output?.parentElement?.querySelectorAll<HTMLElement>(".code-frame") ?? [];
    async function copy(frame: HTMLElement, button: HTMLElement): Promise<void> {
      try {
        await navigator.clipboard.writeText(frame.querySelector("pre")?.textContent ?? "");
      } catch {
        return; // Where the clipboard is refused, the text can still be selected.
      }
      button.dataset["done"] = "";
      if (output) output.textContent = done;
      setTimeout(() => {
        delete button.dataset["done"];
        if (output) output.textContent = "";
      }, SHOWN_MS);
    }

    const buttons = [...frames].map((frame) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "code-copy";
      button.ariaLabel = label;
      button.addEventListener("click", () => void copy(frame, button));
      frame.append(button);
      return button;
    });
    return () => buttons.forEach((button) => button.remove());
  }, [label, done]);
  return <output ref={place} className="sr-only" />;
}
