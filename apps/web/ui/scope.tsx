"use client";

import { createContext, type ReactNode, type RefObject, use, useRef } from "react";
import type { Theme } from "./theme.ts";

const Context = createContext<RefObject<HTMLDivElement | null> | undefined>(undefined);

interface ScopeProps {
  /** Another theme than the page's. */
  readonly theme?: Exclude<Theme, "system">;
  /** `admin` changes what the colours mean, so that nobody mistakes where they are. */
  readonly tone?: "admin";
  readonly children: ReactNode;
  readonly className?: string;
}

/** A part of the page with colours of its own. What floats above the page from inside has them too. */
export function Scope({ theme, tone, children, className }: ScopeProps) {
  const floats = useRef<HTMLDivElement>(null);
  return (
    <div data-theme={theme} data-tone={tone} className={className}>
      <Context value={floats}>{children}</Context>
      <div ref={floats} />
    </div>
  );
}

/** For the portals of our primitives: where what they float belongs. */
export function useFloats(): { readonly container?: RefObject<HTMLDivElement | null> } {
  const container = use(Context);
  return container === undefined ? {} : { container };
}
