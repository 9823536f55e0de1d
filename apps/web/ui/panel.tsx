import type { ReactNode } from "react";

interface PanelProps {
  readonly title?: string;
  readonly children: ReactNode;
}

/** A bounded area with a title of its own. */
export function Panel({ title, children }: PanelProps) {
  return (
    <section className="rounded-panel border border-line bg-panel p-4 sm:p-6">
      {title !== undefined && <h2 className="mb-4 text-16 font-semibold text-ink">{title}</h2>}
      {children}
    </section>
  );
}
