import { IdentityError } from "../errors.ts";
import { covers, type Holder, isKeyPermission, KEY_PERMISSIONS, type KeyPermission } from "../permissions.ts";
import { assertMay } from "./roles.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const API_KEY = {
  longestDays: 366,
  /** Long enough to bring a new key everywhere, and over a weekend. */
  longestOverlapHours: 7 * 24,
  /** A key is noted as used this often at most: reading must not cost a write. */
  usedEveryMs: 60_000,
  /** How long one that has ended is still shown, for whoever asks themselves why a program fails. */
  shownMs: 30 * DAY_MS,
} as const;

/** What decides how long a key works. */
export interface KeyLife {
  readonly expiresAt: Date;
  /** Of one that was rotated. */
  readonly endsAt: Date | null;
  readonly revokedAt: Date | null;
}

/** From this moment on it is refused. */
export const endOf = ({ expiresAt, endsAt, revokedAt }: KeyLife): Date =>
  new Date(Math.min(...[expiresAt, endsAt, revokedAt].flatMap((at) => at?.getTime() ?? [])));

export const isAlive = (key: KeyLife, now: Date): boolean => endOf(key) > now;
export const isShown = (key: KeyLife, now: Date): boolean => endOf(key).getTime() > now.getTime() - API_KEY.shownMs;

/** A use is noted unless there is one that was noted since. */
export const usesNotedBefore = (now: Date): Date => new Date(now.getTime() - API_KEY.usedEveryMs);

/** In the order of the list, each once. @throws IdentityError `identity.invalid_key_permissions`, also for none. */
export function parseKeyPermissions(values: readonly string[]): readonly KeyPermission[] {
  if (values.length === 0 || !values.every(isKeyPermission)) {
    throw new IdentityError(
      "identity.invalid_key_permissions",
      `Give the key at least one of these permissions, and no other: ${KEY_PERMISSIONS.join(", ")}.`,
    );
  }
  return KEY_PERMISSIONS.filter((permission) => values.includes(permission));
}

/** @throws IdentityError `identity.invalid_key_lifetime`. */
export function expiryIn(days: number, now: Date): Date {
  if (Number.isInteger(days) && days >= 1 && days <= API_KEY.longestDays) {
    return new Date(now.getTime() + days * DAY_MS);
  }
  throw invalidLifetime(`A key is good for 1 to ${API_KEY.longestDays} days.`);
}

/** @throws IdentityError `identity.invalid_key_lifetime`. */
export function overlapUntil(hours: number, now: Date): Date {
  if (Number.isInteger(hours) && hours >= 0 && hours <= API_KEY.longestOverlapHours) {
    return new Date(now.getTime() + hours * HOUR_MS);
  }
  throw invalidLifetime(`A key that is rotated is good for ${API_KEY.longestOverlapHours} more hours at most.`);
}

/** @throws IdentityError `identity.forbidden`. */
export const assertMayManageKeys = (actor: Holder): void => assertMay(actor, "key:manage");

/** Nobody gives, or gets the secret of, what may more than they. @throws IdentityError `identity.forbidden`. */
export function assertMayGiveKey(actor: Holder, key: Holder): void {
  assertMayManageKeys(actor);
  if (covers(actor, key)) return;
  throw new IdentityError("identity.forbidden", "A key can't be given more than your role may.");
}

/**
 * What takes over from a key: for as long as the old one was made for.
 * @throws IdentityError `identity.key_rotated`, `identity.key_ended`.
 */
export function successionOf(
  key: KeyLife & { readonly createdAt: Date },
  { now, until }: { readonly now: Date; readonly until: Date },
): { readonly expiresAt: Date; readonly oldEndsAt: Date } {
  if (key.endsAt !== null) {
    throw new IdentityError("identity.key_rotated", "This key was rotated already. Use, or rotate, the new one.");
  }
  if (!isAlive(key, now)) {
    throw new IdentityError("identity.key_ended", "This key has ended. Make a new one in its place.");
  }
  const lifetimeMs = key.expiresAt.getTime() - key.createdAt.getTime();
  return {
    expiresAt: new Date(now.getTime() + lifetimeMs),
    oldEndsAt: new Date(Math.min(until.getTime(), key.expiresAt.getTime())),
  };
}

const invalidLifetime = (message: string) => new IdentityError("identity.invalid_key_lifetime", message);
