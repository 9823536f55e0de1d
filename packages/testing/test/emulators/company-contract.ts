import assert from "node:assert/strict";
import * as oauth from "openid-client";
import { OPENID_DEFECTS, type OpenidEmulator, startEmulator } from "../../src/emulators/index.ts";
import { createVisitor } from "../../src/openid-visitor.ts";
import type { EmulatorContract } from "./contract.ts";
import { REDIRECT } from "./sign-in.ts";

interface Subject {
  readonly emulator: OpenidEmulator;
}

const NONCE = "a nonce of this attempt";
const VERIFIER = "a-verifier-of-this-attempt-that-is-long-enough";

async function discover({ emulator }: Subject): Promise<oauth.Configuration> {
  const { issuer, clientId, clientSecret } = emulator;
  const options = { execute: [oauth.allowInsecureRequests, oauth.enableNonRepudiationChecks] };
  return oauth.discovery(new URL(issuer), clientId, clientSecret, oauth.ClientSecretBasic(clientSecret), options);
}

async function signIn(
  subject: Subject,
  { wish = {}, times = 1 }: { wish?: Readonly<Record<string, string>>; times?: number } = {},
) {
  const config = await discover(subject);
  const url = oauth.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: "openid email profile",
    state: "s",
    nonce: NONCE,
    code_challenge: await oauth.calculatePKCECodeChallenge(VERIFIER),
    code_challenge_method: "S256",
    ...wish,
  });
  const back = new URL(REDIRECT);
  back.search = (await createVisitor().choose(url.href, "emp-1001")).toString();
  const checks = { expectedState: "s", expectedNonce: NONCE, pkceCodeVerifier: VERIFIER, idTokenExpected: true };
  const all = wish["max_age"] === undefined ? checks : { ...checks, maxAge: Number(wish["max_age"]) };
  let claims: oauth.IDToken | undefined;
  for (let at = 0; at < times; at += 1) claims = (await oauth.authorizationCodeGrant(config, back, all)).claims();
  return claims;
}

/** What openid-client 6.8.9 does with the routes of a company's provider. */
export const companyContract: EmulatorContract<Subject> = {
  open: async () => ({ emulator: await startEmulator("openid") }),
  cases: [
    {
      route: "GET /.well-known/openid-configuration",
      name: "says where everything is: here",
      async run(subject) {
        const { authorization_endpoint: at, end_session_endpoint: end } = (await discover(subject)).serverMetadata();
        const { issuer } = subject.emulator;
        assert.deepEqual([at, end], [`${issuer}/auth`, `${issuer}/session/end`]);
      },
    },
    {
      route: "POST /token",
      name: "says who it was, since when and in which session, to whoever brings code, secret and verifier",
      async run(subject) {
        const said = await signIn(subject);
        assert.deepEqual([said?.sub, said?.["email"]], ["emp-1001", "ratna.wijaya@inbox.ninefold.dev"]);
        assert.equal(typeof said?.["sid"], "string");
        assert.equal(typeof said?.auth_time, "number");
      },
    },
    {
      route: "POST /token",
      name: "takes a code once",
      async run(subject) {
        assert.ok(await signIn(subject));
        await assert.rejects(signIn(subject, { times: 2 }), { error: "invalid_grant" });
      },
    },
    {
      route: "POST /token",
      name: "knows its products apart",
      async run(subject) {
        const { emulator } = subject;
        emulator.addClient({ clientId: "another", clientSecret: "of the other one, and long enough" });
        assert.ok(await signIn(subject));
        const stranger = { ...emulator, clientSecret: "a wrong one" };
        await assert.rejects(signIn({ emulator: stranger }), { error: "invalid_client" });
      },
    },
    {
      route: "GET /jwks",
      name: "has the keys that its tokens are signed with, and whatever is wrong with one is noticed",
      async run(subject) {
        assert.ok(await signIn(subject));
        for (const defect of OPENID_DEFECTS) {
          subject.emulator.spoil(defect);
          await assert.rejects(signIn(subject, { wish: { max_age: "600" } }), defect);
        }
        subject.emulator.rotateKeys();
        assert.ok(await signIn(subject));
      },
    },
  ],
};
