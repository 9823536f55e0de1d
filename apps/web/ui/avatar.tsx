import { classes } from "./classes.ts";
import { HUE_CHIP, HUES } from "./hues.ts";

interface AvatarProps {
  readonly name: string;
  /** What decides the colour, such as an id; the name when absent. */
  readonly seed?: string;
  readonly size?: "small" | "medium" | "large";
  /** A place rather than a person. */
  readonly isSquare?: boolean;
}

const SIZE = { small: "size-6 text-12", medium: "size-8 text-13", large: "size-12 text-16" } as const;

/** The initials of somebody whose name stands beside it. Decorative. */
export function Avatar({ name, seed = name, size = "medium", isSquare = false }: AvatarProps) {
  const hue = HUES[sum(seed) % HUES.length] ?? HUES[0];
  return (
    <span
      aria-hidden="true"
      className={classes(
        "grid shrink-0 place-items-center font-medium select-none",
        isSquare ? "rounded-control" : "rounded-full",
        SIZE[size],
        HUE_CHIP[hue],
      )}
    >
      {initials(name, size === "small" ? 1 : 2)}
    </span>
  );
}

/** The first letters of the first and the last word, as a reader counts letters. */
export function initials(name: string, count: 1 | 2): string {
  const words = name.trim().split(/\s+/);
  const chosen = count === 1 || words.length === 1 ? words.slice(0, 1) : [words[0], words.at(-1)];
  return chosen.map((word = "") => first(word).toLocaleUpperCase()).join("");
}

function first(word: string): string {
  const [letter] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word);
  return letter?.segment ?? "";
}

function sum(text: string): number {
  return Array.from(text).reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
}
