import { createHmac, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";

const Header = z.object({ alg: z.string(), kid: z.string().optional() });
const Claims = z.object({
  iss: z.string().optional(),
  sub: z.string().optional(),
  aud: z.string().optional(),
  iat: z.number().optional(),
  exp: z.number().optional(),
});

/** A JSON Web Token (RFC 7519), by other means than the product has: what one writes the other has to be able to read. */
export function writeSigned(
  header: { readonly kid: string; readonly typ?: string },
  claims: object,
  key: KeyObject,
): string {
  const text = `${encoded({ alg: "RS256", typ: "JWT", ...header })}.${encoded(claims)}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

/** As a client must never take it. */
export const writeUnsigned = (claims: object): string => `${encoded({ alg: "none", typ: "JWT" })}.${encoded(claims)}.`;

/** With a secret that two parties have, so that each could have written it: nor must this one be taken. */
export function writeSymmetric(claims: object, secret: string): string {
  const text = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

/** What it says, whoever has signed it. */
export function claimsIn(token: string): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(decoded(token.split(".")[1] ?? ""));
}

/** `undefined` unless this key has signed it. */
export function readSigned(token: string, alg: "ES256", key: KeyObject) {
  const [head = "", body = "", signature = ""] = token.split(".");
  const header = Header.safeParse(decoded(head)).data;
  const claims = Claims.safeParse(decoded(body)).data;
  const by = { key, dsaEncoding: "ieee-p1363" } as const;
  const isRight = verify("sha256", Buffer.from(`${head}.${body}`), by, Buffer.from(signature, "base64url"));
  return isRight && header?.alg === alg && claims !== undefined ? { header, claims } : undefined;
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
}
