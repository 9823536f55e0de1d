import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { cose, decodeClientDataJSON } from "@simplewebauthn/server/helpers";
import { PASSKEYS } from "../../domain/passkey.ts";
import type { Authenticators } from "../../passkeys.ts";
import type { Transport } from "../../port-passkeys.ts";

/** Ed25519, then the two that nearly every authenticator has: P-256, and RSA of older Windows machines. */
const ALGORITHMS: number[] = [cose.COSEALG.EdDSA, cose.COSEALG.ES256, cose.COSEALG.RS256];

const TRANSPORTS: readonly string[] = [
  "ble",
  "cable",
  "hybrid",
  "internal",
  "nfc",
  "smart-card",
  "usb",
] satisfies Transport[];
const isTransport = (text: string): text is Transport => TRANSPORTS.includes(text);

/** What WebAuthn asks of a server (level 3, sections 7.1 and 7.2), by SimpleWebAuthn. `origin` is the only one there is. */
export function webauthn(origin: string): Authenticators {
  const rpId = new URL(origin).hostname;
  const expected = { expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true };

  return {
    creation: ({ challenge, person, known }) => ({
      challenge,
      rp: { id: rpId, name: rpId },
      user: { id: handleOf(person.id), name: person.email, displayName: person.name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      timeout: PASSKEYS.challengeMs,
      excludeCredentials: known.map(toDescriptor),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      // Whose make an authenticator is, nobody here asks; most browsers ask the person first where somebody does.
      attestation: "none",
    }),

    request: ({ challenge, known }) => ({
      challenge,
      rpId,
      timeout: PASSKEYS.challengeMs,
      userVerification: "required",
      allowCredentials: known.map(toDescriptor),
    }),

    challengeIn(clientDataJSON) {
      try {
        const { challenge, crossOrigin } = decodeClientDataJSON(clientDataJSON);
        // In a frame of another site a person can't see whom they sign in with.
        return crossOrigin === true || typeof challenge !== "string" ? undefined : challenge;
      } catch {
        return undefined;
      }
    },

    async readNew(credential, challenge) {
      const { transports = [], ...response } = credential.response;
      const { registrationInfo: found } = await verifyRegistrationResponse({
        response: { ...credential, response, clientExtensionResults: {} },
        expectedChallenge: challenge,
        supportedAlgorithmIDs: ALGORITHMS,
        ...expected,
      }).catch(refused);
      // What was signed says which credential it is; the member beside it is anybody's word.
      if (found === undefined || found.credential.id !== credential.id) return undefined;
      return {
        credentialId: found.credential.id,
        publicKey: found.credential.publicKey,
        counter: found.credential.counter,
        isSynced: found.credentialDeviceType === "multiDevice",
        transports: transports.filter(isTransport),
      };
    },

    async readUse(credential, { challenge, passkey }) {
      const { userHandle, ...response } = credential.response;
      if (userHandle !== undefined && userHandle !== handleOf(passkey.userId)) return undefined;
      // The library would refuse by the count before it has looked at the signature: then anybody could have a copy reported.
      const { credentialId: id, publicKey } = passkey;
      const { verified, authenticationInfo: found } = await verifyAuthenticationResponse({
        response: { ...credential, response, clientExtensionResults: {} },
        expectedChallenge: challenge,
        credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
        ...expected,
      }).catch(refused);
      return verified && found !== undefined ? { counter: found.newCounter } : undefined;
    },
  };
}

/** Whatever the library stumbles over is no proof. What it says of it holds what was sent. */
const refused = () => ({ verified: false, registrationInfo: undefined, authenticationInfo: undefined }) as const;

/** Tells an authenticator which account it is, and nobody else whose. */
const handleOf = (userId: string): string => Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url");

const toDescriptor = ({ credentialId, transports }: Parameters<Authenticators["request"]>[0]["known"][number]) => ({
  id: credentialId,
  type: "public-key" as const,
  transports: [...transports],
});
