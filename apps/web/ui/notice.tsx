import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

type Tone = "info" | "good" | "warn" | "bad";

const LOOK: Readonly<Record<Tone, { readonly Icon: LucideIcon; readonly colours: string }>> = {
  info: { Icon: Info, colours: "border-info-edge bg-info-wash text-info-ink" },
  good: { Icon: CircleCheck, colours: "border-good-edge bg-good-wash text-good-ink" },
  warn: { Icon: TriangleAlert, colours: "border-warn-edge bg-warn-wash text-warn-ink" },
  bad: { Icon: CircleAlert, colours: "border-bad-edge bg-bad-wash text-bad-ink" },
};

/** A few words about what just happened. `bad` interrupts a screen reader; the others wait their turn. */
export function Notice({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const { Icon, colours } = LOOK[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      tabIndex={-1}
      className={classes("flex gap-2 rounded-control border px-3 py-2.5 text-14", colours)}
    >
      <Icon size={16} aria-hidden="true" className="mt-[3px] shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
