"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { useFloats } from "./scope.tsx";

interface TooltipProps {
  readonly text: string;
  /** Where it stands; above when absent. */
  readonly side?: "top" | "right" | "bottom" | "left";
  /** One element that can take the focus. It must have a name of its own: a phone shows no tooltip. */
  readonly children: ReactElement;
}

export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal {...useFloats()}>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="float max-w-form rounded-control bg-ink px-2 py-1 text-12 text-canvas">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
