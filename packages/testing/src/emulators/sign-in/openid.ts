import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { Answer, EmulatorKit, EmulatorRequest } from "../frame/define.ts";
import type { Grants } from "./grants.ts";
import type { People, VendorPerson } from "./people.ts";
import { writeSigned, writeUnsigned } from "./signed.ts";

/** What the next signed token has wrong with it: each is something that a client must notice by itself. */
export const DEFECTS = ["nonce", "issuer", "audience", "expired", "unsigned", "other-key", "no-token"] as const;
export type Defect = (typeof DEFECTS)[number];

interface OpenidOptions {
  readonly kit: EmulatorKit;
  readonly keys: SigningKeys;
  readonly people: People;
  readonly grants: Grants;
  readonly clientId: string;
  /** Whether the secret that came is the product's. */
  readonly isSecret: (secret: string, issuer: string) => boolean;
  readonly claimsOf: (person: VendorPerson) => object;
}

export type SigningKeys = ReturnType<typeof makeKeys>;

/** The vendor's own, and one that is nobody's. */
export function makeKeys() {
  const [own, other] = [make(), make()];
  const jwk = { ...own.publicKey.export({ format: "jwk" }), kid: randomUUID(), alg: "RS256", use: "sig" };
  return { own: own.privateKey, other: other.privateKey, jwk };
}
const make = () => generateKeyPairSync("rsa", { modulusLength: 2_048 });

/** What Google and Apple have in common: a code becomes a token that says who somebody is, signed with RS256. */
export function openid({ kit, keys, people, grants, clientId, isSecret, claimsOf }: OpenidOptions) {
  const defects: Defect[] = [];

  return {
    keySet: (): Answer => ({ status: 200, body: { keys: [keys.jwk] } }),

    token(request: EmulatorRequest): Answer {
      const form = new URLSearchParams(request.text);
      if (form.get("grant_type") !== "authorization_code") return refusal(400, "unsupported_grant_type");
      const issuer = issuerOf(request);
      const isClient = form.get("client_id") === clientId && isSecret(form.get("client_secret") ?? "", issuer);
      if (!isClient) return refusal(401, "invalid_client");
      const grant = grants.take(form);
      const person = grant && people.find(grant.personId);
      if (person === undefined) return refusal(400, "invalid_grant");
      const claims = { ...claimsOf(person), ...(grant?.nonce != null && { nonce: grant.nonce }) };
      const defect = defects.shift();
      const body = { access_token: randomUUID(), token_type: "Bearer", expires_in: 3_599 };
      if (defect === "no-token") return { status: 200, body };
      return { status: 200, body: { ...body, id_token: idToken({ claims, issuer, person, defect }) } };
    },

    spoil: (defect: Defect) => void defects.push(defect),
    forget: () => void defects.splice(0),
  };

  function idToken({ claims, issuer, person, defect }: IdToken): string {
    const seconds = Math.floor(kit.clock.now().getTime() / 1_000) - (defect === "expired" ? 7_200 : 0);
    const payload = {
      ...claims,
      ...(defect === "nonce" && { nonce: randomUUID() }),
      iss: defect === "issuer" ? "https://accounts.other.example" : issuer,
      sub: person.id,
      aud: defect === "audience" ? `other-${clientId}` : clientId,
      iat: seconds,
      exp: seconds + 3_599,
    };
    if (defect === "unsigned") return writeUnsigned(payload);
    return writeSigned({ kid: keys.jwk.kid }, payload, defect === "other-key" ? keys.other : keys.own);
  }
}

interface IdToken {
  readonly claims: object;
  readonly issuer: string;
  readonly person: VendorPerson;
  readonly defect: Defect | undefined;
}

/** The vendor's name for itself: here, where it listens. */
export const issuerOf = ({ headers }: EmulatorRequest): string => `http://${headers.get("host") ?? ""}`;

export const refusal = (status: number, error: string): Answer => ({
  status,
  body: { error, error_description: "This emulator refuses it." },
});
