import type { ReactNode } from "react";
import { Mark } from "../../ui/mark.tsx";
import type { StateCopy, StatesCopy } from "./copy/states.ts";

interface StatePageProps {
  readonly state: StateCopy;
  readonly words: Pick<StatesCopy, "happened" | "works" | "next" | "quote">;
  /** Joins this page with our log; shown to be quoted. */
  readonly quote?: string | undefined;
  readonly actions: ReactNode;
}

/** A page in place of the one that was asked for: what happened, what still works, what to do. */
export function StatePage({ state, words, quote, actions }: StatePageProps) {
  const parts = [
    [words.happened, state.happened],
    [words.works, state.works],
    [words.next, state.next],
  ] as const;
  return (
    <main className="mx-auto flex min-h-dvh max-w-prose flex-col justify-center px-4 py-12 sm:px-6">
      <span className="text-ink">
        <Mark size={24} cell={-1} />
      </span>
      <h1 className="mt-6 text-32 font-semibold text-balance text-ink">{state.title}</h1>
      <dl className="mt-8 divide-y divide-line border-y border-line">
        {parts.map(([term, text]) => (
          <div key={term} className="grid gap-1 py-4 sm:grid-cols-[10rem_1fr] sm:gap-6">
            <dt className="text-14 font-medium text-ink-faint">{term}</dt>
            <dd className="text-14 text-ink">{text}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-8 flex flex-wrap gap-3">{actions}</div>
      {quote !== undefined && (
        <p className="mt-8 text-13 text-ink-faint">
          {words.quote}: <code className="font-mono text-ink-soft select-all">{quote}</code>
        </p>
      )}
    </main>
  );
}
