export type Interval = "Month" | "Year";

/** `count` intervals after the anchor, in UTC. Of a month that is too short, its last day. */
export function after(anchor: Date, interval: Interval, count: number): Date {
  const months = interval === "Year" ? 12 * count : count;
  const first = new Date(anchor);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
  return first;
}
