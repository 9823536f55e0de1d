const MINUTE_MS = 60_000;

/** Relative within a day, then the date; so too for what came while the clock was ahead. */
export function ago(moment: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / MINUTE_MS);
  const isToCome = minutes < -1;
  if (minutes < 1 && !isToCome) return "just now";
  if (minutes < 60 && !isToCome) return `${minutes} min ago`;
  if (minutes < 24 * 60 && !isToCome) return `${Math.floor(minutes / 60)} h ago`;
  return moment.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

/** The moment itself, in this machine's zone, to the second. */
export function when(moment: Date): string {
  return moment.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "medium" });
}
