import type { ReactNode } from "react";
import type { Language } from "../../../languages.ts";
import type { DesignCopy } from "../copy/design.ts";

export interface PartProps {
  readonly copy: DesignCopy;
  readonly language: Language;
}

/** One line of examples with what they show at the left. */
export function Example({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-2 border-line py-4 not-first:border-t first:pt-0 sm:grid-cols-[6rem_minmax(0,1fr)] sm:gap-4">
      <p className="text-13 text-ink-faint sm:pt-1.5">{name}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}
