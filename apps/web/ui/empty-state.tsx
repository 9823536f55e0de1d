import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly picture?: ReactNode;
  /** What is not there yet. */
  readonly title: string;
  /** What it is, and why there is none. */
  readonly children: string;
  /** The one thing to do next, in words. */
  readonly next?: string;
  /** The same as a button. */
  readonly action?: ReactNode;
}

/** Teaches, where a list has nothing to show. */
export function EmptyState({ picture, title, children, next, action }: EmptyStateProps) {
  return (
    <div className="rounded-panel border border-dashed border-edge p-6 sm:p-8">
      {picture !== undefined && <div className="mb-4 text-ink-faint">{picture}</div>}
      <h2 className="text-16 font-semibold text-ink">{title}</h2>
      <p className="mt-1 max-w-prose text-14 text-ink-soft">{children}</p>
      {next !== undefined && <p className="mt-3 max-w-prose text-14 font-medium text-ink">{next}</p>}
      {action !== undefined && <div className="mt-5 flex flex-wrap gap-3">{action}</div>}
    </div>
  );
}
