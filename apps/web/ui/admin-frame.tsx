"use client";

import { ShieldAlert } from "lucide-react";
import { AppFrame, type AppFrameProps } from "./app-frame.tsx";
import { Scope } from "./scope.tsx";

interface AdminFrameProps extends Omit<AppFrameProps, "banner"> {
  /** Where this is, on a bar that is always in sight: "Admin: every workspace". */
  readonly place: string;
  /** At the right of the bar, such as the way back. */
  readonly leave?: React.ReactNode;
}

/** The frame of operators: another tone, and a bar that says so, so that nobody mistakes where they are. */
export function AdminFrame({ place, leave, children, ...frame }: AdminFrameProps) {
  return (
    <Scope tone="admin" className="bg-canvas text-ink">
      <AppFrame
        {...frame}
        banner={
          <section
            aria-label={place}
            className="flex h-full items-center gap-2 bg-admin px-4 text-13 font-medium text-on-admin"
          >
            <ShieldAlert size={16} aria-hidden="true" className="shrink-0" />
            <span className="min-w-0 flex-1 truncate">{place}</span>
            {leave}
          </section>
        }
      >
        {children}
      </AppFrame>
    </Scope>
  );
}
