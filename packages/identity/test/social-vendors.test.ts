import { apple, github, google } from "better-auth/social-providers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SCOPES, VENDORS } from "../src/social/vendors.ts";

const options = { clientId: "a client", clientSecret: "a secret" };
const BUILT_IN = { google: google(options), github: github(options), apple: apple(options) };
const ask = {
  state: "a state",
  codeVerifier: "a verifier that is long enough to be one, as the standard has it",
  redirectURI: "https://app.example/api/auth/callback",
};

afterEach(() => vi.unstubAllGlobals());

/** Which address the library asks when it does this. */
async function askedBy(work: () => unknown): Promise<string | undefined> {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (input: string | URL | Request) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return Response.json({ keys: [] });
  });
  await Promise.resolve(work()).catch(() => undefined);
  return asked[0];
}

describe.each(["google", "github", "apple"] as const)("the auth library's own %s", (provider) => {
  const library = BUILT_IN[provider];
  const ours = VENDORS[provider];

  it("sends people to the same page, for the same scopes", async () => {
    const url = await library.createAuthorizationURL(ask);
    const { origin, pathname, searchParams } = url;
    expect(origin + pathname).toBe(ours.authorization);
    expect(new Set(searchParams.get("scope")?.split(" "))).toEqual(new Set(SCOPES[provider]));
  });

  it("trades codes in at the same place", async () => {
    const asked = await askedBy(() => library.validateAuthorizationCode({ ...ask, code: "a code" }));
    expect(asked).toBe(ours.token);
  });
});

describe.each(["google", "apple"] as const)("the auth library's own %s", (provider) => {
  const { idToken } = BUILT_IN[provider];

  it("has the same keys and the same issuer, and signs in the same way", async () => {
    const keys = await askedBy(() => idToken.jwks({ kid: "a key", alg: "RS256" }));
    expect(keys).toBe(VENDORS[provider].keys);
    expect([idToken.issuer].flat()).toContain(VENDORS[provider].issuer);
    expect(idToken.algorithms).toEqual(["RS256"]);
  });
});

describe("the auth library's own github", () => {
  it("asks the same API who somebody is", async () => {
    const asked = await askedBy(() => BUILT_IN.github.getUserInfo({ accessToken: "a token" }));
    expect(asked).toBe(`${VENDORS.github.api}/user`);
  });
});
