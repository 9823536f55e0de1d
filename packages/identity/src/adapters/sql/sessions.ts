import { and, desc, eq, gt, lt, ne } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { SESSION } from "../../domain/session.ts";
import { IdentityError } from "../../errors.ts";
import type { AccountProvider, SessionRef } from "../../port-account.ts";
import { session, waitingSignIns } from "../../schema.ts";
import { attempt, type Database } from "./failures.ts";

/** Sessions as every provider on our tables keeps them. */
export function sqlSessions(
  database: Database,
  now: () => Date,
): Pick<AccountProvider, "listSessions" | "endSession" | "endOtherSessions"> {
  return {
    async listSessions(userId) {
      if (!isUuid(userId)) return [];
      const alive = gt(session.updatedAt, new Date(now().getTime() - SESSION.idleMs));
      const rows = await attempt(() =>
        database
          .select()
          .from(session)
          .where(and(eq(session.userId, userId), gt(session.expiresAt, now()), alive))
          .orderBy(desc(session.updatedAt), desc(session.id)),
      );
      return rows.map(({ id, createdAt, updatedAt, expiresAt, userAgent, ipAddress }) => ({
        id,
        signedInAt: createdAt,
        lastSeenAt: updatedAt,
        expiresAt,
        userAgent: userAgent ?? undefined,
        address: ipAddress ?? undefined,
      }));
    },

    async endSession(ref) {
      const ended = await attempt(() => endOne(database, ref));
      if (ended === 0) throw noSession();
    },

    endOtherSessions: ({ userId, sessionId }) => attempt(() => endOthers(database, { userId, sessionId })),
  };
}

export async function endOne(database: Pick<Database, "delete">, { userId, sessionId }: SessionRef): Promise<number> {
  if (!isUuid(userId) || !isUuid(sessionId)) return 0;
  const one = and(eq(session.id, sessionId), eq(session.userId, userId));
  return (await database.delete(session).where(one).returning({ id: session.id })).length;
}

/** In the transaction of whatever ends them. Sign-ins that wait for a second factor end as well. */
export async function endOthers(
  database: Pick<Database, "delete">,
  { userId, sessionId }: SessionRef,
): Promise<number> {
  if (!isUuid(userId)) return 0;
  const others = and(eq(session.userId, userId), isUuid(sessionId) ? ne(session.id, sessionId) : undefined);
  await database.delete(waitingSignIns).where(eq(waitingSignIns.userId, userId));
  return (await database.delete(session).where(others).returning({ id: session.id })).length;
}

/** Unless another request has noted it just now. */
export async function noteSeen(database: Database, sessionId: string, now: Date): Promise<void> {
  const due = lt(session.updatedAt, new Date(now.getTime() - SESSION.seenEveryMs));
  await database
    .update(session)
    .set({ updatedAt: now })
    .where(and(eq(session.id, sessionId), due));
}

/** The person has proved who they are in this session. */
export async function noteAuthenticated(
  database: Pick<Database, "update">,
  { userId, sessionId }: SessionRef,
  now: Date,
): Promise<void> {
  const one = isUuid(sessionId) && isUuid(userId) && and(eq(session.id, sessionId), eq(session.userId, userId));
  const noted = one ? await database.update(session).set({ authenticatedAt: now }).where(one).returning() : [];
  if (noted.length === 0) throw noSession();
}

export const noSession = () =>
  new IdentityError("identity.session_not_found", "This session has ended, or is not yours.");
