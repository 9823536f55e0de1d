import { importPKCS8, SignJWT } from "jose";
import * as oauth from "openid-client";
import { IdentityError } from "../../errors.ts";
import type { SocialAnswer, SocialPerson, SocialProvider, SocialVendor, SocialVendors } from "../../port-social.ts";
import { SOCIAL_VENDORS } from "../../port-social.ts";
import { off } from "../../social/no-vendors.ts";
import { fromClaims, fromGithub } from "./translate.ts";
import { SCOPES, type VendorAddresses } from "../../social/vendors.ts";

export interface SocialVendorsOptions {
  /** Those that are set up. */
  readonly clients: Readonly<Partial<Record<SocialVendor, SocialClient>>>;
  /** Public origin of the web app: answers come back under it. */
  readonly origin: string;
  /** For each call that leaves the process. */
  readonly guarded?: Guarded;
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

export interface SocialClient {
  readonly clientId: string;
  readonly secret: string | AppleKey;
  readonly at: VendorAddresses;
}

/** Apple takes no fixed secret: each call brings one that this key has signed. */
export interface AppleKey {
  readonly teamId: string;
  readonly keyId: string;
  /** PKCS 8, as the `.p8` file has it; `\n` may stand for a line break. */
  readonly privateKey: string;
}

type Guarded = <T>(provider: SocialVendor, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Google, GitHub and Apple by the authorization code flow of openid-client. Options arrive validated. */
export function socialVendors(options: SocialVendorsOptions): SocialVendors {
  const { clients, origin, timeoutMs = 8_000, now = () => new Date() } = options;
  const guarded: Guarded = options.guarded ?? ((_, work) => work(AbortSignal.timeout(timeoutMs)));
  const keySets = new Map<SocialVendor, NonNullable<ReturnType<typeof oauth.getJwksCache>>>();

  return {
    providers: SOCIAL_VENDORS.filter((provider) => clients[provider] !== undefined),

    async departure(named, { state, nonce, verifier }) {
      const provider = vendorOf(named);
      const { clientId, at } = clientOf(provider);
      const config = new oauth.Configuration(metadataOf(at), clientId);
      allowPlainHttp(config, at);
      const url = oauth.buildAuthorizationUrl(config, {
        redirect_uri: callbackOf(provider),
        scope: SCOPES[provider].join(" "),
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        ...(at.keys !== undefined && { nonce }),
        ...EXTRAS[provider],
      });
      return url.href;
    },

    arrival: async (named, brought) => {
      const provider = vendorOf(named);
      return guarded(provider, async (signal) => {
        try {
          return await redeem(provider, brought, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
        } catch (error) {
          throw toIdentityError(error);
        }
      });
    },
  };

  async function redeem(provider: SocialVendor, brought: SocialAnswer, signal: AbortSignal): Promise<SocialPerson> {
    const { clientId, secret, at } = clientOf(provider);
    const clientSecret = typeof secret === "string" ? secret : await appleSecret(clientId, secret, at.issuer);
    // Neither vendor signs with anything else; whatever a token says of itself, `none` above all, does not count.
    const metadata = { id_token_signed_response_alg: "RS256" };
    const config = new oauth.Configuration(metadataOf(at), clientId, metadata, oauth.ClientSecretPost(clientSecret));
    allowPlainHttp(config, at);
    const send: typeof fetch = (url, init) => fetch(url, { ...init, redirect: "error", signal });
    config[oauth.customFetch] = (url, { method, headers, body }) =>
      send(url, { method, headers, ...(body instanceof URLSearchParams && { body }) });
    const { state, nonce, verifier } = brought.secrets;
    const back = new URL(callbackOf(provider));
    back.search = String(brought.query);
    const checks = { expectedState: state, pkceCodeVerifier: verifier };

    if (at.keys === undefined) {
      // Which vendor answers is decided by the path, and GitHub's name for itself here is in no document of theirs.
      back.searchParams.delete("iss");
      const { access_token: token } = await oauth.authorizationCodeGrant(config, back, checks);
      const [user, emails] = await Promise.all([readGithub("/user"), readGithub("/user/emails")]);
      return fromGithub(user, emails);

      async function readGithub(path: string): Promise<unknown> {
        const headers = {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": "ninefold",
          "x-github-api-version": "2022-11-28",
        };
        const response = await send(`${at.api ?? ""}${path}`, { headers });
        if (!response.ok) throw new VendorSaidNo(response.status);
        return response.json();
      }
    }

    // The token comes straight from the vendor, and is verified by its keys all the same.
    oauth.enableNonRepudiationChecks(config);
    const known = keySets.get(provider);
    if (known !== undefined) oauth.setJwksCache(config, known);
    const tokens = await oauth.authorizationCodeGrant(config, back, {
      ...checks,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const found = oauth.getJwksCache(config);
    if (found !== undefined) keySets.set(provider, found);
    return fromClaims(tokens.claims());
  }

  /** Good for five minutes; Apple takes up to six months. */
  async function appleSecret(clientId: string, { teamId, keyId, privateKey }: AppleKey, issuer: string) {
    const seconds = Math.floor(now().getTime() / 1_000);
    return new SignJWT({})
      .setProtectedHeader({ alg: "ES256", kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 300)
      .sign(await importPKCS8(privateKey.replaceAll(String.raw`\n`, "\n"), "ES256"));
  }

  function clientOf(provider: SocialVendor): SocialClient {
    const client = clients[provider];
    if (client === undefined) throw off();
    return client;
  }

  function callbackOf(provider: SocialVendor): string {
    return `${origin}/api/auth/callback/${provider}`;
  }
}

function vendorOf(provider: SocialProvider): SocialVendor {
  if (provider === "oidc") throw off();
  return provider;
}

/** Apple answers with a form as soon as a name or an address is asked for; Google lets whoever has several accounts choose. */
const EXTRAS: Readonly<Record<SocialVendor, Readonly<Record<string, string>>>> = {
  google: { prompt: "select_account" },
  github: {},
  apple: { response_mode: "form_post" },
};

const metadataOf = ({ authorization, token, issuer, keys }: VendorAddresses): oauth.ServerMetadata => ({
  issuer,
  authorization_endpoint: authorization,
  token_endpoint: token,
  ...(keys !== undefined && { jwks_uri: keys }),
});

/** An emulator on this machine speaks no TLS. From stage `preview` on, such an address is refused at the start. */
function allowPlainHttp(config: oauth.Configuration, { token }: VendorAddresses): void {
  if (token.startsWith("http:")) oauth.allowInsecureRequests(config);
}

class VendorSaidNo extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`answered ${status}`);
    this.status = status;
  }
}

/** The vendor's words stay in here: they may hold the code and the token. */
function toIdentityError(error: unknown): IdentityError {
  const cause = new Error(nameOf(error));
  if (isAway(error)) return new IdentityError("identity.unavailable", "the vendor did not answer", { cause });
  return new IdentityError("identity.social_refused", "The vendor did not say who this is.", { cause });
}

/** Its own failures and the network's; whatever else is not as it should be is a refusal. */
function isAway(error: unknown): boolean {
  const status = property(error, "status") ?? property(property(error, "cause"), "status");
  if (typeof status === "number") return status >= 500 || status === 429;
  return AWAY.has(String(property(error, "code"))) || property(error, "message") === "fetch failed";
}

/** Of the library and of Node's fetch. */
const AWAY: ReadonlySet<string> = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT"]);

/** What is safe to log: names of a closed list, such as OAuth's `invalid_client` for a secret that is not right. */
function nameOf(error: unknown): string {
  const parts = [property(error, "name"), property(error, "code"), property(error, "error")];
  return parts.filter((part) => typeof part === "string" && /^\w{1,60}$/.test(part)).join(" ") || "?";
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
