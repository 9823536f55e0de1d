"use client";

import { classes } from "./classes.ts";
import { useWords } from "./words.tsx";

const WIDTH = ["w-11/12", "w-full", "w-3/4", "w-5/6"] as const;

interface SkeletonProps {
  /** How many lines of text are on their way; 3 when absent. */
  readonly lines?: number;
  /** `list` draws rows as a table has, `panel` a whole one with its title. */
  readonly shape?: "text" | "list" | "panel";
}

/** The shape of what is on its way, so that nothing jumps when it comes. It keeps still. */
export function Skeleton({ lines = 3, shape = "text" }: SkeletonProps) {
  const words = useWords();
  const bars = Array.from({ length: lines }, (_, index) => index);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output can not hold blocks
    <div role="status">
      <span className="sr-only">{words.loading}</span>
      <div aria-hidden="true" className={shape === "text" ? "" : "rounded-panel border border-line bg-panel"}>
        {shape === "panel" && <Bar className="mx-6 mt-6 h-5 w-40" />}
        {shape === "list" ? (
          <div className="divide-y divide-line">
            {bars.map((index) => (
              <div key={index} className="flex h-12 items-center gap-3 px-4">
                <Bar className="size-6" />
                <Bar className="h-3.5 w-2/5" />
                <Bar className="ml-auto h-3.5 w-16" />
              </div>
            ))}
          </div>
        ) : (
          <div className={classes("grid gap-3", shape === "panel" && "p-6")}>
            {bars.map((index) => (
              <Bar key={index} className={classes("h-3.5", WIDTH[index % WIDTH.length])} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function Bar({ className }: { readonly className: string }) {
  return <div className={classes("rounded-control bg-neutral-5", className)} />;
}
