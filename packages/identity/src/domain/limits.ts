import { IdentityError } from "../errors.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How often a person may have us do what costs others: an invitation is a mail to somebody who did not ask for it. Wide
 * enough for a team that moves in on one day, and too narrow to fill an inbox or to spend a sender's good name.
 */
export const LIMITS = {
  /** Between two invitations of one address into one workspace, whatever became of the first. */
  invitationPauseMs: HOUR_MS,
  /** From here on the others count: the last 24 hours. */
  dayMs: DAY_MS,
  invitationsPerWorkspace: 50,
  /** Over all workspaces, which cost nothing to make. */
  invitationsPerInviter: 100,
  workspacesPerPerson: 20,
} as const;

const PAUSE = { retryAfterSeconds: LIMITS.invitationPauseMs / 1_000 };
const DAY = { retryAfterSeconds: LIMITS.dayMs / 1_000 };

/** @throws IdentityError `identity.invited_recently`, `identity.too_many_invitations`. */
export function assertMayInviteNow(earlier: {
  /** Whether this workspace has invited this address within the pause. */
  readonly isRecent: boolean;
  readonly byWorkspace: number;
  readonly byInviter: number;
}): void {
  if (earlier.isRecent) {
    throw new IdentityError(
      "identity.invited_recently",
      "This address was invited within the hour. Wait a while.",
      PAUSE,
    );
  }
  if (earlier.byWorkspace >= LIMITS.invitationsPerWorkspace || earlier.byInviter >= LIMITS.invitationsPerInviter) {
    throw new IdentityError("identity.too_many_invitations", "No more invitations today. Go on tomorrow.", DAY);
  }
}

/** @throws IdentityError `identity.too_many_workspaces`. */
export function assertMayCreateNow(createdToday: number): void {
  if (createdToday >= LIMITS.workspacesPerPerson) {
    throw new IdentityError("identity.too_many_workspaces", "No more workspaces today. Go on tomorrow.", DAY);
  }
}
