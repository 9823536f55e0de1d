import type { ReactNode } from "react";

interface SecuritySectionProps {
  readonly title: string;
  readonly lead: string;
  /** True for what has no panel of its own. */
  readonly isForm?: boolean;
  readonly children: ReactNode;
}

/** What it is about at the left, and the thing itself. */
export function SecuritySection({ title, lead, isForm = false, children }: SecuritySectionProps) {
  return (
    <section className="grid gap-3 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
      <div>
        <h2 className="text-14 font-semibold text-ink">{title}</h2>
        <p className="text-13 text-ink-faint">{lead}</p>
      </div>
      {isForm ? (
        <div className="rounded-panel border border-line bg-panel p-4 sm:p-6">
          <div className="max-w-form">{children}</div>
        </div>
      ) : (
        children
      )}
    </section>
  );
}
