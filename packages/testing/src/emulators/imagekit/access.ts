import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Answer, EmulatorRequest } from "../frame/define.ts";
import { refuse } from "./answers.ts";
import type { Keys } from "./held.ts";

/** The vendor's longest life of an upload token. */
const LONGEST_SECONDS = 60 * 60;

const UNKNOWN_KEY = refuse(403, "Your account cannot be authenticated.");
const NO_KEY = refuse(401, "Your account cannot be authenticated.");

/** Who manages files: Basic, the private key as the name; whatever the SDK sends as a password is ignored. */
export function managementFault(request: EmulatorRequest, { privateKey }: Keys): Answer | undefined {
  const header = request.headers.get("authorization");
  if (header === null) return NO_KEY;
  const [scheme, encoded = ""] = header.split(" ");
  const [name = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return scheme === "Basic" && name === privateKey ? undefined : UNKNOWN_KEY;
}

export interface TokenCheck {
  readonly keys: Keys;
  readonly now: Date;
  readonly isUsed: (token: string) => boolean;
}

/**
 * A browser's upload, V1: the private key signed `token + expire` and nothing else. Where the file goes, what it is
 * called and what it replaces is whatever the browser says.
 */
export function tokenFault(form: ReadonlyMap<string, string>, { keys, now, isUsed }: TokenCheck): Answer | undefined {
  const [token = "", expire = ""] = [form.get("token"), form.get("expire")];
  if (form.get("publicKey") !== keys.publicKey) return refuse(400, "Your request contains invalid public key.");
  if (token === "") return refuse(400, "Your request is missing token parameter.");
  const lifeSeconds = Number(expire) - now.getTime() / 1_000;
  if (!Number.isInteger(Number(expire)) || lifeSeconds > LONGEST_SECONDS) {
    return refuse(400, "Your request contains invalid expire parameter. It must be less than 1 hour in the future.");
  }
  if (lifeSeconds <= 0) return refuse(400, "Your request contains expired token.");
  const expected = createHmac("sha1", keys.privateKey).update(`${token}${expire}`).digest("hex");
  if (!isSame(form.get("signature") ?? "", expected)) return refuse(400, "Your request contains invalid signature.");
  return isUsed(token) ? refuse(400, "A request with this token was made before.") : undefined;
}

const Claims = z.looseObject({ iat: z.number(), exp: z.number() });
const INVALID = refuse(400, "Your request has invalid token.");

/** A browser's upload, V2: a JWT over every field but the file, made with the private key. */
export function jwtFault(form: ReadonlyMap<string, string>, { keys, now, isUsed }: TokenCheck): Answer | undefined {
  const token = form.get("token");
  if (token === undefined || token === "") return refuse(400, "Your request is missing token parameter.");
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  const header = z.object({ alg: z.literal("HS256"), kid: z.string() }).safeParse(decode(head));
  const claims = Claims.safeParse(decode(body));
  if (more.length > 0 || !header.success || !claims.success || header.data.kid !== keys.publicKey) return INVALID;
  const expected = createHmac("sha256", keys.privateKey).update(`${head}.${body}`).digest("base64url");
  if (!isSame(signature, expected)) return INVALID;
  const { iat, exp, ...payload } = claims.data;
  const nowSeconds = now.getTime() / 1_000;
  if (exp <= nowSeconds) return refuse(400, "Your request contains expired token.");
  if (exp - iat > LONGEST_SECONDS || exp > nowSeconds + LONGEST_SECONDS) return INVALID;
  if (isUsed(token)) return refuse(400, "A request with this token was made before.");
  const sent = new Map([...form].filter(([name]) => name !== "token"));
  const signed = new Map(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  const isSigned = sent.size === signed.size && [...sent].every(([name, value]) => signed.get(name) === value);
  if (isSigned) return undefined;
  return refuse(
    400,
    "Your request contains invalid payload. It does not match with the payload used to generate token.",
  );
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
