import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: string;
  /** One sentence. */
  readonly lead?: string;
  /** The page's primary action. */
  readonly action?: ReactNode;
  /** Where the page is, such as Breadcrumbs. */
  readonly above?: ReactNode;
}

export function PageHeader({ title, lead, action, above }: PageHeaderProps) {
  return (
    <header className="border-b border-line pb-6">
      {above !== undefined && <div className="mb-3">{above}</div>}
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 className="text-24 font-semibold text-balance [overflow-wrap:anywhere] text-ink">{title}</h1>
          {lead !== undefined && <p className="mt-1 max-w-prose text-14 text-ink-soft">{lead}</p>}
        </div>
        {action}
      </div>
    </header>
  );
}
