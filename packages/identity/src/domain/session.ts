const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a session lives. The table's check `session_lifetime` holds the first of these too. */
export const SESSION = {
  /** From the sign-in on, however busy it is (OWASP ASVS 5.0, 7.3.2). */
  lifetimeMs: 7 * 24 * HOUR_MS,
  /** Unused for this long it ends (7.3.1). Over a weekend, and not over a holiday. */
  idleMs: 72 * HOUR_MS,
  /** A session is noted as seen this often at most: reading must not cost a write. */
  seenEveryMs: 5 * MINUTE_MS,
  /** What is risky wants the password to have been given within this time (7.5.1). */
  recentMs: 10 * MINUTE_MS,
} as const;

/** Whether it was left unused for too long. */
export const isIdle = (lastSeenAt: Date, now: Date): boolean => now.getTime() - lastSeenAt.getTime() >= SESSION.idleMs;

/** Whether it is time to note that it was seen. */
export const isUnnoted = (lastSeenAt: Date, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= SESSION.seenEveryMs;

export const isRecent = (authTime: Date, now: Date, maxAgeMs: number = SESSION.recentMs): boolean =>
  now.getTime() - authTime.getTime() < maxAgeMs;
