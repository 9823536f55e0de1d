import { type OpenidDefect, type OpenidEmulator, startEmulator } from "@ninefold/testing/emulators";
import { createVisitor } from "@ninefold/testing/openid-visitor";
import { generateKeyPair, exportJWK, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { relyingParty, type RelyingPartyOptions } from "../src/adapters/openid/relying-party.ts";
import { secretsOf } from "../src/social/secrets.ts";

const REDIRECT = "http://127.0.0.1:4/api/auth/callback/oidc";
let provider: OpenidEmulator;
beforeAll(async () => {
  provider = await startEmulator("openid");
});
afterAll(() => provider.close());
afterEach(() => provider.reset());

const party = (more: Partial<RelyingPartyOptions> = {}) =>
  relyingParty({
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    redirectUri: REDIRECT,
    allowHttp: true,
    ...more,
  });

const someSecrets = () => secretsOf(crypto.randomUUID());
const refused = { code: "identity.social_refused" };
const away = { code: "identity.unavailable" };

/** A whole sign-in, of the first person there. */
async function signIn(one = party(), { maxAgeSeconds }: { readonly maxAgeSeconds?: number } = {}) {
  const secrets = someSecrets();
  const wish = maxAgeSeconds === undefined ? {} : { prompt: "login" as const, maxAgeSeconds };
  const query = await createVisitor().choose(await one.departure(secrets, wish), "emp-1001");
  return one.arrival({ query, secrets, ...(maxAgeSeconds !== undefined && { maxAgeSeconds }) });
}

describe("a sign-in at an OpenID provider", () => {
  it("says who it was, since when, and in which session of the provider's", async () => {
    const person = await signIn();
    expect(person).toMatchObject({
      subject: "emp-1001",
      email: "ratna.wijaya@inbox.ninefold.dev",
      isVerified: true,
      name: "Ratna Wijaya",
    });
    expect(person.sid).toMatch(/./);
    expect(Math.abs(Date.now() - (person.authTime?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it.each<OpenidDefect>([
    "nonce",
    "issuer",
    "audience",
    "other-party",
    "expired",
    "unsigned",
    "symmetric",
    "other-key",
    "no-token",
  ])("I-49 is refused when the token is wrong: %s", async (defect) => {
    provider.spoil(defect);
    await expect(signIn()).rejects.toMatchObject(refused);
    await expect(signIn()).resolves.toMatchObject({ subject: "emp-1001" });
  });

  it("I-49 is refused for another state, for another browser's answer, and for a code that was used", async () => {
    const one = party();
    const [secrets, others] = [someSecrets(), someSecrets()];
    const query = await createVisitor().choose(await one.departure(secrets), "emp-1001");
    await expect(one.arrival({ query, secrets: { ...secrets, state: others.state } })).rejects.toMatchObject(refused);
    await expect(one.arrival({ query, secrets })).resolves.toMatchObject({ subject: "emp-1001" });
    await expect(one.arrival({ query, secrets })).rejects.toMatchObject(refused);
    const again = await createVisitor().choose(await one.departure(secrets), "emp-1001");
    await expect(one.arrival({ query: again, secrets: { ...others, state: secrets.state } })).rejects.toMatchObject(
      refused,
    );
  });

  it("asks whoever is signed in there again when it has to be a recent one, and notices when nobody was asked", async () => {
    const [one, visitor] = [party(), createVisitor()];
    const enter = async (personId: string, wish: object) => {
      const secrets = someSecrets();
      const query = await visitor.choose(await one.departure(secrets, wish), personId);
      return one.arrival({ query, secrets, ...wish });
    };
    await enter("emp-1001", {});
    await expect(enter("emp-1002", {})).resolves.toMatchObject({ subject: "emp-1001" });
    expect(visitor.asked()).toBe(1);
    await expect(enter("emp-1001", { prompt: "login", maxAgeSeconds: 0 })).resolves.toMatchObject({
      subject: "emp-1001",
    });
    expect(visitor.asked()).toBe(2);
    provider.spoil("old-sign-in");
    await expect(signIn(party(), { maxAgeSeconds: 0 })).rejects.toMatchObject(refused);
  });

  it("says nothing of an answer in which the person did not want to", async () => {
    const secrets = someSecrets();
    const one = party();
    const query = await createVisitor().choose(await one.departure(secrets), undefined);
    expect(query.get("error")).toBe("access_denied");
    await expect(one.arrival({ query, secrets })).rejects.toMatchObject(refused);
  });

  it("goes on with other keys of the provider's", async () => {
    const one = party();
    await signIn(one);
    provider.rotateKeys();
    const later = party({ now: () => new Date(Date.now() + 5_000) });
    await expect(signIn(later)).resolves.toMatchObject({ subject: "emp-1001" });
  });
});

describe("an OpenID provider that is not as it should be", () => {
  it("is away while it does not answer, is slow, fails, or never ends its answer", async () => {
    const one = party({ timeoutMs: 300 });
    provider.faults.add({ route: "GET /.well-known/openid-configuration", times: 1, status: 503 });
    await expect(one.departure(someSecrets())).rejects.toMatchObject(away);
    provider.faults.add({ route: "GET /.well-known/openid-configuration", times: 1, latencyMs: 2_000 });
    await expect(one.departure(someSecrets())).rejects.toMatchObject(away);
    await expect(party({ fetch: async () => endless() }).departure(someSecrets())).rejects.toMatchObject(away);
    await provider.stop();
    await expect(one.departure(someSecrets())).rejects.toMatchObject(away);
    await provider.start();
    await expect(one.departure(someSecrets())).resolves.toContain(provider.url);
  });

  it("is asked once for a code, whatever comes of it", async () => {
    const one = party();
    const secrets = someSecrets();
    const query = await createVisitor().choose(await one.departure(secrets), "emp-1001");
    provider.faults.add({ route: "POST /token", status: 503 });
    await expect(one.arrival({ query, secrets })).rejects.toMatchObject(away);
    expect(provider.requests().filter(({ route }) => route === "POST /token")).toHaveLength(1);
  });

  it.each([
    ["is of another issuer", { issuer: "https://login.other.example" }],
    ["has an address without TLS", { token_endpoint: "http://login.example/token" }],
    ["has no keys", { jwks_uri: undefined }],
    ["signs with nothing that is taken", { id_token_signing_alg_values_supported: ["HS256", "none"] }],
  ])("is refused when its document %s", async (_what, wrong) => {
    const one = party({ issuer: LOGIN, allowHttp: false, fetch: async () => Response.json({ ...DOCUMENT, ...wrong }) });
    await expect(one.departure(someSecrets())).rejects.toMatchObject(refused);
  });

  it("is not followed to another place", async () => {
    const asked: string[] = [];
    const one = party({
      issuer: LOGIN,
      allowHttp: false,
      fetch: async (url) => {
        asked.push(url);
        return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
      },
    });
    await expect(one.departure(someSecrets())).rejects.toMatchObject(refused);
    expect(asked).toEqual([`${LOGIN}/.well-known/openid-configuration`]);
  });

  it("says nothing in its own words", async () => {
    const words = { error: "invalid_client", error_description: "secret hunter2 of ana@inbox.ninefold.dev" };
    const one = party();
    const secrets = someSecrets();
    const query = await createVisitor().choose(await one.departure(secrets), "emp-1001");
    provider.faults.add({ route: "POST /token", status: 401, body: words });
    const error: unknown = await one.arrival({ query, secrets }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ ...refused, cause: { message: expect.stringContaining("invalid_client") } });
    expect(JSON.stringify([error, String((error as Error).cause)])).not.toMatch(/hunter2|ana@/);
  });

  it("is asked for its document once an hour", async () => {
    let now = new Date();
    const one = party({ now: () => now });
    await one.departure(someSecrets());
    await one.departure(someSecrets());
    expect(documentsAsked()).toBe(1);
    now = new Date(now.getTime() + 3_600_001);
    await one.departure(someSecrets());
    expect(documentsAsked()).toBe(2);
  });
});

describe("a notice that a session has ended", () => {
  it("names the session or the person", async () => {
    const told = provider.logoutToken({ sid: "a session", sub: "emp-1001", jti: "a notice" });
    await expect(party().verifyLogoutToken(told)).resolves.toEqual({
      id: "a notice",
      sid: "a session",
      subject: "emp-1001",
    });
    await expect(party().verifyLogoutToken(provider.logoutToken({ sub: "emp-1001" }))).resolves.toMatchObject({
      sid: undefined,
    });
  });

  const seconds = Math.floor(Date.now() / 1_000);
  it.each([
    ["is of another issuer", { iss: "https://login.other.example" }],
    ["is for another product", { aud: "another" }],
    ["is no such event", { events: { "urn:other": {} } }],
    ["has no event", { events: undefined }],
    ["is a sign-in's token", { nonce: "a nonce" }],
    ["is old", { iat: seconds - 900, exp: seconds + 900 }],
    ["has expired", { exp: seconds - 120 }],
    ["has no id", { jti: undefined }],
    ["says no time", { iat: undefined }],
    ["names nobody", {}],
  ])("is refused when it %s", async (what, wrong) => {
    const whom = what === "names nobody" ? {} : { sub: "emp-1001" };
    const token = provider.logoutToken({ ...whom, ...wrong });
    await expect(party().verifyLogoutToken(token)).rejects.toMatchObject(refused);
  });

  it("is refused when somebody else signed it, or nobody did", async () => {
    const stranger = await startEmulator("openid");
    const told = stranger.logoutToken({ sub: "emp-1001", iss: provider.issuer, aud: provider.clientId });
    await stranger.close();
    await expect(party().verifyLogoutToken(told)).rejects.toMatchObject(refused);
    const [, claims = ""] = provider.logoutToken({ sub: "emp-1001" }).split(".");
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;
    for (const wrong of [none, "", "a.b.c"]) {
      await expect(party().verifyLogoutToken(wrong)).rejects.toMatchObject(refused);
    }
  });
});

describe("an OpenID provider that signs in its own way", () => {
  it.each(["PS256", "ES256", "EdDSA"])("is understood: %s", async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const jwk = { ...(await exportJWK(publicKey)), kid: "1", alg };
    const secrets = someSecrets();
    const claims = { nonce: secrets.nonce, email: "Ana@inbox.ninefold.dev" };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg, kid: "1" })
      .setIssuer(LOGIN)
      .setAudience(provider.clientId)
      .setSubject("7")
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(privateKey);
    const answers: Readonly<Record<string, object>> = {
      [`${LOGIN}/.well-known/openid-configuration`]: { ...DOCUMENT, id_token_signing_alg_values_supported: [alg] },
      [DOCUMENT.jwks_uri]: { keys: [jwk] },
      [DOCUMENT.token_endpoint]: { access_token: "a token", token_type: "bearer", id_token: token },
    };
    const fetch = async (url: string) => Response.json(answers[url]);
    const one = party({ issuer: LOGIN, allowHttp: false, fetch });
    const query = new URLSearchParams({ code: "a code", state: secrets.state });
    const person = { subject: "7", email: "ana@inbox.ninefold.dev", isVerified: false, authTime: undefined };
    await expect(one.arrival({ query, secrets })).resolves.toMatchObject(person);
  });
});

const endless = () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65_536)) }));
const documentsAsked = () => provider.requests().filter(({ path }) => path.startsWith("/.well-known")).length;

const LOGIN = "https://login.example";
const DOCUMENT = {
  issuer: LOGIN,
  authorization_endpoint: `${LOGIN}/auth`,
  token_endpoint: `${LOGIN}/token`,
  jwks_uri: `${LOGIN}/jwks`,
  id_token_signing_alg_values_supported: ["RS256"],
};
