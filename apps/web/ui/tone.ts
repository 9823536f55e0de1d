import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";

export type Tone = "info" | "good" | "warn" | "bad";

interface ToneLook {
  readonly Icon: LucideIcon;
  readonly ink: string;
  readonly wash: string;
  readonly edge: string;
}

/** Never colour alone: each has a sign of its own too. */
export const TONE: Readonly<Record<Tone, ToneLook>> = {
  info: { Icon: Info, ink: "text-info-ink", wash: "bg-info-wash text-info-ink", edge: "border-info-edge" },
  good: { Icon: CircleCheck, ink: "text-good-ink", wash: "bg-good-wash text-good-ink", edge: "border-good-edge" },
  warn: { Icon: TriangleAlert, ink: "text-warn-ink", wash: "bg-warn-wash text-warn-ink", edge: "border-warn-edge" },
  bad: { Icon: CircleAlert, ink: "text-bad-ink", wash: "bg-bad-wash text-bad-ink", edge: "border-bad-edge" },
};
