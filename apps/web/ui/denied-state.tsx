"use client";

import type { ReactNode } from "react";
import { Lock } from "lucide-react";
import { useWords } from "./words.tsx";

interface DeniedStateProps {
  /** What can not be done or seen. */
  readonly title: string;
  /** Why. */
  readonly children: string;
  /** Who can grant it: names, or the role that can. */
  readonly grantedBy: ReactNode;
  readonly action?: ReactNode;
}

/** In place of what somebody may not see or do, which they are told; what must stay unknown to them is not found instead. */
export function DeniedState({ title, children, grantedBy, action }: DeniedStateProps) {
  const words = useWords();
  return (
    <div className="rounded-panel border border-line bg-panel p-6 sm:p-8">
      <Lock size={20} aria-hidden="true" className="text-ink-faint" />
      <h2 className="mt-4 text-16 font-semibold text-ink">{title}</h2>
      <p className="mt-1 max-w-prose text-14 text-ink-soft">{children}</p>
      <dl className="mt-4 text-14">
        <dt className="text-13 text-ink-faint">{words.whoGrants}</dt>
        <dd className="mt-0.5 font-medium text-ink">{grantedBy}</dd>
      </dl>
      {action !== undefined && <div className="mt-5 flex flex-wrap gap-3">{action}</div>}
    </div>
  );
}
