import Link from "next/link";
import type { ReactNode } from "react";
import type { EntryCopy } from "./copy.ts";

interface EntryPageProps {
  readonly copy: EntryCopy;
  /** Where somebody goes who came to the wrong one of the two. */
  readonly otherHref: "/sign-in" | "/sign-up";
  readonly children: ReactNode;
}

export function EntryPage({ copy, otherHref, children }: EntryPageProps) {
  return (
    <>
      <h1 className="text-24 font-semibold text-ink">{copy.title}</h1>
      <p className="mt-1 text-14 text-ink-soft">{copy.lead}</p>
      <div className="mt-8">{children}</div>
      <p className="mt-8 border-t border-line pt-6 text-14 text-ink-soft">
        {copy.otherQuestion}{" "}
        <Link
          href={otherHref}
          className="font-medium text-accent-ink underline decoration-from-font underline-offset-4"
        >
          {copy.other}
        </Link>
      </p>
    </>
  );
}
