"use client";

import { type ReactNode, useEffect, useRef } from "react";

interface EntryHeadingProps {
  readonly title: string;
  readonly children: ReactNode;
  /** True for what took the place of something else on the same page: a screen reader is told by the focus. */
  readonly isNew?: boolean;
}

/** The title and the first words of a page through which people come in. */
export function EntryHeading({ title, children, isNew = false }: EntryHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  return (
    <header className="mb-8">
      <h1
        ref={heading}
        {...(isNew && { tabIndex: -1 })}
        className="text-24 font-semibold text-balance text-ink outline-none"
      >
        {title}
      </h1>
      <p className="mt-1 text-14 text-ink-soft">{children}</p>
    </header>
  );
}

/** What else one might have come for. */
export function EntryFooter({ children }: { readonly children: ReactNode }) {
  return <p className="mt-8 border-t border-line pt-6 text-14 text-ink-soft">{children}</p>;
}
