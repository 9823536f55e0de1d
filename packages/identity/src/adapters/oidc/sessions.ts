import { and, eq, lt } from "drizzle-orm";
import { isIdle, isUnnoted, SESSION } from "../../domain/session.ts";
import type { VendorSession } from "../../port-social.ts";
import type { Session } from "../../port.ts";
import { account, logoutNotices, session, user } from "../../schema.ts";
import { createBrowserKey, hashOf } from "../../social/secrets.ts";
import { attempt, type Database } from "../sql/failures.ts";
import { endOne, noteSeen } from "../sql/sessions.ts";

interface Options {
  readonly now: () => Date;
  readonly cookieName: string;
  readonly isSecure: boolean;
  readonly onWarning: (message: string) => void;
}

interface Opened {
  readonly userId: string;
  readonly headers: Headers;
  readonly vendor: VendorSession | undefined;
}

export interface Ended {
  /** Of the notice that says so. */
  readonly noticeId: string;
  readonly sid: string | undefined;
  /** As `account` has it; what is not said matches nobody. */
  readonly accountId: string | undefined;
}

/**
 * Sessions of our own: a random token that one browser holds and whose hash the table has, so that whoever reads the
 * table gets in nowhere.
 */
export function ownSessions(database: Database, { now, onWarning, ...cookie }: Options) {
  const browser = createBrowserKey(cookie);

  return {
    /** Always another one than the browser had, which ends. Answers what the browser keeps. */
    async open({ userId, headers, vendor }: Opened): Promise<string> {
      const token = browser.make();
      const at = now();
      const before = browser.read(headers);
      await attempt(() =>
        database.transaction(async (tx) => {
          if (before !== undefined) await tx.delete(session).where(eq(session.token, hashOf(before)));
          await tx.insert(session).values({
            userId,
            token: hashOf(token),
            createdAt: at,
            updatedAt: at,
            expiresAt: new Date(at.getTime() + SESSION.lifetimeMs),
            // One that the provider does not date is no recent one.
            authenticatedAt: vendor?.authenticatedAt ?? LONG_AGO,
            vendorSession: vendor?.id ?? null,
            userAgent: headers.get("user-agent"),
            // The caller leaves one address in this header, the one it found to be the client's.
            ipAddress: headers.get("x-forwarded-for"),
          });
        }),
      );
      return browser.cookieFor(token, SESSION.lifetimeMs / 1_000);
    },

    async find(headers: Headers): Promise<Session | undefined> {
      const token = browser.read(headers);
      if (token === undefined) return undefined;
      const [found] = await attempt(() =>
        database
          .select({ session, person: PERSON, isConfirmed: user.emailVerified })
          .from(session)
          .innerJoin(user, eq(user.id, session.userId))
          .where(eq(session.token, hashOf(token))),
      );
      if (found === undefined) return undefined;
      const { id, userId, expiresAt, updatedAt, createdAt, authenticatedAt } = found.session;
      if (expiresAt <= now() || isIdle(updatedAt, now())) {
        await attempt(() => endOne(database, { userId, sessionId: id }));
        return undefined;
      }
      // Of a session that could not be noted, at worst an early end is the consequence: no reason to refuse this request.
      if (isUnnoted(updatedAt, now())) {
        await noteSeen(database, id, now()).catch(() => onWarning("a session could not be noted as seen"));
      }
      // An address that nobody has confirmed is nobody's.
      if (!found.isConfirmed) return undefined;
      return { id, expiresAt, authTime: authenticatedAt ?? createdAt, person: found.person };
    },

    /** The one of this browser, if it has one. Answers what the browser forgets it by. */
    async end(headers: Headers): Promise<string> {
      const token = browser.read(headers);
      if (token !== undefined) {
        await attempt(() => database.delete(session).where(eq(session.token, hashOf(token))));
      }
      return browser.clear();
    },

    /** What the provider tells of. False for a notice that was seen before: then nothing ends. */
    async endElsewhere({ noticeId, sid, accountId }: Ended, provider: string): Promise<boolean> {
      return attempt(() =>
        database.transaction(async (tx) => {
          await tx.delete(logoutNotices).where(lt(logoutNotices.expiresAt, now()));
          const expiresAt = new Date(now().getTime() + NOTICE_MS);
          const noted = await tx
            .insert(logoutNotices)
            .values({ idHash: hashOf(noticeId), expiresAt })
            .onConflictDoNothing()
            .returning({ idHash: logoutNotices.idHash });
          if (noted.length === 0) return false;
          if (sid !== undefined) {
            await tx.delete(session).where(eq(session.vendorSession, sid));
            return true;
          }
          const whose = and(eq(account.providerId, provider), eq(account.accountId, accountId ?? ""));
          const [owner] = await tx.select({ userId: account.userId }).from(account).where(whose);
          if (owner !== undefined) await tx.delete(session).where(eq(session.userId, owner.userId));
          return true;
        }),
      );
    },
  };
}

const PERSON = { id: user.id, name: user.name, email: user.email, locale: user.locale };
const LONG_AGO = new Date(0);
/** Twice as long as a notice is taken (`relying-party.ts`). */
const NOTICE_MS = 600_000;
