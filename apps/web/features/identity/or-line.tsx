import type { ReactNode } from "react";

/** Between two ways to the same thing. */
export function OrLine({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex items-center gap-3">
      <Line />
      <p className="text-13 text-ink-faint">{children}</p>
      <Line />
    </div>
  );
}

const Line = () => <span aria-hidden="true" className="h-px flex-1 bg-line" />;
