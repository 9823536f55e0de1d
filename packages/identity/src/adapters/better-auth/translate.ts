import { z } from "zod";
import type { AuthProblem, AuthProblemCode } from "../../auth-http.ts";
import type { Locale, Session } from "../../port.ts";

interface LibrarySession {
  readonly session: {
    readonly id: string;
    readonly expiresAt: Date;
    readonly createdAt: Date;
    readonly authenticatedAt?: Date | null | undefined;
    readonly connectionId?: string | null | undefined;
  };
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly emailVerified: boolean;
    readonly locale: string;
  };
}

/** An address that nobody has confirmed is nobody's: what it is invited to must not open to whoever typed it. */
export function toSession({ session, user }: LibrarySession): Session | undefined {
  if (!user.emailVerified) return undefined;
  return {
    id: session.id,
    expiresAt: session.expiresAt,
    authTime: session.authenticatedAt ?? session.createdAt,
    person: { id: user.id, name: user.name, email: user.email, locale: toLocale(user.locale) },
    ...(session.connectionId && { connectionId: session.connectionId }),
  };
}

const toLocale = (value: string): Locale => (value === "id" ? "id" : "en");

const Claims = z.object({ exp: z.int() });

/** When a token that the library has signed (a JWT) is refused: what it says itself, in whole seconds. */
export function expiryIn(token: string): Date {
  const [, claims = ""] = token.split(".");
  const { exp } = Claims.parse(JSON.parse(Buffer.from(claims, "base64url").toString()));
  return new Date(exp * 1_000);
}

/** Thrown by our own hooks through the library, so that they come back here. */
export const ALREADY_VERIFIED = "EMAIL_ALREADY_VERIFIED";
export const WRONG_PASSWORD = "WRONG_PASSWORD";
export const SECOND_FACTOR_NEEDED = "SECOND_FACTOR_NEEDED";

/** Codes of better-auth 1.7.24 (`BASE_ERROR_CODES`) that the open endpoints can answer. */
const CODES: Readonly<Record<string, AuthProblemCode>> = {
  INVALID_EMAIL_OR_PASSWORD: "identity.wrong_credentials",
  // Said apart, it would tell whoever has just signed up with an address whether it had an account before.
  EMAIL_NOT_VERIFIED: "identity.wrong_credentials",
  [WRONG_PASSWORD]: "identity.wrong_password",
  INVALID_TOKEN: "identity.invalid_token",
  TOKEN_EXPIRED: "identity.invalid_token",
  USER_NOT_FOUND: "identity.invalid_token",
  INVALID_USER: "identity.invalid_token",
  INVALID_ORIGIN: "identity.foreign_origin",
  MISSING_OR_NULL_ORIGIN: "identity.foreign_origin",
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: "identity.foreign_origin",
  PASSWORD_TOO_SHORT: "identity.invalid_input",
  PASSWORD_TOO_LONG: "identity.invalid_input",
  INVALID_EMAIL: "identity.invalid_input",
};

export interface LibraryRefusal {
  readonly status: number;
  /** As the body has it; `undefined` where it has none. */
  readonly code: unknown;
  /** The library's own header, in seconds. */
  readonly retryAfter: string | null;
}

/** What the library refused, in our words. What is not listed goes by its status, and an unknown one is our fault. */
export function toAuthProblem({ status, code, retryAfter }: LibraryRefusal): AuthProblem {
  if (status === 429) return { code: "identity.too_many_attempts", retryAfterSeconds: secondsOf(retryAfter) };
  if (status >= 500) return { code: "identity.unavailable" };
  const known = typeof code === "string" && Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known !== undefined) return { code: known };
  if (status === 404 || status === 405) return { code: "identity.no_endpoint" };
  if (status === 400 || status === 422) return { code: "identity.invalid_input" };
  if (status === 415) return { code: "identity.json_only" };
  return { code: "identity.unavailable" };
}

/** The library's longest window is a minute: that is what to wait when it does not say. */
function secondsOf(header: string | null): number {
  const seconds = Math.ceil(Number(header ?? ""));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 60;
}
