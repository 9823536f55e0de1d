import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { bearer } from "better-auth/plugins/bearer";
import { organization } from "better-auth/plugins/organization";
import { and, eq } from "drizzle-orm";
import { PASSWORD_LENGTH } from "../../auth-forms.ts";
import { SESSION } from "../../domain/session.ts";
import * as schema from "../../schema.ts";
import type { Pool } from "../../tenancy.ts";
import { openSessions } from "./open-session.ts";
import * as relations from "./relations.ts";
import { accessControl, roles } from "./roles.ts";
import { ALREADY_VERIFIED, SECOND_FACTOR_NEEDED, WRONG_PASSWORD } from "./translate.ts";

export interface LibraryOptions {
  readonly secret: string;
  /** Public origin of the web app, such as `https://app.example.com`. Static: the library must never guess it. */
  readonly origin: string;
  /** Prefix of its cookies. */
  readonly cookiePrefix: string;
  /** Attempts per minute and client address, for each endpoint that takes a password or a token. */
  readonly attemptsPerMinute: number;
  readonly onWarning: (message: string) => void;
}

type RequestFact =
  | "identity.verification_requested"
  | "identity.password_reset_requested"
  | "identity.sign_up_repeated";

export const VERIFICATION_SECONDS = 24 * 3600;
export const RESET_SECONDS = 3600;

/** What the library has on a person beside its own fields. The adapter fills them; no body reaches them unread. */
export const ADDITIONAL_FIELDS = {
  locale: { type: "string", required: true, defaultValue: "en", input: true },
  termsVersion: { type: "string", required: false, input: true, returned: false },
  termsAcceptedAt: { type: "date", required: false, input: false, returned: false },
} as const;

/** Written by our own SQL alone. */
export const SESSION_FIELDS = {
  authenticatedAt: { type: "date", required: false, input: false },
  connectionId: { type: "string", required: false, input: false },
} as const;

export type Library = ReturnType<typeof createLibrary>;

interface Hooks {
  readonly tell: (type: RequestFact, userId: string) => Promise<void>;
  /** Whether the password that came with the link of the request under way is the person's. */
  readonly hasRightPassword: (userId: string) => Promise<boolean>;
  /** Whether a sign-in has to wait for this person's second factor. */
  readonly isHeld: (userId: string) => Promise<boolean>;
}

/** The library, configured against what it was seen to do by default. Each line that looks odd has its reason. */
export function createLibrary(
  options: LibraryOptions,
  pool: Pick<Pool, "database" | "joining">,
  { tell, hasRightPassword, isHeld }: Hooks,
) {
  const { database } = pool;
  const isSecure = options.origin.startsWith("https:");
  const attempts = { window: 60, max: options.attemptsPerMinute };
  // Each of these sends somebody a mail: whoever asks may not fill another person's inbox.
  const mails = { window: 60, max: Math.ceil(options.attemptsPerMinute / 3) };
  return betterAuth({
    secret: options.secret,
    baseURL: options.origin,
    basePath: "/api/auth",
    trustedOrigins: [options.origin],
    database: drizzleAdapter(pool.joining({ ...schema, ...relations }), { provider: "pg", schema, transaction: true }),
    user: { additionalFields: ADDITIONAL_FIELDS },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
      requireEmailVerification: true,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      // The token that comes along is dropped: the mail mints its own when it is rendered.
      sendResetPassword: ({ user }) => tell("identity.password_reset_requested", user.id),
      onExistingUserSignUp: ({ user }) => tell("identity.sign_up_repeated", user.id),
      // The link came by mail, so the address is theirs. It is how somebody gets in whose address another person signed
      // up with first: that person's password is gone by now.
      onPasswordReset: async ({ user }) => void (await confirmAddress(user.id)),
    },
    emailVerification: {
      // The trigger on the new row tells of a sign-up, in the same commit; a callback could be lost.
      sendOnSignUp: false,
      sendOnSignIn: false,
      autoSignInAfterVerification: true,
      expiresIn: VERIFICATION_SECONDS,
      sendVerificationEmail: ({ user }) => tell("identity.verification_requested", user.id),
      beforeEmailVerification: async ({ id }) => {
        // Else whoever signs up with another person's address shares the account with them once they have confirmed it.
        if (!(await hasRightPassword(id))) throw new APIError("UNAUTHORIZED", { code: WRONG_PASSWORD });
        // The library reads, then writes: of two that use one link at once both would be signed in.
        if (!(await confirmAddress(id))) throw new APIError("CONFLICT", { code: ALREADY_VERIFIED });
      },
    },
    session: {
      additionalFields: SESSION_FIELDS,
      expiresIn: SESSION.lifetimeMs / 1_000,
      // A session ends seven days after the sign-in, however busy it is; the table's check would refuse more.
      disableSessionRefresh: true,
      // A cached cookie stays valid after its session was revoked.
      cookieCache: { enabled: false },
    },
    account: { encryptOAuthTokens: true, accountLinking: { disableImplicitLinking: true } },
    verification: { storeIdentifier: "hashed" },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      customRules: {
        "/sign-in/*": attempts,
        "/sign-up/*": attempts,
        "/verify-email": attempts,
        "/reset-password": attempts,
        "/send-verification-email": mails,
        "/request-password-reset": mails,
      },
    },
    advanced: {
      // `__Host-`: a neighbour under the same domain can't set one. The library knows `__Secure-` alone, which lets it.
      cookiePrefix: `${isSecure ? "__Host-" : ""}${options.cookiePrefix}`,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure },
      // Each request looks its session up: session and person in one query instead of two.
      database: { generateId: "uuid", joins: true },
      // Said, since the library leaves the check out by itself wherever it believes to be in a test.
      disableOriginCheck: false,
      // The caller leaves one address in this header, the one it found to be the client's.
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"], ipv6Subnet: 64 },
    },
    databaseHooks: {
      // The library's own plugin looks at some ways in and not at others. Every one of them ends in a row here.
      session: {
        create: {
          before: ({ userId }) => hold(userId),
          // Once more: it may have been turned on between that look and the row.
          after: async ({ id, userId }) =>
            hold(userId, () => database.delete(schema.session).where(eq(schema.session.id, id))),
        },
      },
      user: { create: { before: async (user) => ({ data: { ...user, image: null, ...acceptance(user) } }) } },
    },
    plugins: [
      // It takes the bare token out of the database by default.
      bearer({ requireSignature: true }),
      openSessions(),
      organization({ ac: accessControl, roles, creatorRole: "owner", requireEmailVerificationOnInvitation: true }),
    ],
    // Else the library prints what failed, and drizzle's errors carry the query's parameters: addresses, tokens, hashes.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      // The library appends database errors whole, and has addresses in some of its own sentences.
      log: (_level, message) => options.onWarning(message.replace(/\S+@\S+/g, "[address]")),
    },
  });

  async function hold(userId: string, undo?: () => Promise<unknown>): Promise<void> {
    if (!(await isHeld(userId))) return;
    await undo?.();
    throw new APIError("FORBIDDEN", { code: SECOND_FACTOR_NEEDED });
  }

  /** Whether it was this that confirmed it. */
  async function confirmAddress(userId: string): Promise<boolean> {
    const confirmed = await database
      .update(schema.user)
      .set({ emailVerified: true })
      .where(and(eq(schema.user.id, userId), eq(schema.user.emailVerified, false)))
      .returning({ id: schema.user.id });
    return confirmed.length > 0;
  }
}

/** The terms are checked before the library sees them; when that was is for us to say, not for the form. */
const acceptance = (user: Readonly<Record<string, unknown>>) => ({
  termsAcceptedAt: typeof user["termsVersion"] === "string" ? new Date() : null,
});
