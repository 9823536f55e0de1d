import { classes } from "./classes.ts";
import { HUE_CHIP, HUES } from "./hues.ts";

interface AvatarProps {
  readonly name: string;
  /** What decides the colour, such as an id; the name when absent. */
  readonly seed?: string;
  readonly size?: "small" | "medium" | "large" | "huge";
  /** A picture in place of the initials, which stand behind it for as long as it does not come. */
  readonly src?: string | null | undefined;
  /** A place rather than a person. */
  readonly isSquare?: boolean;
}

const SIZE = {
  small: "size-6 text-12",
  medium: "size-8 text-13",
  large: "size-12 text-16",
  huge: "size-16 text-20",
} as const;

/** The picture or the initials of somebody whose name stands beside it. Decorative. */
export function Avatar({ name, seed = name, size = "medium", src, isSquare = false }: AvatarProps) {
  const hue = HUES[sum(seed) % HUES.length] ?? HUES[0];
  return (
    <span
      aria-hidden="true"
      className={classes(
        "relative grid shrink-0 place-items-center overflow-hidden font-medium select-none",
        isSquare ? "rounded-control" : "rounded-full",
        SIZE[size],
        HUE_CHIP[hue],
      )}
    >
      {initials(name, size === "small" ? 1 : 2)}
      {/* Without words of its own, a picture that does not come leaves the initials in sight; one whose width and height
          are set would show in Chromium that it is broken, so its bounds are. */}
      {src && (
        // oxlint-disable-next-line next/no-img-element -- the storage vendor has made it small, in the best format
        <img src={src} alt="" className="absolute inset-0 max-h-full min-h-full max-w-full min-w-full object-cover" />
      )}
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
