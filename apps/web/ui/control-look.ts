/**
 * What a box to type in or to choose from looks like. 16 px on phones, or their browsers zoom in. Two ways of being
 * shut: what is read-only counts and is sent, what is disabled does neither.
 */
export const BOX =
  "relative h-10 w-full min-w-0 rounded-control border border-edge bg-panel px-3 text-16 text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint aria-invalid:border-bad-edge [&[readonly]]:border-line [&[readonly]]:bg-well data-readonly:border-line data-readonly:bg-well disabled:cursor-not-allowed disabled:border-line disabled:bg-well disabled:text-ink-faint sm:h-9 sm:text-14";

/** For a choice in each row of a list, where boxes would outshout what the rows are about. */
export const QUIET_BOX =
  "h-10 max-w-full min-w-0 rounded-control px-2 text-13 text-ink-soft transition-colors hover:bg-well hover:text-ink data-popup-open:bg-well sm:h-9";
