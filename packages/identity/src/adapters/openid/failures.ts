import { IdentityError } from "../../errors.ts";

/** The provider's words stay in here: they may hold a code, a token or an address. */
export function toIdentityError(error: unknown): IdentityError {
  const cause = new Error(nameOf(error));
  if (isAway(error)) return new IdentityError("identity.unavailable", "the provider did not answer", { cause });
  return new IdentityError("identity.social_refused", "The provider did not say who this is.", { cause });
}

/** Its own failures and the network's; whatever else is not as it should be is a refusal. */
function isAway(error: unknown): boolean {
  const status = property(error, "status") ?? property(property(error, "cause"), "status");
  if (typeof status === "number") return status >= 500 || status === 429;
  const names = [error, property(error, "cause")].flatMap((one) => [property(one, "code"), property(one, "name")]);
  return names.some((name) => AWAY.has(String(name))) || property(error, "message") === "fetch failed";
}

/** Of the two libraries, of Node's fetch, and of an answer that was broken off. */
const AWAY: ReadonlySet<string> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "ERR_JWKS_TIMEOUT",
  "TimeoutError",
  "AbortError",
  "TooLong",
]);

/** What is safe to log: names of a closed list, such as OAuth's `invalid_client` for a secret that is not right. */
function nameOf(error: unknown): string {
  const parts = [property(error, "name"), property(error, "code"), property(error, "error")];
  return parts.filter((part) => typeof part === "string" && /^\w{1,60}$/.test(part)).join(" ") || "?";
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
