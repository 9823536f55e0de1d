import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { isIdle, isUnnoted, SESSION } from "../../domain/session.ts";
import { IdentityError } from "../../errors.ts";
import type { AccountProvider, KnownSession, SessionRef } from "../../port-account.ts";

interface Held {
  readonly id: string;
  readonly userId: string;
  readonly signedInAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string | undefined;
  readonly address: string | undefined;
  lastSeenAt: Date;
  authTime: Date;
}

const COOKIE = "memory_session";

/** Sessions by their token. What a request carries is the token and its signature, as a cookie or as a bearer. */
export function memorySessions(now: () => Date) {
  const held = new Map<string, Held>();
  const key = randomBytes(32);
  const isAlive = ({ expiresAt, lastSeenAt }: Held) => expiresAt > now() && !isIdle(lastSeenAt, now());
  const find = ({ userId, sessionId }: SessionRef) =>
    [...held].find(([, one]) => one.id === sessionId && one.userId === userId && isAlive(one));

  const port: Pick<AccountProvider, "listSessions" | "endSession" | "endOtherSessions"> = {
    listSessions: async (userId) =>
      [...held.values()]
        .filter((one) => one.userId === userId && isAlive(one))
        .toSorted((one, other) => other.lastSeenAt.getTime() - one.lastSeenAt.getTime())
        .map(({ userId: _userId, authTime: _authTime, ...known }): KnownSession => known),

    async endSession(ref) {
      const found = find(ref);
      if (found === undefined) throw noSession();
      held.delete(found[0]);
    },

    endOtherSessions: async (ref) => endAll(ref.userId, ref.sessionId),
  };

  return {
    port,

    /** Answers what the person's requests carry from now on. */
    open(userId: string, headers: Headers): string {
      const token = randomBytes(32).toString("base64url");
      const at = now();
      held.set(token, {
        id: randomUUID(),
        userId,
        signedInAt: at,
        lastSeenAt: at,
        authTime: at,
        expiresAt: new Date(at.getTime() + SESSION.lifetimeMs),
        userAgent: headers.get("user-agent") ?? undefined,
        address: headers.get("x-forwarded-for") ?? undefined,
      });
      return `${token}.${signatureOf(token)}`;
    },

    /** The one that these headers belong to, noted as seen. */
    seen(headers: Headers): Held | undefined {
      const one = held.get(tokenIn(headers));
      if (one === undefined || !isAlive(one)) return undefined;
      if (isUnnoted(one.lastSeenAt, now())) one.lastSeenAt = now();
      return one;
    },

    /** Ends the one that these headers belong to, if there is any. */
    end: (headers: Headers) => void held.delete(tokenIn(headers)),
    endAll,
    has: (ref: SessionRef): boolean => find(ref) !== undefined,

    authenticated(ref: SessionRef): void {
      const found = find(ref);
      if (found === undefined) throw noSession();
      found[1].authTime = now();
    },
  };

  function endAll(userId: string, but?: string): number {
    const ended = [...held].filter(([, one]) => one.userId === userId && one.id !== but);
    for (const [token] of ended) held.delete(token);
    return ended.length;
  }

  function tokenIn(headers: Headers): string {
    const [, bearer] = /^bearer (.*)$/i.exec(headers.get("authorization") ?? "") ?? [];
    const [, cookie] = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(headers.get("cookie") ?? "") ?? [];
    const [token = "", signature = ""] = (bearer ?? cookie ?? "").split(".");
    const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(token))];
    return given.length === right.length && timingSafeEqual(given, right) ? token : "";
  }

  function signatureOf(token: string): string {
    return createHmac("sha256", key).update(token).digest("base64url");
  }
}

export const cookieOf = (signed: string): string => `${COOKIE}=${signed}; Path=/; HttpOnly`;
export const NO_COOKIE = `${COOKIE}=; Max-Age=0; Path=/`;

const noSession = () => new IdentityError("identity.session_not_found", "This session has ended, or is not yours.");
