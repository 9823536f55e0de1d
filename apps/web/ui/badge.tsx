import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { type Hue, HUE_CHIP, HUE_DOT } from "./hues.ts";
import { TONE, type Tone } from "./tone.ts";

const SHAPE = "inline-flex h-5.5 items-center gap-1.5 rounded-control px-1.5 text-12 font-medium whitespace-nowrap";

interface BadgeProps {
  readonly children: ReactNode;
  /** A state; none when absent. */
  readonly tone?: Tone | undefined;
}

/** A word about the thing beside it. */
export function Badge({ children, tone }: BadgeProps) {
  return <span className={classes(SHAPE, tone ? TONE[tone].wash : "bg-well text-ink-soft")}>{children}</span>;
}

interface ChipProps {
  readonly children: ReactNode;
  readonly hue: Hue;
}

/** Which of the nine something belongs to. */
export function Chip({ children, hue }: ChipProps) {
  return (
    <span className={classes(SHAPE, HUE_CHIP[hue])}>
      <Dot hue={hue} />
      {children}
    </span>
  );
}

/** The hue alone, beside a word that says the same. */
export function Dot({ hue }: { readonly hue: Hue }) {
  return <span aria-hidden="true" className={classes("size-2 shrink-0 rounded-[2px]", HUE_DOT[hue])} />;
}
