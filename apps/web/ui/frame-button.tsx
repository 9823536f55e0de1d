"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

interface FrameButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  /** An Avatar or a mark; what is left of it when the navigation is collapsed. */
  readonly picture: ReactNode;
  readonly label: string;
  /** What the button is for, read before the label and not seen. */
  readonly purpose?: string;
  /** A second, quieter line. */
  readonly detail?: string | undefined;
}

/** The trigger of a Menu inside an AppFrame: which workspace, whose account. */
export function FrameButton({ picture, label, purpose, detail, type = "button", ...rest }: FrameButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className="flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-control p-1 text-left transition-colors hover:bg-well data-popup-open:bg-well md:group-data-collapsed/frame:justify-center"
    >
      {picture}
      {purpose !== undefined && <span className="sr-only">{purpose}: </span>}
      <span className="min-w-0 flex-1 md:group-data-collapsed/frame:sr-only">
        <span className="block truncate text-14 font-medium text-ink">{label}</span>
        {detail !== undefined && <span className="block truncate text-12 text-ink-faint">{detail}</span>}
      </span>
      <ChevronsUpDown
        size={16}
        aria-hidden="true"
        className="mr-1 shrink-0 text-ink-faint md:group-data-collapsed/frame:hidden"
      />
    </button>
  );
}
