import type { JWTPayload } from "jose";
import type { ServerMetadata } from "openid-client";
import { z } from "zod";
import { fromClaims } from "../social/translate.ts";

/** What a provider may sign with. Never `none`, and never a secret that we hold as well. */
export const ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"] as const;

/**
 * What a discovery document has to hold before anything of it is used: its addresses over TLS, and something that it
 * signs with and we take. Answers it with the algorithms narrowed to those.
 */
export function usable(
  metadata: Readonly<ServerMetadata>,
  { issuer, allowHttp }: { readonly issuer: string; readonly allowHttp: boolean },
): ServerMetadata {
  if (metadata.issuer !== issuer) throw new NotUsable("it is of another issuer");
  const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri: keys } = metadata;
  const needed = [authorization, token, keys];
  const offered = metadata.end_session_endpoint;
  const protocols = allowHttp ? ["https:", "http:"] : ["https:"];
  const isFine = (url: string | undefined) =>
    url !== undefined && URL.canParse(url) && protocols.includes(new URL(url).protocol);
  if (![...needed, offered ?? token].every(isFine)) throw new NotUsable("an address is missing, or not over TLS");
  const says = metadata.id_token_signing_alg_values_supported ?? ["RS256"];
  const algorithms = ALGORITHMS.filter((one) => says.includes(one));
  if (algorithms.length === 0) throw new NotUsable("it signs with nothing that is taken here");
  return { ...metadata, id_token_signing_alg_values_supported: algorithms };
}

/** Its own message, and nothing that the provider says. */
export class NotUsable extends Error {
  override readonly name = "NotUsable";
}

const Extra = z.object({
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  auth_time: z.number().positive().optional(),
  sid: z.string().min(1).max(255).optional(),
});

/** The claims of a token that was verified before. */
export function toPerson(claims: unknown) {
  const { auth_time: seconds, sid, email_verified: verified } = Extra.parse(claims);
  return {
    ...fromClaims(claims),
    authTime: seconds === undefined ? undefined : new Date(seconds * 1_000),
    sid,
    isDenied: verified !== undefined && verified !== true && verified !== "true",
  };
}

/** Somebody's sessions have ended at the provider. One of `sid` and `subject` is there at least. */
export interface LogoutNotice {
  /** Of this notice (`jti`): seen again, it is a copy. */
  readonly id: string;
  readonly sid: string | undefined;
  readonly subject: string | undefined;
}

const BACK_CHANNEL = "http://schemas.openid.net/event/backchannel-logout";
const Logout = z
  .object({
    jti: z.string().min(1).max(255),
    sid: z.string().min(1).max(255).optional(),
    sub: z.string().min(1).max(255).optional(),
    events: z.looseObject({ [BACK_CHANNEL]: z.looseObject({}) }),
    // A sign-in's token has one: it must never pass for a notice (section 2.4).
    nonce: z.undefined().optional(),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined);

/** What section 2.6 asks for beside signature, issuer, audience and age. */
export function readLogout(payload: JWTPayload): LogoutNotice {
  const { jti: id, sid, sub: subject } = Logout.parse(payload);
  return { id, sid, subject };
}
