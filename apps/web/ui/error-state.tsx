"use client";

import type { ReactNode } from "react";
import { TriangleAlert } from "lucide-react";
import { useWords } from "./words.tsx";

interface ErrorStateProps {
  /** What happened. */
  readonly title: string;
  /** What still works, and what to do. */
  readonly children: string;
  readonly action?: ReactNode;
  /** Joins what is seen with our log. */
  readonly quote?: string | undefined;
}

/** In place of a part of a page that could not be drawn. A whole page has StatePage. */
export function ErrorState({ title, children, action, quote }: ErrorStateProps) {
  const words = useWords();
  return (
    <div role="alert" className="rounded-panel border border-bad-edge bg-panel p-6 sm:p-8">
      <TriangleAlert size={20} aria-hidden="true" className="text-bad-ink" />
      <h2 className="mt-4 text-16 font-semibold text-ink">{title}</h2>
      <p className="mt-1 max-w-prose text-14 text-ink-soft">{children}</p>
      {action !== undefined && <div className="mt-5 flex flex-wrap gap-3">{action}</div>}
      {quote !== undefined && (
        <p className="mt-5 text-13 text-ink-faint">
          {words.quote}: <code className="font-mono text-ink-soft select-all">{quote}</code>
        </p>
      )}
    </div>
  );
}
