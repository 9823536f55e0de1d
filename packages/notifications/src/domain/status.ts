/** What is known of a delivery. `accepted` means that the vendor took it: whether it arrives is another question. */
export type DeliveryStatus = keyof typeof RANK;

/**
 * A status gives way only to one of a higher rank, so a late or repeated writer changes nothing, and reports of the vendor
 * may come in any order. They rank above what we concluded ourselves: they are truer.
 */
const RANK = {
  /** Written, nothing rendered yet. */
  queued: 0,
  /** Rendered and stored; the vendor may have been asked. */
  sending: 1,
  accepted: 2,
  /** Ended on purpose without asking the vendor. */
  skipped: 2,
  /** Ended without the vendor's yes. */
  failed: 2,
  /** Has not arrived so far, and still may. */
  delayed: 3,
  /** The recipient's server took it. */
  delivered: 4,
  /** Will not arrive. Above `delivered`: servers take mail, and turn it away later. */
  bounced: 5,
  /** Arrived, and was called spam. */
  complained: 6,
} as const;

/** How our own work on a delivery ends. */
export type EndStatus = "accepted" | "skipped" | "failed";

/** The statuses that `next` may replace. */
export function replaceableBy(next: DeliveryStatus): readonly DeliveryStatus[] {
  return STATUSES.filter((status) => RANK[status] < RANK[next]);
}

export const STATUSES: readonly DeliveryStatus[] = [
  "queued",
  "sending",
  "accepted",
  "skipped",
  "failed",
  "delayed",
  "delivered",
  "bounced",
  "complained",
];

/** Not decided yet: somebody still works on it, or will. */
export const OPEN: readonly DeliveryStatus[] = ["queued", "sending"];

/** Why nothing was sent on purpose. */
export type SkipReason =
  | "nothing_to_say"
  | "disabled"
  | "erased"
  /** The person has turned mail of its category off. */
  | "preference"
  /** The address bounced or complained, and the mail is not one that somebody must have. */
  | "suppressed";

/** Why it ended without the vendor's yes. `last_error` has the code. */
export type FailReason = "refused" | "too_late" | "unreadable" | "gave_up";
