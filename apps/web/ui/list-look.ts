/** What lists that float share: menus and selects. */
export const LIST =
  "float max-h-(--available-height) overflow-y-auto rounded-panel border border-line bg-panel p-1 text-ink shadow-float outline-none";
export const ITEM =
  "flex min-h-10 cursor-default items-center gap-2 rounded-control px-2 py-1.5 text-14 outline-none select-none data-disabled:text-ink-faint data-highlighted:bg-well sm:min-h-9";
