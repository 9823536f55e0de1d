/** What is known of a delivery. `accepted` means that the vendor took it: whether it arrives is another question. */
export type DeliveryStatus = keyof typeof RANK;

/**
 * A status gives way only to one of a higher rank, so a late or repeated writer changes nothing. What vendors report
 * afterwards (delivered, bounced, complained) goes above: it is truer than what we concluded.
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
} as const;

export type EndStatus = Exclude<DeliveryStatus, "queued" | "sending">;

/** The statuses that `next` may replace. */
export function replaceableBy(next: DeliveryStatus): readonly DeliveryStatus[] {
  return STATUSES.filter((status) => RANK[status] < RANK[next]);
}

export const STATUSES: readonly DeliveryStatus[] = ["queued", "sending", "accepted", "skipped", "failed"];

/** Not decided yet: somebody still works on it, or will. */
export const OPEN: readonly DeliveryStatus[] = ["queued", "sending"];

/** Why nothing was sent on purpose. */
export type SkipReason = "nothing_to_say" | "disabled" | "erased";

/** Why it ended without the vendor's yes. `last_error` has the code. */
export type FailReason = "refused" | "too_late" | "unreadable" | "gave_up";
