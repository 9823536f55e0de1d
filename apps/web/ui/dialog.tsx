"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, useRef } from "react";
import { BACKDROP, POPUP } from "./dialog-look.ts";
import { IconButton } from "./icon-button.tsx";
import { useFloats } from "./scope.tsx";
import { useWords } from "./words.tsx";

interface DialogProps {
  /** The button that opens it; absent when `open` is kept by its owner. */
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly title: string;
  /** One sentence. */
  readonly lead?: string;
  readonly children: ReactNode;
}

/** For a short task within a page. Focus goes to its first field, stays in, and returns to where it was. Escape and a press outside close it. */
export function Dialog({ trigger, open, onOpenChange, title, lead, children }: DialogProps) {
  const words = useWords();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange: (is) => onOpenChange(is) })}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal {...useFloats()}>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup
          ref={popup}
          // On a phone its keyboard would cover what is to be read first.
          initialFocus={(by) => (by === "touch" ? true : (popup.current?.querySelector<HTMLElement>(FIELD) ?? true))}
          className={POPUP}
        >
          <header className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Base.Title className="text-20 font-semibold text-ink">{title}</Base.Title>
              {lead !== undefined && <Base.Description className="mt-1 text-14 text-ink-soft">{lead}</Base.Description>}
            </div>
            <Base.Close
              render={
                <IconButton label={words.close} icon={<X size={16} aria-hidden="true" />} className="-mt-1.5 -mr-2" />
              }
            />
          </header>
          <div className="mt-5">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** What is filled in; the library keeps inputs of its own that nobody reaches. */
const FIELD = ":is(input:not([type=hidden]), textarea):not([tabindex='-1'], :disabled)";

/** Inside a {@link Dialog}: its last row, the primary action at the right. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
