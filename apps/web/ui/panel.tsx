import type { ReactNode } from "react";

interface PanelProps {
  readonly title?: string;
  /** One sentence. */
  readonly lead?: string;
  /** At the right of the title. */
  readonly action?: ReactNode;
  /** Below a line: where a form's button stands. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** A bounded area with a title of its own. */
export function Panel({ title, lead, action, footer, children }: PanelProps) {
  return (
    <section className="min-w-0 rounded-panel border border-line bg-panel">
      <div className="p-4 sm:p-6">
        {title !== undefined && (
          <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <h2 className="text-16 font-semibold text-ink">{title}</h2>
              {lead !== undefined && <p className="max-w-prose text-14 text-ink-soft">{lead}</p>}
            </div>
            {action}
          </header>
        )}
        {children}
      </div>
      {footer !== undefined && (
        <footer className="flex flex-wrap items-center justify-end gap-3 border-t border-line px-4 py-3 sm:px-6">
          {footer}
        </footer>
      )}
    </section>
  );
}
