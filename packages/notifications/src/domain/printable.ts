const MAX_CHARACTERS = 64;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Text that a stranger chose (a name of a person or a workspace), fit to stand in our sentence: one line, without
 * control characters, direction marks or invisible ones, and not longer than 64 characters.
 *
 * Mail programs turn anything like a host or an address into a link, so an invitation from "Win at evil.example" would
 * carry a stranger's link under our name. A zero-width space behind each dot, colon and at sign prevents that and is not
 * seen. It stays out of subjects, which nobody links: see `oneLine`.
 */
export function printable(text: string): string {
  return oneLine(text).replaceAll(/(?<=\S)([.:@/])(?=\S)/gu, "$1\u200b");
}

/** The same for a header: characters go, nothing is added. */
export function oneLine(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/[\p{Zl}\p{Zp}\p{Cc}]+/gu, " ")
    // Format characters turn the direction of reading, or hide. The two joiners are letters' and emoji's own: kept.
    .replaceAll(/(?![\u200c\u200d])\p{Cf}/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
  return shortened(plain);
}

/** By what a reader calls a character, so that no emoji or accent is cut in two. */
function shortened(text: string): string {
  const characters = [...graphemes.segment(text)];
  if (characters.length <= MAX_CHARACTERS) return text;
  return `${characters
    .slice(0, MAX_CHARACTERS - 1)
    .map(({ segment }) => segment)
    .join("")
    .trimEnd()}…`;
}
