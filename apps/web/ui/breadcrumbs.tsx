"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useWords } from "./words.tsx";

interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface BreadcrumbsProps {
  /** From the top. The page itself is not among them: its title says it. */
  readonly trail: readonly Crumb[];
}

export function Breadcrumbs({ trail }: BreadcrumbsProps) {
  const words = useWords();
  return (
    <nav aria-label={words.breadcrumbs}>
      <ol className="flex flex-wrap items-center gap-1 text-13">
        {trail.map(({ label, href }) => (
          <li key={href} className="flex min-w-0 items-center gap-1 last:[&>svg]:hidden">
            <Link href={href} className="truncate rounded-control text-ink-soft hover:text-ink hover:underline">
              {label}
            </Link>
            <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
