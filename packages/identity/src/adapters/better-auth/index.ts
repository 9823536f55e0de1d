import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { createEmailVerificationToken } from "better-auth/api";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { isIdle, isUnnoted } from "../../domain/session.ts";
import { IdentityError } from "../../errors.ts";
import { noPassword, passwordError, type PasswordRules } from "../../passwords.ts";
import { createPasskeys } from "../../passkeys.ts";
import type { PasswordAttempt } from "../../port-account.ts";
import type { OpenIdProviders } from "../../port-sso.ts";
import type { SocialVendors } from "../../port-social.ts";
import type { IdentityProvider, Session } from "../../port.ts";
import { createSecondFactors } from "../../second-factor.ts";
import { createSignInGate } from "../../sign-in-gate.ts";
import { createSignUpGuard, type SignUpRules } from "../../sign-up-guard.ts";
import { createSocial } from "../../social/flow.ts";
import { NO_VENDORS } from "../../social/no-vendors.ts";
import { createBrowserKey } from "../../social/secrets.ts";
import { NO_PROVIDERS } from "../../sso/no-providers.ts";
import { createSeals } from "../../sso/seal.ts";
import { createSso } from "../../sso/sign-in.ts";
import { createThrottle } from "../../throttle.ts";
import { openPool, type PoolCause } from "../../tenancy.ts";
import { sqlAddressChanges } from "../sql/address-changes.ts";
import { attempt } from "../sql/failures.ts";
import { sqlMailCodes } from "../sql/mail-codes.ts";
import { sqlDomains } from "../sql/domains.ts";
import { sqlSignInConnections } from "../sql/sign-in-connections.ts";
import { sqlSso } from "../sql/sso.ts";
import { sqlClosing } from "../sql/closing.ts";
import { sqlKeys } from "../sql/keys.ts";
import { sqlInvitations } from "../sql/invitations.ts";
import { sqlPasskeys } from "../sql/passkeys.ts";
import { recordPersonFact, sqlPeople } from "../sql/people.ts";
import { savePassword } from "../sql/passwords.ts";
import { endOne, noteAuthenticated, noteSeen, sqlSessions } from "../sql/sessions.ts";
import { sqlSecondFactors } from "../sql/second-factors.ts";
import { sqlSignUpCounts } from "../sql/sign-up-counts.ts";
import { sqlSocial } from "../sql/social.ts";
import { sqlTallies } from "../sql/tallies.ts";
import { sqlRoles } from "../sql/roles.ts";
import { sqlTeams } from "../sql/teams.ts";
import { sqlUsage } from "../sql/usage.ts";
import { sqlWorkspaceChanges } from "../sql/workspace-changes.ts";
import { sqlWorkspaces } from "../sql/workspaces.ts";
import { webauthn } from "../webauthn/index.ts";
import { createEntry, type Underway } from "./entry.ts";
import { createLibrary, type LibraryOptions, RESET_SECONDS, VERIFICATION_SECONDS } from "./library.ts";
import { expiryIn, toSession } from "./translate.ts";

export interface BetterAuthOptions extends LibraryOptions {
  /** Login role in group `identity_rw`; this adapter opens its own pool on it. */
  readonly databaseUrl: string;
  readonly prepare?: boolean;
  readonly maxConnections?: number;
  readonly now?: () => Date;
  /** What authenticator apps list an account under. */
  readonly issuer: string;
  /** What new passwords are held to beside their length. */
  readonly passwords: PasswordRules;
  /** What a new account is held to; nothing but the counts of its network when absent. */
  readonly signUps?: SignUpRules;
  /** Who vouches for people; nobody when absent. */
  readonly social?: SocialVendors | undefined;
  /** Asks the providers of workspaces; without it no workspace has one. */
  readonly openId?: OpenIdProviders | undefined;
  /** The request that runs, so that what the library writes can be traced to it. */
  readonly cause?: () => PoolCause | undefined;
}

/** The default adapter. Options arrive validated: no environment reads in here. */
export function betterAuthIdentity(options: BetterAuthOptions): IdentityProvider & { close(): Promise<void> } {
  const { maxConnections = 3, prepare = true, now = () => new Date() } = options;
  const pool = openPool({ url: options.databaseUrl, name: "identity", maxConnections, prepare, cause: options.cause });
  const { database } = pool;
  const people = sqlPeople(database, now);
  const sessions = sqlSessions(database, now);
  const invitations = sqlInvitations(database, now);
  const isSecure = options.origin.startsWith("https:");
  const cookieName = (name: string) => `${isSecure ? "__Host-" : ""}${options.cookiePrefix}.${name}`;
  const throttle = createThrottle(sqlTallies(database, now), {
    now,
    secret: options.secret,
    cookieName: cookieName("device"),
    isSecure,
  });
  const addressOf = async (userId: string) => (await people.findPerson(userId))?.person.email;
  const factors = createSecondFactors(sqlSecondFactors(database, now), {
    now,
    issuer: options.issuer,
    addressOf,
    seal,
    unseal,
  });
  const gate = createSignInGate({ factors, throttle, addressOf, cookieName: cookieName("second-factor"), isSecure });
  const passkeys = createPasskeys({
    now,
    rows: sqlPasskeys(database),
    authenticators: webauthn(options.origin),
    findPerson: people.findPerson,
    noteAuthenticated: (ref) => attempt(() => noteAuthenticated(database, ref, now())),
    secret: options.secret,
    cookieName: cookieName("passkey"),
    isSecure,
  });
  const { mails, ...mailCodes } = sqlMailCodes(database, { now, secret: options.secret });
  const underway = new AsyncLocalStorage<Underway>();
  const proven = new AsyncLocalStorage<string>();

  const library = createLibrary(options, pool, {
    async tell(type, userId) {
      try {
        await recordPersonFact(database, type, userId);
      } catch (error) {
        // The library swallows what its callbacks throw and answers 200: a mail that was promised would never be sent.
        const request = underway.getStore();
        if (request !== undefined) request.lost = true;
        throw error;
      }
    },
    // The library's own link takes no password, so it does not hand one on.
    async hasRightPassword(userId) {
      const call = underway.getStore()?.call;
      return call?.endpoint === "verify-email" && isPassword(call.form.password, userId);
    },
    async isHeld(userId) {
      if (proven.getStore() === userId || !(await gate.isHeld(userId))) return false;
      const request = underway.getStore();
      if (request !== undefined) request.heldUserId = userId;
      return true;
    },
  });

  const signUps = createSignUpGuard({
    rules: options.signUps ?? {},
    counts: sqlSignUpCounts(database, now),
    secret: options.secret,
  });
  const entry = createEntry({
    library,
    underway,
    proven,
    throttle,
    gate,
    passkeys,
    passwords: options.passwords,
    mails,
    mailCookie: { name: cookieName("mail"), isSecure },
    signUps,
    invitedAddress: async (id) => (await invitations.findInvitationLetter(id))?.email,
    social: { answer: (call, headers) => social.answer(call, headers) },
    findPerson: async (userId) => (await people.findPerson(userId))?.person,
    origin: options.origin,
    onWarning: options.onWarning,
  });
  const seals = createSeals(options.secret);
  const social = createSocial({
    sso: createSso(sqlSso(database, seals), options.openId ?? NO_PROVIDERS, options.origin),
    vendors: options.social ?? NO_VENDORS,
    store: sqlSocial(database, now),
    browserKey: createBrowserKey({
      cookieName: cookieName("social"),
      isSecure,
    }),
    admit: (userId, headers, { connectionId }) => entry.admit(userId, headers, { connectionId }),
    findSession,
    isHeld: gate.isHeld,
    findFault: (email, headers, isInvited) =>
      signUps.findFault({ email, headers, isVouchedFor: true, isInvited: async () => isInvited }),
    confirm: (ref) => attempt(() => noteAuthenticated(database, ref, now())),
    origin: options.origin,
    now,
    onWarning: options.onWarning,
  });

  return {
    capabilities: {
      password: true,
      mail: true,
      passkeys: true,
      secondFactor: true,
      social: true,
      elsewhere: false,
      domains: true,
      manyWorkspaces: true,
      members: true,
      profile: true,
      apiKeys: true,
    },
    ...people,
    ...sessions,
    ...factors.port,
    ...passkeys.port,
    ...sqlAddressChanges(database, now),
    ...mailCodes,
    ...sqlWorkspaces(database, now),
    ...sqlWorkspaceChanges(database, now),
    ...sqlDomains(database, now),
    ...sqlSignInConnections(database, now, seals),
    ...sqlClosing(database, now),
    ...invitations,
    ...sqlRoles(database, now),
    ...sqlTeams(database, now),
    ...sqlUsage(database, now),
    ...sqlKeys(database, { now, onWarning: options.onWarning }),

    async handle(request, handling) {
      return (await social.receive(request)) ?? entry.handle(request, handling);
    },
    socialProviders: social.socialProviders,
    signInPlace: undefined,
    listConnections: social.listConnections,
    beginConnection: social.beginConnection,
    endConnection: social.endConnection,
    listOfferedConnections: social.listOfferedConnections,
    beginOfferedConnection: social.beginOfferedConnection,
    endOfferedConnection: social.endOfferedConnection,

    findSession,

    async confirmByCode({ proof, ...given }) {
      await gate.before({ ...given, proof });
      await mailCodes.confirmByCode(given);
    },

    async confirmPassword({ userId, sessionId, ...given }) {
      await assertPassword({ userId, sessionId, ...given });
      await attempt(() => noteAuthenticated(database, { userId, sessionId }, now()));
    },

    async changePassword({ currentPassword, newPassword, proof, ...ref }) {
      await assertPassword({ ...ref, password: currentPassword, proof });
      const person = (await people.findPerson(ref.userId))?.person;
      const fault = person && (await options.passwords.findFault(newPassword, person));
      if (fault !== undefined) throw passwordError(fault);
      const { password } = await library.$context;
      await savePassword(database, { ...ref, hash: await password.hash(newPassword), now: now() });
    },

    async mintVerificationToken(userId) {
      const known = await people.findPerson(userId);
      if (known === undefined || known.verified) return undefined;
      const { secret } = await library.$context;
      const { email } = known.person;
      const token = await createEmailVerificationToken(secret, email, undefined, VERIFICATION_SECONDS, { userId });
      return { token, expiresAt: expiryIn(token) };
    },

    async mintPasswordResetToken(userId) {
      if ((await people.findPerson(userId)) === undefined) return undefined;
      const token = randomBytes(24).toString("base64url");
      const { internalAdapter } = await library.$context;
      // What the library's own endpoint writes; its store hashes the identifier.
      const identifier = `reset-password:${token}`;
      const expiresAt = new Date(Date.now() + RESET_SECONDS * 1_000);
      await attempt(() => internalAdapter.createVerificationValue({ identifier, value: userId, expiresAt }));
      return { token, expiresAt };
    },

    takeFacts: async () => [],
    close: () => pool.close(),
  };

  async function findSession(headers: Headers): Promise<Session | undefined> {
    // A request without either has no session; asking would cost two queries for each anonymous visitor.
    if (!headers.has("cookie") && !headers.has("authorization")) return undefined;
    const found = await attempt(() => library.api.getSession({ headers }));
    if (found === null) return undefined;
    const { id, userId, expiresAt, updatedAt: lastSeenAt } = found.session;
    if (expiresAt <= now() || isIdle(lastSeenAt, now())) {
      await attempt(() => endOne(database, { userId, sessionId: id }));
      return undefined;
    }
    // Of a session that could not be noted, at worst an early end is the consequence: no reason to refuse this request.
    if (isUnnoted(lastSeenAt, now())) {
      await noteSeen(database, id, now()).catch(() => options.onWarning("a session could not be noted as seen"));
    }
    return toSession(found);
  }

  /** Whoever took over a session must not find the password out in it. */
  async function assertPassword({ password, userId, sessionId, proof }: PasswordAttempt): Promise<void> {
    if (!(await mailCodes.findSignInMethods(userId)).password) throw noPassword();
    await gate.again({ userId, sessionId, proof }, async () => {
      if (await isPassword(password, userId)) return;
      throw new IdentityError("identity.wrong_password", "This is not your password.");
    });
  }

  async function isPassword(password: string, userId: string): Promise<boolean> {
    const context = await library.$context;
    const hash = (await context.internalAdapter.findCredentialAccount(userId))?.password;
    return typeof hash === "string" && context.password.verify({ hash, password });
  }

  /** With a key of this person's: a secret that was copied into another person's row opens nothing there. */
  function seal(secret: string, userId: string): Promise<string> {
    return symmetricEncrypt({ key: keyFor(userId), data: secret });
  }

  async function unseal(data: string, userId: string): Promise<string> {
    return symmetricDecrypt({ key: keyFor(userId), data }).catch((cause: unknown) => {
      options.onWarning("a second factor can't be read: was BETTER_AUTH_SECRET changed?");
      throw new IdentityError("identity.unavailable", "this second factor can't be read", { cause });
    });
  }

  function keyFor(userId: string): string {
    return `second factor ${userId} ${options.secret}`;
  }
}
