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
import type { IdentityProvider } from "../../port.ts";
import { openPool, type PoolCause } from "../../tenancy.ts";
import { attempt } from "../sql/failures.ts";
import { sqlInvitations } from "../sql/invitations.ts";
import { recordPersonFact, sqlPeople } from "../sql/people.ts";
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
  /** The request that runs, so that what the library writes can be traced to it. */
  readonly cause?: () => PoolCause | undefined;
}

/** The default adapter. Options arrive validated: no environment reads in here. */
export function betterAuthIdentity(options: BetterAuthOptions): IdentityProvider & { close(): Promise<void> } {
  const { maxConnections = 3, prepare = true, now = () => new Date() } = options;
  const pool = openPool({ url: options.databaseUrl, name: "identity", maxConnections, prepare, cause: options.cause });
  const { database } = pool;
  const people = sqlPeople(database, now);
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
    ...sqlWorkspaces(database, now),
    ...sqlWorkspaceChanges(database, now),
    ...sqlInvitations(database, now),
    ...sqlRoles(database, now),
    ...sqlTeams(database, now),

    async handle(request, { requestId } = {}) {
      const call = await readCall(request, options.origin);
      const outcome = "code" in call ? call : await answer(call, request.headers);
      return outcome instanceof Response ? outcome : problemResponse(outcome, requestId);
    },

    async findSession(headers) {
      // A request without cookies has no session; asking would cost two queries for each anonymous visitor.
      if (!headers.has("cookie")) return undefined;
      const found = await attempt(() => library.api.getSession({ headers }));
      return found === null ? undefined : toSession(found);
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
    if (call.endpoint === "sign-in/email" || call.endpoint === "verify-email") await endSession(headers);
    return successResponse(call.endpoint, cookies);
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

/** Of the caller's headers the library gets these: where a request comes from, and a cookie where it ends a session. */
const PASSED_ON = ["origin", "user-agent", "x-forwarded-for", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];

function toLibrary({ endpoint, form }: AuthCall, given: Headers, origin: string): Request {
  const url = new URL(`/api/auth/${endpoint}`, origin);
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of endpoint === "sign-out" ? [...PASSED_ON, "cookie"] : PASSED_ON) {
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
