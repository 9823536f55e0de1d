"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { useFloats } from "./scope.tsx";
import { useWords } from "./words.tsx";

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly title: string;
  /** At the right of the title, such as what concerns all of its content. */
  readonly action?: ReactNode;
  readonly open: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly side?: "bottom" | "right";
  readonly children: ReactNode;
}

/** Something to look through beside the page, which stays as it is. Escape and a press outside close it. */
export function Popover({ trigger, title, action, open, onOpenChange, side = "bottom", children }: PopoverProps) {
  const words = useWords();
  return (
    <Base.Root open={open} onOpenChange={(is) => onOpenChange(is)}>
      <Base.Trigger render={trigger} />
      <Base.Portal {...useFloats()}>
        <Base.Positioner side={side} align="start" sideOffset={6} collisionPadding={8} className="z-30 outline-none">
          <Base.Popup className="float flex max-h-[min(36rem,var(--available-height))] w-[min(24rem,calc(100vw-1rem))] flex-col overflow-hidden rounded-panel border border-line bg-panel text-ink shadow-float outline-none">
            <header className="flex items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-4">
              <Base.Title className="min-w-0 flex-1 truncate text-14 font-semibold">{title}</Base.Title>
              {action}
              <Base.Close render={<IconButton label={words.close} icon={<X size={16} aria-hidden="true" />} />} />
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
