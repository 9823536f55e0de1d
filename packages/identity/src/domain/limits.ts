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
  /** How often the mail of one invitation may be asked for. */
  sendsPerInvitation: 4,
  rolesPerWorkspace: 50,
  teamsPerWorkspace: 200,
  serviceAccountsPerWorkspace: 50,
  /** That work, of one service account. */
  keysPerServiceAccount: 20,
  /** How long a slug that a workspace gave up leads to it, and is nobody else's. Links in mails and notes live long. */
  formerSlugMs: 90 * DAY_MS,
  /** More would let one workspace keep addresses from others. */
  formerSlugsPerWorkspace: 3,
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

/** @throws IdentityError `identity.invited_recently`, `identity.too_many_invitations`. */
export function assertMayResendNow({ sends, ...earlier }: Parameters<typeof assertMayInviteNow>[0] & SentSoFar): void {
  if (sends >= LIMITS.sendsPerInvitation) {
    throw new IdentityError(
      "identity.too_many_invitations",
      "This invitation was sent often enough. Take it back, and ask the person another way.",
    );
  }
  assertMayInviteNow(earlier);
}

interface SentSoFar {
  readonly sends: number;
}

/** @throws IdentityError `identity.too_many_roles`. */
export function assertRoomForRole(roles: number): void {
  if (roles < LIMITS.rolesPerWorkspace) return;
  throw new IdentityError("identity.too_many_roles", `A workspace has ${LIMITS.rolesPerWorkspace} roles at most.`);
}

/** @throws IdentityError `identity.too_many_teams`. */
export function assertRoomForTeam(teams: number): void {
  if (teams < LIMITS.teamsPerWorkspace) return;
  throw new IdentityError("identity.too_many_teams", `A workspace has ${LIMITS.teamsPerWorkspace} teams at most.`);
}

/** @throws IdentityError `identity.too_many_service_accounts`. */
export function assertRoomForServiceAccount(accounts: number): void {
  if (accounts < LIMITS.serviceAccountsPerWorkspace) return;
  throw new IdentityError(
    "identity.too_many_service_accounts",
    `A workspace has ${LIMITS.serviceAccountsPerWorkspace} service accounts at most.`,
  );
}

/** @throws IdentityError `identity.too_many_keys`. */
export function assertRoomForKey(keys: number): void {
  if (keys < LIMITS.keysPerServiceAccount) return;
  throw new IdentityError(
    "identity.too_many_keys",
    `A service account has ${LIMITS.keysPerServiceAccount} keys that work at most. Revoke one first.`,
  );
}

/** @param kept when each slug that still leads here was given up. @throws IdentityError `identity.too_many_slugs`. */
export function assertMayMoveNow(kept: readonly Date[], now: Date): void {
  if (kept.length < LIMITS.formerSlugsPerWorkspace) return;
  const freeAt = Math.min(...kept.map((one) => one.getTime())) + LIMITS.formerSlugMs;
  throw new IdentityError(
    "identity.too_many_slugs",
    `The last ${LIMITS.formerSlugsPerWorkspace} addresses still lead here. One more is possible once the oldest has run out.`,
    { retryAfterSeconds: Math.max(1, Math.ceil((freeAt - now.getTime()) / 1_000)) },
  );
}

/** @throws IdentityError `identity.too_many_workspaces`. */
export function assertMayCreateNow(createdToday: number): void {
  if (createdToday >= LIMITS.workspacesPerPerson) {
    throw new IdentityError("identity.too_many_workspaces", "No more workspaces today. Go on tomorrow.", DAY);
  }
}
