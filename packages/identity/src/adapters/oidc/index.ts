import { problemResponse, readCall, successResponse } from "../../auth-http.ts";
import { IdentityError } from "../../errors.ts";
import type { HandleOptions, IdentityProvider } from "../../port.ts";
import { createSignUpGuard, type SignUpRules } from "../../sign-up-guard.ts";
import { createSocial, isSocialCall } from "../../social/flow.ts";
import { createBrowserKey } from "../../social/secrets.ts";
import { NO_PROVIDERS } from "../../sso/no-providers.ts";
import { createSso, NO_CONNECTIONS } from "../../sso/sign-in.ts";
import { openPool, type PoolCause } from "../../tenancy.ts";
import { noSignIn } from "../no-sign-in.ts";
import { relyingParty, type Send } from "../openid/relying-party.ts";
import { sqlAddressChanges } from "../sql/address-changes.ts";
import { sqlClosing } from "../sql/closing.ts";
import { attempt } from "../sql/failures.ts";
import { sqlInvitations } from "../sql/invitations.ts";
import { sqlKeys } from "../sql/keys.ts";
import { sqlPeople } from "../sql/people.ts";
import { sqlRoles } from "../sql/roles.ts";
import { noteAuthenticated, sqlSessions } from "../sql/sessions.ts";
import { sqlSignUpCounts } from "../sql/sign-up-counts.ts";
import { sqlSocial } from "../sql/social.ts";
import { sqlTeams } from "../sql/teams.ts";
import { sqlUsage } from "../sql/usage.ts";
import { sqlWorkspaceChanges } from "../sql/workspace-changes.ts";
import { sqlWorkspaces } from "../sql/workspaces.ts";
import { logoutTokenIn, NOTICE_PATH } from "./notice.ts";
import { accountIdAt, type Guarded, openidVendor } from "./provider.ts";
import { ownSessions } from "./sessions.ts";

export { probeOpenid } from "./probe.ts";

export interface OidcOptions {
  /** Login role in group `identity_rw`; this adapter opens its own pool on it. */
  readonly databaseUrl: string;
  readonly prepare?: boolean;
  readonly maxConnections?: number;
  readonly now?: () => Date;
  /** As the provider calls itself, to the letter. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call the place where they sign in. */
  readonly name: string;
  /** Public origin of the web app, such as `https://app.example.com`. */
  readonly origin: string;
  /** Prefix of its cookies. */
  readonly cookiePrefix: string;
  readonly signUps?: SignUpRules;
  /** For each call that leaves the process. */
  readonly guarded?: Guarded;
  readonly fetch?: Send | undefined;
  /** The request that runs, so that what is written can be traced to it. */
  readonly cause?: () => PoolCause | undefined;
  readonly onWarning: (message: string) => void;
}

/**
 * People sign in at one OpenID provider of the installation's own, and nowhere else: it has the passwords, passkeys and second
 * factors. Accounts, sessions, workspaces and who is in them stay ours; no token of the provider's is kept.
 */
export function oidcIdentity(options: OidcOptions): IdentityProvider & { close(): Promise<void> } {
  const { maxConnections = 3, prepare = true, now = () => new Date(), origin, issuer, onWarning } = options;
  const { guarded = (work) => work(AbortSignal.timeout(8_000)) } = options;
  const pool = openPool({ url: options.databaseUrl, name: "identity", maxConnections, prepare, cause: options.cause });
  const { database } = pool;
  const isSecure = origin.startsWith("https:");
  const cookieName = (name: string) => `${isSecure ? "__Host-" : ""}${options.cookiePrefix}.${name}`;
  const sessions = ownSessions(database, { now, cookieName: cookieName("session_token"), isSecure, onWarning });
  const party = relyingParty({
    issuer,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    redirectUri: `${origin}/api/auth/callback/oidc`,
    fetch: options.fetch,
    allowHttp: issuer.startsWith("http:"),
    now,
  });
  const accountIdOf = accountIdAt(issuer);
  const signUps = createSignUpGuard({
    rules: options.signUps ?? {},
    counts: sqlSignUpCounts(database, now),
    // Only so that whoever reads the counts can't tell whose network one is.
    secret: options.clientSecret,
  });
  const social = createSocial({
    vendors: openidVendor(party, guarded, accountIdOf),
    store: sqlSocial(database, now),
    sso: createSso(NO_CONNECTIONS, NO_PROVIDERS, origin),
    browserKey: createBrowserKey({ cookieName: cookieName("social"), isSecure }),
    // Nothing stands before it: the second factor is the provider's.
    admit: async (userId, headers, { session: vendor }) => ({
      cookies: [await sessions.open({ userId, headers, vendor })],
    }),
    findSession: sessions.find,
    isHeld: async () => false,
    findFault: (email, headers) =>
      signUps.findFault({ email, headers, isVouchedFor: true, isInvited: async () => false }),
    confirm: (ref) => attempt(() => noteAuthenticated(database, ref, now())),
    origin,
    now,
    onWarning,
  });
  const elsewhere = `People sign in at ${options.name}, which has their passwords and the like.`;

  return {
    capabilities: {
      password: false,
      mail: false,
      passkeys: false,
      secondFactor: false,
      social: false,
      elsewhere: true,
      domains: false,
      manyWorkspaces: true,
      members: true,
      profile: true,
      apiKeys: true,
    },
    signInPlace: options.name,
    ...noSignIn(elsewhere),
    ...sqlPeople(database, now),
    ...sqlSessions(database, now),
    ...sqlAddressChanges(database, now),
    ...sqlWorkspaces(database, now),
    ...sqlWorkspaceChanges(database, now),
    ...sqlClosing(database, now),
    ...sqlInvitations(database, now),
    ...sqlRoles(database, now),
    ...sqlTeams(database, now),
    ...sqlUsage(database, now),
    ...sqlKeys(database, { now, onWarning }),

    async handle(request, { requestId } = {}) {
      try {
        return (
          (await told(request, requestId)) ?? (await social.receive(request)) ?? (await answer(request, requestId))
        );
      } catch (error) {
        onWarning(`a request could not be answered: ${error instanceof Error ? error.name : "?"}`);
        return problemResponse({ code: "identity.unavailable" }, requestId);
      }
    },
    findSession: (headers) => sessions.find(headers),

    socialProviders: social.socialProviders,
    // It is the only way in: connected by the first sign-in, and never taken away.
    async beginConnection(wish) {
      if (wish.purpose === "connect") throw new IdentityError("identity.forbidden", elsewhere);
      return social.beginConnection(wish);
    },

    takeFacts: async () => [],
    close: () => pool.close(),
  };

  async function answer(request: Request, requestId: HandleOptions["requestId"]): Promise<Response> {
    if (!ENDPOINTS.has(new URL(request.url).pathname))
      return problemResponse({ code: "identity.no_endpoint" }, requestId);
    const call = await readCall(request, origin);
    if ("code" in call) return problemResponse(call, requestId);
    if (call.endpoint === "sign-out") return signOut(request.headers);
    if (!isSocialCall(call)) return problemResponse({ code: "identity.no_endpoint" }, requestId);
    const outcome = await social.answer(call, request.headers);
    return outcome instanceof Response ? outcome : problemResponse(outcome, requestId);
  }

  /** Here first, and whatever the provider says: the page leads there afterwards, where it has such a page. */
  async function signOut(headers: Headers): Promise<Response> {
    const hadOne = (await sessions.find(headers)) !== undefined;
    const cookies = [await sessions.end(headers)];
    const url = hadOne
      ? await guarded((signal) => party.endSessionUrl(`${origin}/sign-in`, { signal })).catch(() => undefined)
      : undefined;
    return successResponse("sign-out", { cookies, ...(url !== undefined && { more: { url } }) });
  }

  /** By the provider itself, which has no cookie: its signature is what counts. `undefined` for any other request. */
  async function told(request: Request, requestId: HandleOptions["requestId"]): Promise<Response | undefined> {
    if (request.method !== "POST" || new URL(request.url).pathname !== NOTICE_PATH) return undefined;
    const token = await logoutTokenIn(request);
    try {
      if (token === undefined) return problemResponse({ code: "identity.notice_refused" }, requestId);
      const { id, sid, subject } = await guarded((signal) => party.verifyLogoutToken(token, { signal }));
      const accountId = subject === undefined ? undefined : accountIdOf(subject);
      if (await sessions.endElsewhere({ noticeId: id, sid, accountId }, "oidc")) return NOTED();
      onWarning("a notice of a session's end came twice");
    } catch (error) {
      if (!(error instanceof IdentityError) || error.code !== "identity.social_refused") throw error;
      onWarning("a notice of a session's end could not be trusted");
    }
    return problemResponse({ code: "identity.notice_refused" }, requestId);
  }
}

const NOTED = () => Response.json({ status: "noted" }, { headers: { "cache-control": "no-store" } });
const ENDPOINTS: ReadonlySet<string> = new Set(
  ["sign-out", "social/begin", "social/newcomer", "social/accept"].map((endpoint) => `/api/auth/${endpoint}`),
);
