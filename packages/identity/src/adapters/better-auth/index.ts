import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createEmailVerificationToken } from "better-auth/api";
import type { AuthCall } from "../../auth-forms.ts";
import {
  alreadyVerifiedResponse,
  type AuthProblem,
  problemResponse,
  readCall,
  successResponse,
} from "../../auth-http.ts";
import { isIdle, isUnnoted } from "../../domain/session.ts";
import { IdentityError } from "../../errors.ts";
import { passwordError, type PasswordFault, type PasswordRules } from "../../passwords.ts";
import type { SessionRef } from "../../port-account.ts";
import type { IdentityProvider } from "../../port.ts";
import { createThrottle, throttled } from "../../throttle.ts";
import { openPool, type PoolCause } from "../../tenancy.ts";
import { sqlAddressChanges } from "../sql/address-changes.ts";
import { attempt } from "../sql/failures.ts";
import { sqlInvitations } from "../sql/invitations.ts";
import { recordPersonFact, sqlPeople } from "../sql/people.ts";
import { savePassword } from "../sql/passwords.ts";
import { endOne, noteAuthenticated, noteSeen, sqlSessions } from "../sql/sessions.ts";
import { sqlTallies } from "../sql/tallies.ts";
import { sqlRoles } from "../sql/roles.ts";
import { sqlTeams } from "../sql/teams.ts";
import { sqlWorkspaceChanges } from "../sql/workspace-changes.ts";
import { sqlWorkspaces } from "../sql/workspaces.ts";
import { createLibrary, type LibraryOptions, RESET_SECONDS, VERIFICATION_SECONDS } from "./library.ts";
import { ALREADY_VERIFIED, expiryIn, toAuthProblem, toSession } from "./translate.ts";

export interface BetterAuthOptions extends LibraryOptions {
  /** Login role in group `identity_rw`; this adapter opens its own pool on it. */
  readonly databaseUrl: string;
  readonly prepare?: boolean;
  readonly maxConnections?: number;
  readonly now?: () => Date;
  /** What new passwords are held to beside their length. */
  readonly passwords: PasswordRules;
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
  const isSecure = options.origin.startsWith("https:");
  const throttle = createThrottle(sqlTallies(database, now), {
    now,
    secret: options.secret,
    cookieName: `${isSecure ? "__Host-" : ""}${options.cookiePrefix}.device`,
    isSecure,
  });
  const current = new AsyncLocalStorage<{ readonly call: AuthCall; lost: boolean }>();

  const library = createLibrary(options, database, {
    async tell(type, userId) {
      try {
        await recordPersonFact(database, type, userId);
      } catch (error) {
        // The library swallows what its callbacks throw and answers 200: a mail that was promised would never be sent.
        const request = current.getStore();
        if (request !== undefined) request.lost = true;
        throw error;
      }
    },
    // The library's own link takes no password, so it does not hand one on.
    async hasRightPassword(userId) {
      const call = current.getStore()?.call;
      return call?.endpoint === "verify-email" && isPassword(call.form.password, userId);
    },
  });

  return {
    capabilities: { password: true, manyWorkspaces: true, members: true, profile: true },
    ...people,
    ...sessions,
    ...sqlAddressChanges(database, now),
    ...sqlWorkspaces(database, now),
    ...sqlWorkspaceChanges(database, now),
    ...sqlInvitations(database, now),
    ...sqlRoles(database, now),
    ...sqlTeams(database, now),

    async handle(request, { requestId } = {}) {
      const call = await readCall(request, options.origin);
      const code = "code" in call ? undefined : await faultIn(call);
      const outcome = "code" in call ? call : code === undefined ? await slowly(call, request.headers) : { code };
      return outcome instanceof Response ? outcome : problemResponse(outcome, requestId);
    },

    async findSession(headers) {
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
    },

    async confirmPassword({ password, ...ref }) {
      await assertPassword(password, ref);
      await attempt(() => noteAuthenticated(database, ref, now()));
    },

    async changePassword({ currentPassword, newPassword, ...ref }) {
      await assertPassword(currentPassword, ref);
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

  /** Asked before the library, whose transaction must not wait for a service. */
  async function faultIn({ endpoint, form }: AuthCall): Promise<PasswordFault | undefined> {
    if (endpoint === "sign-up/email") return options.passwords.findFault(form.password, form);
    if (endpoint !== "reset-password") return undefined;
    const person = await personBehind(form.token).catch(() => undefined);
    return person && options.passwords.findFault(form.newPassword, person);
  }

  /** Whoever took over a session must not find the password out in it. */
  async function assertPassword(password: string, { userId, sessionId }: SessionRef): Promise<void> {
    await throttled(throttle, sessionId, async () => {
      if (await isPassword(password, userId)) return;
      throw new IdentityError("identity.wrong_password", "This is not your password.");
    });
  }

  /** Whom a link to a new password belongs to, without using it. */
  async function personBehind(token: string) {
    const { internalAdapter } = await library.$context;
    const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    return link ? (await people.findPerson(link.value))?.person : undefined;
  }

  /** Guesses wait. A browser in which somebody shows that an address is theirs is known from then on. */
  async function slowly(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    const { endpoint, form } = call;
    if (endpoint === "sign-in/email" || endpoint === "sign-in/token") {
      const key = throttle.keyOf(headers, form.email);
      const retryAfterSeconds = await throttle.take(key);
      if (retryAfterSeconds !== undefined) return { code: "identity.too_many_attempts", retryAfterSeconds };
      const outcome = await answer(call, headers);
      if (!(outcome instanceof Response)) return outcome;
      await throttle.forget(key);
      return endpoint === "sign-in/email" ? marked(outcome, form.email) : outcome;
    }
    if (endpoint !== "reset-password") return answer(call, headers);
    const person = await personBehind(form.token).catch(() => undefined);
    const outcome = await answer(call, headers);
    return outcome instanceof Response && person ? marked(outcome, person.email) : outcome;
  }

  function marked(response: Response, email: string): Response {
    response.headers.append("set-cookie", throttle.markFor(email));
    return response;
  }

  async function answer(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    const outcome = await ask(call, headers);
    // Two people, or one with two tabs, sign up with one address at once. Asked again, the library finds the first.
    const again = call.endpoint === "sign-up/email" && "code" in outcome && outcome.code === "FAILED_TO_CREATE_USER";
    const { response, lost, code } = again ? await ask(call, headers) : outcome;
    if (lost || response === undefined || code === "FAILED_TO_CREATE_USER") return { code: "identity.unavailable" };
    if (code === ALREADY_VERIFIED) return alreadyVerifiedResponse();
    if (!response.ok) {
      return toAuthProblem({ status: response.status, code, retryAfter: response.headers.get("x-retry-after") });
    }
    const cookies = response.headers.getSetCookie();
    if (call.endpoint === "verify-email" && cookies.length === 0) return alreadyVerifiedResponse();
    if (call.endpoint === "sign-in/token") {
      const token = response.headers.get("set-auth-token");
      return token === null ? { code: "identity.unavailable" } : successResponse(call.endpoint, { token });
    }
    if (call.endpoint === "sign-in/email" || call.endpoint === "verify-email") await endSession(headers);
    return successResponse(call.endpoint, { cookies });
  }

  async function ask(call: AuthCall, headers: Headers) {
    const request = { call, lost: false };
    try {
      const [response] = await Promise.all([
        current.run(request, () => library.handler(toLibrary(call, headers, options.origin))),
        call.endpoint === "request-password-reset" && delay(RESET_ANSWER_MS),
      ]);
      return { response, lost: request.lost, code: response.ok ? undefined : await codeOf(response) };
    } catch (error) {
      options.onWarning(`the auth library failed: ${error instanceof Error ? error.name : "?"}`);
      return { response: undefined, lost: request.lost, code: undefined };
    }
  }

  async function isPassword(password: string, userId: string): Promise<boolean> {
    const context = await library.$context;
    const hash = (await context.internalAdapter.findCredentialAccount(userId))?.password;
    return typeof hash === "string" && context.password.verify({ hash, password });
  }

  /** Whoever signs in anew in a browser leaves no open session behind in it. */
  async function endSession(headers: Headers): Promise<void> {
    if (!headers.has("cookie")) return;
    await library.api.signOut({ headers }).catch(() => {
      options.onWarning("the session before this sign-in could not be ended");
    });
  }
}

/** A known address costs two inserts more than an unknown one. The library levels the other endpoints by itself. */
const RESET_ANSWER_MS = 200;

/** Of the caller's headers the library gets these: where a request comes from, and the session where it ends that. */
const PASSED_ON = ["origin", "user-agent", "x-forwarded-for", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];
const CREDENTIALS = ["cookie", "authorization"];

function toLibrary({ endpoint, form }: AuthCall, given: Headers, origin: string): Request {
  const url = new URL(`/api/auth/${endpoint === "sign-in/token" ? "sign-in/email" : endpoint}`, origin);
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of endpoint === "sign-out" ? [...PASSED_ON, ...CREDENTIALS] : PASSED_ON) {
    const value = given.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (endpoint !== "verify-email") return new Request(url, { method: "POST", headers, body: JSON.stringify(form) });
  // Nobody's but this process's: the library never sees the URL that the person asked.
  url.searchParams.set("token", form.token);
  return new Request(url, { headers });
}

async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
}
