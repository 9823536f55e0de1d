import { timingSafeEqual } from "node:crypto";
import type { AuthCall } from "../auth-forms.ts";
import { type AuthProblem, type Brought, successResponse } from "../auth-http.ts";
import { safeNext } from "../domain/next.ts";
import { IdentityError } from "../errors.ts";
import type {
  SocialAnswer,
  SocialPerson,
  SocialPort,
  SocialProvider,
  SocialSecrets,
  SocialVendors,
  VendorSession,
  Voucher,
} from "../port-social.ts";
import type { SsoConnection, SsoPort } from "../port-sso.ts";
import type { Session } from "../port.ts";
import { ssoOff } from "../sso/no-providers.ts";
import { isSso, type Sso, voucherOf } from "../sso/sign-in.ts";
import { TERMS_VERSION } from "../terms.ts";
import { type Arrival, type Back, leadTo, onward, readBack, type SocialProblem } from "./callback.ts";
import { off } from "./no-vendors.ts";
import { ATTEMPT_SECONDS, type BrowserKey, hashOf, NEWCOMER_SECONDS, secretsOf } from "./secrets.ts";
import type { SocialAttempt, SocialStore } from "./store.ts";

interface SocialParts {
  readonly vendors: SocialVendors;
  readonly store: SocialStore;
  /** By the providers of workspaces. */
  readonly sso: Sso;
  readonly browserKey: BrowserKey;
  /** Where every way in ends: a session, or what stands before it. */
  readonly admit: (userId: string, headers: Headers, by: CameBy) => Promise<Brought>;
  /** Whether this person has a second factor, which no vendor is asked for. */
  readonly isHeld: (userId: string) => Promise<boolean>;
  /** Why nobody may sign up with this address from here; `undefined`: they may. A workspace's provider has invited them. */
  readonly findFault: (email: string, headers: Headers, isInvited: boolean) => Promise<AuthProblem | undefined>;
  readonly findSession: (headers: Headers) => Promise<Session | undefined>;
  /** This session's person has just proved who they are. */
  readonly confirm: (ref: { readonly userId: string; readonly sessionId: string }) => Promise<void>;
  readonly origin: string;
  readonly now: () => Date;
  /** Without an address or a token in it. */
  readonly onWarning: (message: string) => void;
}

/** What brought somebody in, for the session to remember. */
export interface CameBy {
  /** The connection of a workspace. */
  readonly connectionId?: string | undefined;
  readonly session?: VendorSession | undefined;
}

export type SocialCall = Extract<AuthCall, { readonly endpoint: `social/${string}` }>;
export const isSocialCall = (call: AuthCall): call is SocialCall => call.endpoint.startsWith("social/");

interface Social extends Omit<SocialPort, "signInPlace">, SsoPort {
  /** The endpoints that our pages call. */
  answer(call: SocialCall, headers: Headers): Promise<Response | AuthProblem>;
  /** What a browser brings back from a vendor; `undefined` for any other request. Never throws. */
  receive(request: Request): Promise<Response | undefined>;
}

/** Signing in by way of a vendor, and what an account is connected to. Vendor, store and session are somebody else's. */
export function createSocial(parts: SocialParts): Social {
  const { vendors, store, sso, browserKey, admit, isHeld, findFault, findSession, confirm, origin, now, onWarning } =
    parts;
  const inSeconds = (seconds: number) => new Date(now().getTime() + seconds * 1_000);

  return {
    socialProviders: vendors.providers,
    listConnections: (userId) => store.list(userId),
    endConnection: (ref) => store.disconnect(ref),
    beginConnection: ({ userId, sessionId, provider, purpose, next }) =>
      depart(atVendor(provider), next ?? SECURITY, { userId, sessionId, purpose }),

    listOfferedConnections: sso.list,
    endOfferedConnection: sso.end,
    async beginOfferedConnection({ workspaceId, ...ref }) {
      const connection = await sso.findOffered({ userId: ref.userId, workspaceId });
      if (connection === undefined) throw ssoOff();
      return depart(atProvider(connection), SECURITY, { ...ref, purpose: "connect" });
    },

    async answer(call, headers) {
      try {
        return await answer(call, headers);
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error;
        const isOff = error.code === "identity.social_off" || error.code === "identity.sso_off";
        return { code: isOff ? error.code : "identity.unavailable" };
      }
    },

    async receive(request) {
      const back = await readBack(request);
      if (back === undefined) return undefined;
      if (back.kind === "posted") return relay(back);
      const arrival = await arrive(back, request.headers).catch((error: unknown): Arrival => {
        onWarning(`a sign-in by ${back.provider} failed: ${error instanceof Error ? error.name : "?"}`);
        return { problem: "unavailable", page: "/sign-in" };
      });
      return leadTo(origin, { cookies: [browserKey.clear()], ...arrival });
    },
  };

  function atVendor(provider: SocialProvider): Door {
    if (!vendors.providers.includes(provider)) throw off();
    return { by: provider, leave: (secrets, isFresh) => vendors.departure(provider, secrets, { isFresh }) };
  }

  function atProvider(connection: SsoConnection, hint?: string): Door {
    return { by: voucherOf(connection), leave: (secrets) => sso.departure(connection, { secrets, hint }) };
  }

  async function depart({ by, leave }: Door, next: string, session?: NonNullable<SocialAttempt["session"]>) {
    const key = browserKey.make();
    const secrets = secretsOf(key);
    await store.begin({
      keyHash: hashOf(key),
      stateHash: hashOf(secrets.state),
      provider: by,
      next: safeNext(next),
      expiresAt: inSeconds(ATTEMPT_SECONDS),
      ...(session !== undefined && { session }),
    });
    return {
      url: await leave(secrets, session?.purpose === "confirm"),
      cookies: [browserKey.cookieFor(key, ATTEMPT_SECONDS)],
    };
  }

  async function answer({ endpoint, form }: SocialCall, headers: Headers): Promise<Response | AuthProblem> {
    if (endpoint === "social/begin") {
      const { url, cookies } = await depart(atVendor(form.provider), form.next ?? HOME);
      return successResponse(endpoint, { cookies, more: { url } });
    }
    if (endpoint === "social/sso") {
      // Of an address it says what its domain does, and nothing of the person.
      const connection = await sso.findByAddress(form.email);
      if (connection === undefined) throw ssoOff();
      const { url, cookies } = await depart(atProvider(connection, form.email), form.next ?? HOME);
      return successResponse(endpoint, { cookies, more: { url } });
    }
    const key = browserKey.read(headers);
    const newcomer = key === undefined ? undefined : await store.findNewcomer(hashOf(key));
    if (key === undefined || newcomer === undefined) return { code: "identity.social_expired" };
    if (endpoint === "social/newcomer") {
      const { provider, email, name } = newcomer;
      if (!isSso(provider)) return successResponse(endpoint, { more: { provider, email, name } });
      const workspaceName = (await sso.findBy(provider))?.workspaceName;
      if (workspaceName === undefined) throw ssoOff();
      return successResponse(endpoint, { more: { provider: "sso", email, name, workspaceName } });
    }
    const connectionId = connectionIn(newcomer.provider);
    const fault = await findFault(newcomer.email, headers, connectionId !== undefined);
    if (fault !== undefined) return fault;
    const { name, locale } = form;
    const made = await store.signUp(hashOf(key), { name, locale, termsVersion: TERMS_VERSION });
    if (made === undefined) return { code: "identity.social_expired" };
    if (made === "taken") return { code: "identity.social_address_known" };
    const by = { connectionId, session: newcomer.session };
    const { cookies = [], ...brought } = await admit(made.userId, headers, by);
    return successResponse(endpoint, {
      ...brought,
      cookies: [...cookies, browserKey.clear()],
      more: { next: newcomer.next },
    });
  }

  /** A form of another site carries no cookie of ours: the browser is asked to come again, by a link. */
  async function relay({ provider, query, name, state }: Extract<Back, { kind: "posted" }>): Promise<Response> {
    if (name !== "") await store.noteName(hashOf(state), name).catch(() => onWarning("a name could not be noted"));
    return onward(origin, provider, query);
  }

  async function arrive({ provider, query }: Extract<Back, { kind: "led" }>, headers: Headers): Promise<Arrival> {
    const key = browserKey.read(headers);
    if (key === undefined) return { problem: "stale", page: "/sign-in" };
    const secrets = secretsOf(key);
    // Not taken for an answer that this browser never asked for: another site could end a sign-in that is under way.
    if (!isSame(query.get("state") ?? "", secrets.state)) return { problem: "stale", page: "/sign-in", cookies: [] };
    const attempt = await store.take(hashOf(key));
    if (attempt === undefined) return { problem: "stale", page: "/sign-in" };
    const page = attempt.session === undefined ? "/sign-in" : SECURITY;
    const from = await cameFrom(attempt.provider, provider);
    if (typeof from === "string") return { problem: from, page };
    const refusal = query.get("error");
    if (refusal !== null) return { problem: DECLINED.has(refusal) ? "declined" : "refused", page };

    const isFresh = attempt.session?.purpose === "confirm";
    const brought = await from.ask({ query, secrets, isFresh }).catch((error: unknown) => {
      const isRefused = error instanceof IdentityError && error.code === "identity.social_refused";
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "?";
      onWarning(`${provider} ${isRefused ? "did not say who this is" : "did not answer"}: ${cause}`);
      return isRefused ? "refused" : "unavailable";
    });
    if (typeof brought === "string") return { problem: brought, page };
    const person = { ...brought, name: brought.name || attempt.name };
    return attempt.session === undefined
      ? enter(key, { ...attempt, ...from }, person, headers)
      : finish({ ...attempt, ...from, session: attempt.session }, person, headers);
  }

  /** Who is asked what the browser brought, if it came back the way that it left by: no other's answer counts (RFC 9700, 4.4). */
  async function cameFrom(by: Voucher, path: Voucher): Promise<Origin | SocialProblem> {
    if (!isSso(by))
      return by === path && !isSso(path) ? { ask: (brought) => vendors.arrival(path, brought) } : "refused";
    const connection = await sso.findBy(by);
    if (connection === undefined) return "sso-off";
    if (path !== `sso:${connection.workspaceId}`) return "refused";
    return { connection, ask: (brought) => sso.arrival(connection, brought) };
  }

  /** Whoever is connected gets in. Nobody else does, whatever address the vendor says. */
  async function enter(
    key: string,
    { provider, next, connection }: SocialAttempt & Origin,
    { subject, email, isVerified, name, session }: SocialPerson,
    headers: Headers,
  ): Promise<Arrival> {
    const owner = await store.findOwner(provider, subject);
    if (connection !== undefined) {
      if (!isVerified) return { problem: "unverified", page: "/sign-in" };
      const fault = owner === undefined ? undefined : await sso.faultOf(connection, owner);
      if (fault !== undefined) return { problem: fault, page: "/sign-in" };
    }
    if (owner !== undefined) {
      const by = { connectionId: connectionIn(provider), session };
      const { cookies = [], isWaiting } = await admit(owner, headers, by);
      const arrived = { cookies: [...cookies, browserKey.clear()] };
      return isWaiting ? { page: SECOND_FACTOR, next, ...arrived } : { page: next, ...arrived };
    }
    if (email === undefined || !isVerified) return { problem: "unverified", page: "/sign-in" };
    if (await store.hasAddress(email)) return { problem: "address-known", page: "/sign-in", next };
    const expiresAt = inSeconds(NEWCOMER_SECONDS);
    const newcomer = { keyHash: hashOf(key), provider, subject, email, name, next, expiresAt };
    await store.holdNewcomer({ ...newcomer, ...(session !== undefined && { session }) });
    return { page: NEWCOMER, cookies: [browserKey.cookieFor(key, NEWCOMER_SECONDS)] };
  }

  /** For the session that asked, and as long as it is the one of this browser. */
  async function finish(
    {
      provider,
      next,
      connection,
      session: ref,
    }: SocialAttempt & Origin & { readonly session: NonNullable<SocialAttempt["session"]> },
    { subject, isVerified }: SocialPerson,
    headers: Headers,
  ): Promise<Arrival> {
    const session = await findSession(headers);
    if (session?.id !== ref.sessionId || session.person.id !== ref.userId) return { problem: "stale", page: SECURITY };
    if (connection !== undefined) {
      if (!isVerified) return { problem: "unverified", page: SECURITY };
      const fault = await sso.faultOf(connection, ref.userId);
      if (fault !== undefined) return { problem: fault, page: SECURITY };
    }
    if (ref.purpose === "confirm") {
      if ((await store.findOwner(provider, subject)) !== ref.userId) return { problem: "other-person", page: SECURITY };
      if (await isHeld(ref.userId)) return { problem: "second-factor", page: SECURITY };
      await confirm(ref);
      return { page: next };
    }
    const outcome = await store.connect({ userId: ref.userId, provider, subject });
    if (outcome !== "connected") return { problem: outcome, page: SECURITY };
    return { page: SECURITY, connected: isSso(provider) ? "sso" : provider };
  }
}

/** A way out to somebody who vouches, and back in. */
interface Door {
  readonly by: Voucher;
  /** `isFresh`: whoever it is has to prove it anew. */
  readonly leave: (secrets: SocialSecrets, isFresh: boolean) => Promise<string>;
}

/** Where a browser has come back from. */
interface Origin {
  readonly connection?: SsoConnection;
  readonly ask: (brought: SocialAnswer) => Promise<SocialPerson>;
}

const connectionIn = (by: Voucher) => (isSso(by) ? by.slice("sso:".length) : undefined);

const HOME = "/home";
const SECURITY = "/account/security";
/** Where the second factor is asked for, and what comes after it. */
const SECOND_FACTOR = "/sign-in/second-factor";
/** Where somebody new accepts the terms. */
const NEWCOMER = "/sign-up/terms";

/** What vendors say when a person does not want to: OAuth's own word, and Apple's. */
const DECLINED = new Set(["access_denied", "user_cancelled_authorize"]);

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
