import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: string;
  /** One sentence. */
  readonly lead: string;
  /** The page's primary action. */
  readonly action?: ReactNode;
}

export function PageHeader({ title, lead, action }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-4 border-b border-line pb-6">
      <div className="min-w-0">
        <h1 className="text-24 font-semibold text-ink">{title}</h1>
        <p className="mt-1 max-w-prose text-14 text-ink-soft">{lead}</p>
      </div>
      {action}
    </header>
  );
}
