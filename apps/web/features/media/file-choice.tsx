"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "../../ui/button.tsx";

interface FileChoiceProps {
  /** What is chosen, to a screen reader. */
  readonly label: string;
  /** Types, as the browser's dialog takes them; any when absent. */
  readonly accept?: string;
  readonly size?: "small" | "medium";
  readonly pending: string | undefined;
  readonly icon?: ReactNode;
  readonly onChoose: (file: File) => void;
  readonly children: ReactNode;
}

/** A button that opens the browser's own dialog. The same file can be chosen again after it failed. */
export function FileChoice({ label, accept, size = "medium", pending, icon, onChoose, children }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label={label}
        accept={accept}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = "";
          if (file !== undefined && pending === undefined) onChoose(file);
        }}
      />
      <Button size={size} icon={icon} pending={pending} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
