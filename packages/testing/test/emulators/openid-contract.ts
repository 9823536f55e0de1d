import assert from "node:assert/strict";
import * as oauth from "openid-client";
import type { Defect, Emulator, VendorPerson } from "../../src/emulators/index.ts";
import type { EmulatorContract } from "./contract.ts";
import { authorizeUrl, chooseAt, REDIRECT, trade } from "./sign-in.ts";

interface OpenidEmulator extends Emulator {
  readonly clientId: string;
  people(): readonly VendorPerson[];
  spoil(defect: Defect): void;
}

interface Options<One extends OpenidEmulator> {
  readonly start: () => Promise<One>;
  readonly secretOf: (emulator: One) => Promise<string>;
  readonly paths: Readonly<Record<"authorize" | "token" | "keys", string>>;
  readonly query: Readonly<Record<string, string>>;
}

interface Subject<One> {
  readonly emulator: One;
  readonly config: oauth.Configuration;
  readonly secret: string;
}

const NONCE = "a nonce of this attempt";
const VERIFIER = "a-verifier-of-this-attempt-that-is-long-enough";

/** Both speak OpenID Connect, and are asked alike. */
export function openidContract<One extends OpenidEmulator>({
  start,
  secretOf,
  paths,
  query,
}: Options<One>): EmulatorContract<Subject<One>> {
  const token = `POST ${paths.token}`;
  const keys = `GET ${paths.keys}`;

  async function said({ emulator }: Subject<One>, at = 0) {
    const challenge = await oauth.calculatePKCECodeChallenge(VERIFIER);
    const asked = { client_id: emulator.clientId, state: "s", nonce: NONCE, ...query };
    const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
    const url = authorizeUrl(emulator.url + paths.authorize, { ...asked, ...pkce });
    return chooseAt(url, emulator.people()[at]?.id ?? "");
  }

  async function claims(subject: Subject<One>) {
    const back = new URL(REDIRECT);
    back.search = (await said(subject)).toString();
    back.searchParams.delete("user");
    const checks = { expectedState: "s", expectedNonce: NONCE, pkceCodeVerifier: VERIFIER, idTokenExpected: true };
    return (await oauth.authorizationCodeGrant(subject.config, back, checks)).claims();
  }

  return {
    async open() {
      const emulator = await start();
      const secret = await secretOf(emulator);
      const { url } = emulator;
      const server = { issuer: url, token_endpoint: url + paths.token, jwks_uri: url + paths.keys };
      const signed = { id_token_signed_response_alg: "RS256" };
      const config = new oauth.Configuration(server, emulator.clientId, signed, oauth.ClientSecretPost(secret));
      oauth.allowInsecureRequests(config);
      oauth.enableNonRepudiationChecks(config);
      return { emulator, config, secret };
    },
    cases: [
      {
        route: token,
        name: "says who it was to whoever brings the code, the secret and what the challenge was made of",
        async run(subject) {
          const said = await claims(subject);
          const [person] = subject.emulator.people();
          const expected = [person?.id, person?.email, subject.emulator.clientId];
          assert.deepEqual([said?.sub, said?.["email"], said?.aud], expected);
        },
      },
      {
        route: token,
        name: "takes a code once, and no wrong secret, address or verifier",
        async run(subject) {
          const { emulator, secret } = subject;
          const client = { client_id: emulator.clientId, client_secret: secret };
          const good = async () => ({
            code: (await said(subject)).get("code") ?? "",
            ...client,
            code_verifier: VERIFIER,
          });
          const url = emulator.url + paths.token;
          const once = await good();
          assert.equal((await trade(url, once)).status, 200);
          assert.deepEqual((await trade(url, once)).said, refused("invalid_grant"));
          for (const wrong of [{ code_verifier: "another" }, { redirect_uri: "http://localhost:3000/" }]) {
            assert.deepEqual((await trade(url, { ...(await good()), ...wrong })).said, refused("invalid_grant"));
          }
          const stranger = { ...(await good()), client_secret: "another" };
          assert.deepEqual(await trade(url, stranger), { status: 401, said: refused("invalid_client") });
        },
      },
      {
        route: keys,
        name: "has the keys that its tokens are signed with, and a token that is not is noticed",
        async run(subject) {
          assert.ok(await claims(subject));
          for (const defect of ["other-key", "unsigned", "nonce", "issuer", "audience", "expired"] as const) {
            subject.emulator.spoil(defect);
            await assert.rejects(claims(subject), defect);
          }
        },
      },
    ],
  };
}

const refused = (error: string) => ({ error, error_description: "This emulator refuses it." });
