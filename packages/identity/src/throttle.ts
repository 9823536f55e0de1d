import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { browserCookie } from "./browser-cookie.ts";
import { counted, type Tally, waitMs } from "./domain/throttle.ts";
import { IdentityError } from "./errors.ts";

export interface Tallies {
  /** Reads one and writes what it becomes, with nobody in between; what becomes `undefined` stays as it was. */
  change(key: string, next: (tally: Tally | undefined) => Tally | undefined): Promise<void>;
  /** Nothing is held against this one any more. */
  forget(key: string): Promise<void>;
}

interface Options {
  readonly now: () => Date;
  /** Signs the mark of a known device, and keeps addresses out of the tallies. */
  readonly secret: string;
  /** Of the cookie that marks a device. */
  readonly cookieName: string;
  /** Whether it is for https alone. */
  readonly isSecure: boolean;
}

export type Throttle = ReturnType<typeof createThrottle>;

/** 180 days: as long as somebody may stay away and still be recognised. */
const MARK_SECONDS = 180 * 24 * 3600;

/**
 * Slows down whoever guesses at an account, and nobody else. A browser in which somebody signed in before has a mark for
 * that address and is counted by itself; all others are counted together. So a stranger's guesses keep strangers waiting,
 * and never the person at their own device. It knows addresses and no accounts: an unknown one is slowed down alike.
 */
export function createThrottle(tallies: Tallies, { now, secret, cookieName, isSecure }: Options) {
  const cookie = browserCookie({ name: cookieName, isSecure });
  const sign = (text: string) => createHmac("sha256", secret).update(`throttle ${text}`).digest("base64url");

  return {
    /** Under which a sign-in with this address is counted. */
    keyOf(headers: Headers, email: string): string {
      const device = markedDevice(headers, email);
      return sign(device === undefined ? `account ${email}` : `device ${device} ${email}`);
    },

    /** Under which guesses at the second factor are counted, once the first one was right. */
    keyOfFactor(headers: Headers, email: string): string {
      const device = markedDevice(headers, email);
      return sign(device === undefined ? `factor ${email}` : `factor of device ${device} ${email}`);
    },
    /** Whether somebody has shown in this browser that the address is theirs. */
    knows: (headers: Headers, email: string): boolean => markedDevice(headers, email) !== undefined,

    /** Under which guesses at the password inside a session are counted. */
    keyInside: (sessionId: string): string => sign(`session ${sessionId}`),

    /** Counts an attempt, before it is made. Answers for how many seconds it may not be; absent: it may. */
    async take(key: string): Promise<number | undefined> {
      let wait = 0;
      await tallies.change(key, (tally) => {
        wait = waitMs(tally, now());
        return wait > 0 ? undefined : counted(tally, now());
      });
      return wait > 0 ? Math.ceil(wait / 1_000) : undefined;
    },

    /** It was the right password. */
    forget: (key: string) => tallies.forget(key),

    /**
     * The cookie for a browser in which somebody has shown that this address is theirs: with every factor that they have, or
     * whoever knows the password would get as many counts for guesses at the second factor as they like.
     */
    markFor(email: string): string {
      const device = randomBytes(16).toString("base64url");
      return cookie.keep(`${device}.${sign(`mark ${device} ${email}`)}`, MARK_SECONDS);
    },
  };

  function markedDevice(headers: Headers, email: string): string | undefined {
    for (const value of cookie.read(headers)) {
      const [device = "", signature = ""] = value.split(".");
      const [given, right] = [Buffer.from(signature), Buffer.from(sign(`mark ${device} ${email}`))];
      if (given.length === right.length && timingSafeEqual(given, right)) return device;
    }
    return undefined;
  }
}

/** Makes an attempt inside a session: counted before, forgotten when it was right. @throws IdentityError */
export async function throttled<T>(throttle: Throttle, sessionId: string, work: () => Promise<T>): Promise<T> {
  const key = throttle.keyInside(sessionId);
  const retryAfterSeconds = await throttle.take(key);
  if (retryAfterSeconds !== undefined) {
    throw new IdentityError("identity.too_many_attempts", "Too many wrong attempts. Wait a while.", {
      retryAfterSeconds,
    });
  }
  const done = await work();
  await throttle.forget(key);
  return done;
}
