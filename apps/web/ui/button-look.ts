export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "medium" | "small";

export const SHAPE =
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors data-disabled:cursor-not-allowed";

/** A finger needs more than a pointer. */
export const SIZE: Readonly<Record<ButtonSize, string>> = {
  medium: "h-10 px-4 text-14 sm:h-9",
  small: "h-9 px-3 text-13 sm:h-8",
};

export const LOOK: Readonly<Record<ButtonLook, string>> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-press",
  secondary: "border border-edge bg-panel text-ink hover:bg-well active:bg-line",
  quiet: "text-ink-soft hover:bg-well hover:text-ink active:bg-line active:text-ink",
  danger: "bg-danger text-on-danger hover:bg-danger-hover active:bg-danger-press",
};

const SHUT = "border border-line bg-well text-ink-faint";

/** In place of the look: what can not be pressed shows none of its colour. */
export const DISABLED: Readonly<Record<ButtonLook, string>> = {
  primary: SHUT,
  secondary: SHUT,
  quiet: "text-ink-faint",
  danger: SHUT,
};
