/**
 * An invitation is pending until one of these happens to it, and nothing happens to it after that.
 * `expired` is written when another invitation takes its place; until then the clock alone says so.
 */
export const INVITATION_STATUSES = ["pending", "accepted", "declined", "revoked", "expired"] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

const DAY_MS = 24 * 3_600_000;
const VALID_DAYS = 7;

export const expiryOf = (invitedAt: Date): Date => new Date(invitedAt.getTime() + VALID_DAYS * DAY_MS);

/** Whether somebody can still answer it. */
export const isOpen = (invitation: { readonly status: string; readonly expiresAt: Date }, now: Date): boolean =>
  invitation.status === "pending" && invitation.expiresAt > now;
