import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { TONE, type Tone } from "./tone.ts";

interface NoticeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
  /** True for what stands on the page from the start: it is read where it stands instead of being announced. */
  readonly isStill?: boolean;
}

/** A few words about what just happened. `bad` interrupts a screen reader; the others wait their turn. */
export function Notice({ tone, children, action, isStill = false }: NoticeProps) {
  const { Icon, wash, edge } = TONE[tone];
  const announced = tone === "bad" ? "alert" : "status";
  return (
    <div
      {...(!isStill && { role: announced, tabIndex: -1 })}
      className={classes(
        "flex flex-wrap gap-x-3 gap-y-2 rounded-control border px-3 py-2.5 text-14",
        wash,
        edge,
        action === undefined ? "items-start" : "items-center",
      )}
    >
      <Icon size={16} aria-hidden="true" className={classes("shrink-0", action === undefined && "mt-[3px]")} />
      <div className="min-w-0 flex-1 basis-60">{children}</div>
      {action}
    </div>
  );
}
