import { timingSafeEqual } from "node:crypto";
import type { AuthCall } from "../auth-forms.ts";
import { type AuthProblem, type Brought, successResponse } from "../auth-http.ts";
import { safeNext } from "../domain/next.ts";
import { IdentityError } from "../errors.ts";
import type { SocialPerson, SocialPort, SocialProvider, SocialVendors, VendorSession } from "../port-social.ts";
import type { Session } from "../port.ts";
import { TERMS_VERSION } from "../terms.ts";
import { type Arrival, type Back, leadTo, onward, readBack } from "./callback.ts";
import { off } from "./no-vendors.ts";
import { ATTEMPT_SECONDS, type BrowserKey, hashOf, NEWCOMER_SECONDS, secretsOf } from "./secrets.ts";
import type { SocialAttempt, SocialStore } from "./store.ts";

interface SocialParts {
  readonly vendors: SocialVendors;
  readonly store: SocialStore;
  readonly browserKey: BrowserKey;
  /** Where every way in ends: a session, or what stands before it. */
  readonly admit: (userId: string, headers: Headers, vendor?: VendorSession) => Promise<Brought>;
  /** Whether this person has a second factor, which no vendor is asked for. */
  readonly isHeld: (userId: string) => Promise<boolean>;
  /** Why nobody may sign up with this address from here; `undefined`: they may. */
  readonly findFault: (email: string, headers: Headers) => Promise<AuthProblem | undefined>;
  readonly findSession: (headers: Headers) => Promise<Session | undefined>;
  /** This session's person has just proved who they are. */
  readonly confirm: (ref: { readonly userId: string; readonly sessionId: string }) => Promise<void>;
  readonly origin: string;
  readonly now: () => Date;
  /** Without an address or a token in it. */
  readonly onWarning: (message: string) => void;
}

export type SocialCall = Extract<AuthCall, { readonly endpoint: `social/${string}` }>;
export const isSocialCall = (call: AuthCall): call is SocialCall => call.endpoint.startsWith("social/");

interface Social extends Omit<SocialPort, "signInPlace"> {
  /** The endpoints that our pages call. */
  answer(call: SocialCall, headers: Headers): Promise<Response | AuthProblem>;
  /** What a browser brings back from a vendor; `undefined` for any other request. Never throws. */
  receive(request: Request): Promise<Response | undefined>;
}

/** Signing in by way of a vendor, and what an account is connected to. Vendor, store and session are somebody else's. */
export function createSocial(parts: SocialParts): Social {
  const { vendors, store, browserKey, admit, isHeld, findFault, findSession, confirm, origin, now, onWarning } = parts;
  const inSeconds = (seconds: number) => new Date(now().getTime() + seconds * 1_000);

  return {
    socialProviders: vendors.providers,
    listConnections: (userId) => store.list(userId),
    endConnection: (ref) => store.disconnect(ref),
    beginConnection: ({ userId, sessionId, provider, purpose, next }) =>
      depart(provider, next ?? SECURITY, { userId, sessionId, purpose }),

    async answer(call, headers) {
      try {
        return await answer(call, headers);
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error;
        return { code: error.code === "identity.social_off" ? error.code : "identity.unavailable" };
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

  async function depart(provider: SocialProvider, next: string, session?: NonNullable<SocialAttempt["session"]>) {
    if (!vendors.providers.includes(provider)) {
      throw off();
    }
    const key = browserKey.make();
    const secrets = secretsOf(key);
    await store.begin({
      keyHash: hashOf(key),
      stateHash: hashOf(secrets.state),
      provider,
      next: safeNext(next),
      expiresAt: inSeconds(ATTEMPT_SECONDS),
      ...(session !== undefined && { session }),
    });
    return {
      url: await vendors.departure(provider, secrets, { isFresh: session?.purpose === "confirm" }),
      cookies: [browserKey.cookieFor(key, ATTEMPT_SECONDS)],
    };
  }

  async function answer({ endpoint, form }: SocialCall, headers: Headers): Promise<Response | AuthProblem> {
    if (endpoint === "social/begin") {
      const { url, cookies } = await depart(form.provider, form.next ?? HOME);
      return successResponse(endpoint, { cookies, more: { url } });
    }
    const key = browserKey.read(headers);
    const newcomer = key === undefined ? undefined : await store.findNewcomer(hashOf(key));
    if (key === undefined || newcomer === undefined) return { code: "identity.social_expired" };
    if (endpoint === "social/newcomer") {
      const { provider, email, name } = newcomer;
      return successResponse(endpoint, { more: { provider, email, name } });
    }
    const fault = await findFault(newcomer.email, headers);
    if (fault !== undefined) return fault;
    const { name, locale } = form;
    const made = await store.signUp(hashOf(key), { name, locale, termsVersion: TERMS_VERSION });
    if (made === undefined) return { code: "identity.social_expired" };
    if (made === "taken") return { code: "identity.social_address_known" };
    const { cookies = [], ...brought } = await admit(made.userId, headers, newcomer.session);
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
    if (attempt.provider !== provider) return { problem: "refused", page };
    const refusal = query.get("error");
    if (refusal !== null) return { problem: DECLINED.has(refusal) ? "declined" : "refused", page };

    const isFresh = attempt.session?.purpose === "confirm";
    const brought = await vendors.arrival(provider, { query, secrets, isFresh }).catch((error: unknown) => {
      const isRefused = error instanceof IdentityError && error.code === "identity.social_refused";
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "?";
      onWarning(`${provider} ${isRefused ? "did not say who this is" : "did not answer"}: ${cause}`);
      return isRefused ? "refused" : "unavailable";
    });
    if (typeof brought === "string") return { problem: brought, page };
    const person = { ...brought, name: brought.name || attempt.name };
    return attempt.session === undefined
      ? enter(key, attempt, person, headers)
      : finish({ ...attempt, session: attempt.session }, person, headers);
  }

  /** Whoever is connected gets in. Nobody else does, whatever address the vendor says. */
  async function enter(
    key: string,
    { provider, next }: SocialAttempt,
    { subject, email, isVerified, name, session }: SocialPerson,
    headers: Headers,
  ): Promise<Arrival> {
    const owner = await store.findOwner(provider, subject);
    if (owner !== undefined) {
      const { cookies = [], isWaiting } = await admit(owner, headers, session);
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
    { provider, next, session: ref }: SocialAttempt & { readonly session: NonNullable<SocialAttempt["session"]> },
    { subject }: SocialPerson,
    headers: Headers,
  ): Promise<Arrival> {
    const session = await findSession(headers);
    if (session?.id !== ref.sessionId || session.person.id !== ref.userId) return { problem: "stale", page: SECURITY };
    if (ref.purpose === "confirm") {
      if ((await store.findOwner(provider, subject)) !== ref.userId) return { problem: "other-person", page: SECURITY };
      if (await isHeld(ref.userId)) return { problem: "second-factor", page: SECURITY };
      await confirm(ref);
      return { page: next };
    }
    const outcome = await store.connect({ userId: ref.userId, provider, subject });
    return outcome === "connected" ? { page: SECURITY, connected: provider } : { problem: outcome, page: SECURITY };
  }
}

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
