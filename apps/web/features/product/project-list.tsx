import Link from "next/link";
import type { ReactNode } from "react";
import { type Language, fill } from "../../languages.ts";
import { classes } from "../../ui/classes.ts";
import { Time } from "../../ui/time.tsx";
import type { ProductCopy } from "./copy.ts";
import { type Project, projectPath } from "./projects.ts";

interface ProjectListProps {
  readonly projects: readonly Project[];
  readonly slug: string;
  readonly copy: ProductCopy;
  readonly language: Language;
  /** At the right of the title. */
  readonly action: ReactNode;
  /** Close rows, so that more of them are seen at once. */
  readonly isCompact: boolean;
}

export function ProjectList({ projects, slug, copy, language, action, isCompact }: ProjectListProps) {
  const progressOf = (open: number, done: number) =>
    open + done === 0
      ? copy.noTasks
      : fill(copy.progress, { done: done.toLocaleString(language), total: (open + done).toLocaleString(language) });
  const [before = "", after = ""] = fill(copy.added, { time: "\n" }).split("\n");
  return (
    <section className="rounded-panel border border-line bg-panel">
      <header className="flex flex-wrap items-center justify-between gap-2 px-4 py-4 sm:px-6 sm:pt-6">
        <h2 className="flex items-baseline gap-2 text-16 font-semibold text-ink">
          {copy.title}
          <span className="text-13 font-normal text-ink-faint tabular-nums">{projects.length}</span>
        </h2>
        {action}
      </header>
      <ul data-rows={isCompact ? "close" : "wide"} className="divide-y divide-line border-t border-line">
        {projects.map(({ id, name, createdAt, openTasks, doneTasks }) => (
          <li
            key={id}
            className={classes(
              "relative flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5 px-4 transition-colors hover:bg-neutral-2 sm:px-6",
              isCompact ? "py-1 text-13" : "py-3",
            )}
          >
            <Link
              href={projectPath(slug, id)}
              // The whole row is pressed, and reads as the name alone.
              className="min-w-0 basis-full font-medium [overflow-wrap:anywhere] text-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus sm:flex-1 sm:basis-0"
            >
              {name}
            </Link>
            <span className="text-13 whitespace-nowrap text-ink-soft tabular-nums sm:min-w-28 sm:text-right">
              {progressOf(openTasks, doneTasks)}
            </span>
            <span className="text-13 whitespace-nowrap text-ink-faint tabular-nums sm:min-w-36 sm:text-right">
              {before}
              <Time at={createdAt} language={language} />
              {after}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
