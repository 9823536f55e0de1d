import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer } from "../frame/define.ts";
import { DEFECTS, type SigningKeys } from "../sign-in/openid.ts";
import { claimsIn, writeSigned, writeSymmetric, writeUnsigned } from "../sign-in/signed.ts";

/** What the next token has wrong with it. `symmetric` is signed with the client's secret, `old-sign-in` is an hour old. */
export const OPENID_DEFECTS = [...DEFECTS, "symmetric", "other-party", "old-sign-in"] as const;
export type OpenidDefect = (typeof OPENID_DEFECTS)[number];

const Tokens = z.looseObject({ id_token: z.string() });

interface Means {
  readonly keys: SigningKeys;
  readonly clientSecret: string;
}

/** The library makes no such mistakes: its answer is written anew. */
export function spoilt(answer: Answer, defect: OpenidDefect | undefined, means: Means): Answer {
  if (defect === undefined) return answer;
  const { id_token: token, ...rest } = Tokens.parse(answer.body);
  if (defect === "no-token") return { ...answer, body: rest };
  const claims = { ...claimsIn(token), ...WRONG[defect](claimsIn(token)) };
  return { ...answer, body: { ...rest, id_token: written(claims, defect, means) } };
}

function written(claims: object, defect: OpenidDefect, { keys, clientSecret }: Means): string {
  if (defect === "unsigned") return writeUnsigned(claims);
  if (defect === "symmetric") return writeSymmetric(claims, clientSecret);
  return writeSigned({ kid: keys.jwk.kid }, claims, defect === "other-key" ? keys.other : keys.own);
}

type Claims = Readonly<Record<string, unknown>>;
const none = () => ({});
const secondsIn = (value: unknown) => (typeof value === "number" ? value : 0);

const WRONG: Readonly<Record<OpenidDefect, (claims: Claims) => object>> = {
  nonce: () => ({ nonce: randomUUID() }),
  issuer: () => ({ iss: "https://login.other.example" }),
  audience: ({ aud }) => ({ aud: `other-${String(aud)}` }),
  // Meant for two, and given to the other one.
  "other-party": ({ aud }) => ({ aud: [aud, "another"], azp: "another" }),
  expired: ({ iat, exp }) => ({ iat: secondsIn(iat) - 7_200, exp: secondsIn(exp) - 7_200 }),
  "old-sign-in": (claims) => ({ auth_time: secondsIn(claims["auth_time"]) - 3_600 }),
  unsigned: none,
  symmetric: none,
  "other-key": none,
  "no-token": none,
};
