import { createPrivateKey, sign } from "node:crypto";
import { type AppleEmulator, startEmulator } from "../../src/emulators/index.ts";
import { openidContract } from "./openid-contract.ts";

/** What openid-client 6.8.9 does with Apple's two routes. */
export const appleContract = openidContract({
  start: () => startEmulator("apple"),
  secretOf: async (emulator) => secretOf(emulator),
  paths: { authorize: "/auth/authorize", token: "/auth/token", keys: "/auth/keys" },
  query: { scope: "name email", response_mode: "form_post" },
});

/** As Apple's guide has it made. */
function secretOf({ url, teamId, keyId, clientId, privateKey }: AppleEmulator): string {
  const iat = Math.floor(Date.now() / 1_000);
  const parts = [
    { alg: "ES256", kid: keyId },
    { iss: teamId, iat, exp: iat + 300, aud: url, sub: clientId },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const key = { key: createPrivateKey(privateKey), dsaEncoding: "ieee-p1363" } as const;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}
