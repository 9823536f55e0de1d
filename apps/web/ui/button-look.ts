export type ButtonLook = "primary" | "secondary" | "quiet";

export const SHAPE =
  "inline-flex h-10 items-center justify-center gap-2 rounded-control px-4 text-14 font-medium whitespace-nowrap transition-colors sm:h-9";
export const LOOK: Readonly<Record<ButtonLook, string>> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-press",
  secondary: "border border-edge bg-panel text-ink hover:bg-well active:bg-line",
  quiet: "text-ink-soft hover:bg-well hover:text-ink active:text-ink-soft",
};
