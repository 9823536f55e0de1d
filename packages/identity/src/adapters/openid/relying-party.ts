import {
  createRemoteJWKSet,
  customFetch,
  type ExportedJWKSCache,
  type JWKSCacheInput,
  jwksCache,
  jwtVerify,
} from "jose";
import * as oauth from "openid-client";
import { IdentityError } from "../../errors.ts";
import type { SocialAnswer, SocialPerson, SocialSecrets } from "../../port-social.ts";
import { bounded, type Send } from "./bounded-fetch.ts";
import { toIdentityError } from "./failures.ts";
import { type LogoutNotice, readLogout, toPerson, usable } from "./translate.ts";

export type { Send } from "./bounded-fetch.ts";
export type { LogoutNotice } from "./translate.ts";

export interface RelyingPartyOptions {
  /** As the provider calls itself, to the letter: its discovery document lies under it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client, which PKCE alone protects. */
  readonly clientSecret?: string | undefined;
  /** Ours, registered at the provider. */
  readonly redirectUri: string;
  /** Every call to the provider goes through it: one that refuses private addresses may stand here. */
  readonly fetch?: Send | undefined;
  /** For a provider on this machine. Else each of its addresses is https. */
  readonly allowHttp?: boolean;
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

/** What the provider says of somebody, in a token that was verified. */
export interface OpenidPerson extends SocialPerson {
  /** When they last proved to the provider who they are; `undefined` where it does not say. */
  readonly authTime: Date | undefined;
  /** The provider's session, by which it tells of its end; `undefined` where it does not say. */
  readonly sid: string | undefined;
  /** Whether it says that the address is not confirmed. Some providers say nothing of it. */
  readonly isDenied: boolean;
}

export interface Wish {
  readonly prompt?: "login" | "select_account";
  /** The sign-in at the provider may be this old at most. */
  readonly maxAgeSeconds?: number;
  readonly loginHint?: string;
  readonly signal?: AbortSignal;
}

export interface RelyingParty {
  /** The provider's page for this browser. @throws IdentityError `identity.unavailable`, `identity.social_refused`. */
  departure(secrets: SocialSecrets, wish?: Wish): Promise<string>;
  /**
   * Trades what the browser brought for who it is. Never repeated by itself: a code is good once. `maxAgeSeconds`: refuses
   * whoever has not signed in at the provider since.
   * @throws IdentityError `identity.social_refused` for all that is not signed by the provider, for us, for this browser
   * and for now; `identity.unavailable`.
   */
  arrival(brought: SocialAnswer & Pick<Wish, "maxAgeSeconds" | "signal">): Promise<OpenidPerson>;
  /**
   * What the provider tells by itself of a session's end (OpenID Connect Back-Channel Logout 1.0). Whether its `id` was
   * seen before is for the caller to know. @throws IdentityError as `arrival` does.
   */
  verifyLogoutToken(token: string, options?: Pick<Wish, "signal">): Promise<LogoutNotice>;
  /**
   * Where a browser ends its session at the provider, and from where it comes back to `returnTo`. `undefined` where the
   * provider has no such page. @throws IdentityError as `departure` does.
   */
  endSessionUrl(returnTo: string, options?: Pick<Wish, "signal">): Promise<string | undefined>;
}

/** One product at one OpenID provider: authorization code flow with PKCE, state and nonce. Options arrive validated. */
export function relyingParty(options: RelyingPartyOptions): RelyingParty {
  const { issuer, clientId, clientSecret, redirectUri, allowHttp = false } = options;
  const { timeoutMs = 8_000, now = () => new Date() } = options;
  const send = bounded(options.fetch ?? fetch);
  let known: { readonly metadata: oauth.ServerMetadata; readonly until: number } | undefined;
  /** The provider's keys, as each library keeps them: read anew after minutes, and for a key that is not there. */
  let keys: ExportedJWKSCache | undefined;
  const logoutKeys: JWKSCacheInput = {};

  return {
    departure: (secrets, { prompt, maxAgeSeconds, loginHint, signal } = {}) =>
      asked(signal, async (config) => {
        const url = oauth.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: "openid email profile",
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: "S256",
          ...(prompt !== undefined && { prompt }),
          ...(maxAgeSeconds !== undefined && { max_age: String(maxAgeSeconds) }),
          ...(loginHint !== undefined && { login_hint: loginHint }),
        });
        return url.href;
      }),

    arrival: ({ query, secrets, maxAgeSeconds, signal }) =>
      asked(signal, async (config) => {
        const back = new URL(redirectUri);
        back.search = String(query);
        // The token comes straight from the provider, and is verified by its keys all the same.
        oauth.enableNonRepudiationChecks(config);
        if (keys !== undefined) oauth.setJwksCache(config, keys);
        const tokens = await oauth.authorizationCodeGrant(config, back, {
          expectedState: secrets.state,
          expectedNonce: secrets.nonce,
          pkceCodeVerifier: secrets.verifier,
          idTokenExpected: true,
          ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
        });
        keys = oauth.getJwksCache(config) ?? keys;
        return toPerson(tokens.claims());
      }),

    verifyLogoutToken: (token, { signal } = {}) =>
      asked(signal, async (config, call) => {
        const { jwks_uri: at = "", id_token_signing_alg_values_supported: algorithms = [] } = config.serverMetadata();
        const keySet = createRemoteJWKSet(new URL(at), {
          [customFetch]: (url, init) => call(url, { method: "GET", headers: init.headers }),
          [jwksCache]: logoutKeys,
          timeoutDuration: timeoutMs,
        });
        const checks = { issuer, audience: clientId, algorithms: [...algorithms], currentDate: now() };
        const { payload } = await jwtVerify(token, keySet, { ...checks, ...LOGOUT_AGE });
        return readLogout(payload);
      }),

    endSessionUrl: (returnTo, { signal } = {}) =>
      asked(signal, async (config) => {
        if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
        // Nothing that the provider signed is kept, so it may ask whether the person means it.
        const url = oauth.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo, client_id: clientId });
        return url.href;
      }),
  };

  /** Hands the provider to `work`, with all that it is to be held to. Its words stay in here. */
  async function asked<T>(
    given: AbortSignal | undefined,
    work: (config: oauth.Configuration, call: Send) => Promise<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = given === undefined ? timeout : AbortSignal.any([given, timeout]);
    const call: Send = (url, init) => send(url, { ...init, redirect: "manual", signal });
    try {
      return await work(configure(await discovered(call), call), call);
    } catch (error) {
      throw error instanceof IdentityError ? error : toIdentityError(error);
    }
  }

  function configure(metadata: oauth.ServerMetadata, call: Send): oauth.Configuration {
    // The library's clock is the machine's; ours may be a test's.
    const clock = {
      [oauth.clockSkew]: Math.round((now().getTime() - Date.now()) / 1_000),
      [oauth.clockTolerance]: TOLERANCE_SECONDS,
    };
    const config = new oauth.Configuration(metadata, clientId, clock, authentication(metadata));
    config[oauth.customFetch] = libraryFetch(call);
    if (allowHttp) oauth.allowInsecureRequests(config);
    config.timeout = timeoutMs / 1_000;
    return config;
  }

  /** As it was read an hour ago at most. */
  async function discovered(call: Send): Promise<oauth.ServerMetadata> {
    if (known !== undefined && known.until > now().getTime()) return known.metadata;
    const found = await oauth.discovery(new URL(issuer), clientId, {}, oauth.None(), {
      algorithm: "oidc",
      timeout: timeoutMs / 1_000,
      [oauth.customFetch]: libraryFetch(call),
      ...(allowHttp && { execute: [oauth.allowInsecureRequests] }),
    });
    const metadata = usable(found.serverMetadata(), { issuer, allowHttp });
    known = { metadata, until: now().getTime() + DISCOVERY_MS };
    return metadata;
  }

  function authentication({ token_endpoint_auth_methods_supported: methods }: oauth.ServerMetadata): oauth.ClientAuth {
    if (clientSecret === undefined) return oauth.None();
    return methods !== undefined && !methods.includes("client_secret_basic") && methods.includes("client_secret_post")
      ? oauth.ClientSecretPost(clientSecret)
      : oauth.ClientSecretBasic(clientSecret);
  }
}

const libraryFetch =
  (call: Send): oauth.CustomFetch =>
  (url, { method, headers, body }) =>
    call(url, { method, headers, ...((body instanceof URLSearchParams || typeof body === "string") && { body }) });

const DISCOVERY_MS = 3_600_000;
/** For clocks that differ. */
const TOLERANCE_SECONDS = 30;
/** A notice is told when it happens; an old one is somebody's copy. */
const LOGOUT_AGE = { maxTokenAge: 300, clockTolerance: TOLERANCE_SECONDS, requiredClaims: ["iat", "jti"] };
