const MINUTE_MS = 60_000;

/** Relative within a day, then the date. */
export function ago(moment: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / MINUTE_MS);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return moment.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

/** The moment itself, in this machine's zone, to the second. */
export function when(moment: Date): string {
  return moment.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "medium" });
}
