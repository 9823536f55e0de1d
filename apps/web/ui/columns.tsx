import type { ReactNode } from "react";

/**
 * What a page is about, and at its side what else can be done there. On a phone the side is below, and is shown once the
 * first has come: a list that takes the place of its skeleton would push it away while somebody looks at it.
 */
export function Columns({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mt-8 grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] max-lg:has-[>[role=status]]:[&>:last-child]:hidden">
      {children}
    </div>
  );
}
