import { createServer, type Server } from "node:http";
import { Provider } from "oidc-provider";
import type { EmulatorRequest, Answer } from "../frame/define.ts";
import type { SigningKeys } from "../sign-in/openid.ts";
import type { People } from "../sign-in/people.ts";
import { createRecords } from "./records.ts";

/** A product that people sign in to by this provider. */
export interface OpenidClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Absent: any of this machine. */
  readonly redirectUris?: readonly string[] | undefined;
  /** Where it wants to be told that a session has ended. */
  readonly backchannelLogoutUri?: string | undefined;
}

interface Options {
  readonly issuer: string;
  readonly clients: readonly OpenidClient[];
  readonly keys: SigningKeys;
  readonly people: People;
  readonly pages: {
    readonly refused: (error: string, words: string) => string | Promise<string>;
    readonly leaving: (form: string) => string | Promise<string>;
    readonly left: () => string | Promise<string>;
  };
}

/** The certified library, told what this provider is. */
export function makeProvider({ issuer, clients, keys, people, pages }: Options): Provider {
  const records = createRecords();
  const signing = { ...keys.own.export({ format: "jwk" }), kid: keys.jwk.kid, alg: "RS256", use: "sig" };
  const provider = new Provider(issuer, {
    adapter: records.factory,
    clients: clients.map(({ clientId, clientSecret, redirectUris, backchannelLogoutUri }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [...(redirectUris ?? ["http://127.0.0.1/any"])],
      require_auth_time: true,
      ...(backchannelLogoutUri !== undefined && {
        backchannel_logout_uri: backchannelLogoutUri,
        backchannel_logout_session_required: true,
      }),
    })),
    jwks: { keys: [signing] },
    cookies: { keys: [keys.jwk.kid] },
    // Enterprises' providers say all of it in the token.
    conformIdTokenClaims: false,
    claims: { openid: ["sub", "sid", "auth_time"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => false },
    ttl: { Session: 86_400, Interaction: 3_600, Grant: 86_400, AuthorizationCode: 60, AccessToken: 600, IdToken: 600 },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.type = "html";
          ctx.body = await pages.leaving(form);
        },
        postLogoutSuccessSource: async (ctx) => {
          ctx.type = "html";
          ctx.body = await pages.left();
        },
      },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => {
      const person = people.find(id);
      if (person === undefined) return undefined;
      const { name, email, verified } = person;
      return { accountId: id, claims: () => ({ sub: id, name, email, email_verified: verified }) };
    },
    // Who may see what is settled between the enterprise and the product: nobody is asked.
    async loadExistingGrant({ oidc: { client, session, provider: own } }) {
      const grant = new own.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
    async renderError(ctx, { error, error_description: words = "" }) {
      ctx.type = "html";
      ctx.body = await pages.refused(error, words);
    },
    // The product runs on this machine, which the library's own would not ask.
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5_000) }),
  });
  const open = new Set(clients.filter((one) => one.redirectUris === undefined).map((one) => one.clientId));
  const { redirectUriAllowed } = provider.Client.prototype;
  provider.Client.prototype.redirectUriAllowed = function isAllowed(url: string) {
    return open.has(this.clientId) ? isLocal(url) : redirectUriAllowed.call(this, url);
  };
  provider.Client.prototype.postLogoutRedirectUriAllowed = isLocal;
  // Providers name the session whether or not a product asks to be told of its end.
  Object.assign(provider.Client.prototype, { includeSid: () => true });
  // Koa would print what a browser did wrong.
  provider.silent = true;
  // Asked inside, it is still where it listens.
  provider.proxy = true;
  return provider;
}

const isLocal = (url: string) => URL.canParse(url) && LOCAL.has(new URL(url).hostname);
const LOCAL = new Set(["localhost", "127.0.0.1"]);

/** The library answers Node's requests; the frame has read ours to the end by then. So it is asked once more, inside. */
export async function openInside(provider: () => Provider): Promise<{
  readonly ask: (request: EmulatorRequest) => Promise<Answer>;
  readonly close: () => void;
}> {
  const server: Server = createServer((incoming, outgoing) => void provider().callback()(incoming, outgoing));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const inside = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    async ask({ method, target, headers, text }) {
      const passed = new Headers();
      for (const name of ["content-type", "authorization", "accept"]) {
        const value = headers.get(name);
        if (value !== null) passed.set(name, value);
      }
      passed.set("x-forwarded-host", headers.get("host") ?? "");
      passed.set("x-forwarded-proto", "http");
      const body = method === "POST" ? { body: text } : {};
      const response = await fetch(inside + target, { method, headers: passed, redirect: "manual", ...body });
      const answer: unknown = await response.json().catch(() => ({}));
      return { status: response.status, body: answer };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
