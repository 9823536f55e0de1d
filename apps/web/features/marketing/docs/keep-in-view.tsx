"use client";

import { type ReactNode, useEffect, useRef } from "react";

interface KeepInViewProps {
  readonly className: string;
  readonly children: ReactNode;
}

/** A list that scrolls by itself begins where the page that is shown stands in it. */
export function KeepInView({ className, children }: KeepInViewProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector("[aria-current=page]");
    if (!list.current || !current) return;
    const { top, height } = list.current.getBoundingClientRect();
    const below = current.getBoundingClientRect().top - top;
    // Not `scrollIntoView`, which would move the page too.
    if (below > height) list.current.scrollTop = below - height / 2;
  }, []);
  return (
    <div ref={list} className={className}>
      {children}
    </div>
  );
}
