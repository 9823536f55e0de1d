import { IdentityError } from "../errors.ts";
import { can, covers, type Holder } from "../permissions.ts";
import type { InvitableRole } from "../port-roles.ts";
import type { RoleGrant } from "./roles.ts";

const MOST = 500;

/**
 * As providers call themselves: an https address without query and fragment (OpenID Connect Discovery 1.0, 3), kept to the
 * letter, since that is how it is compared. @throws IdentityError `identity.invalid_issuer`.
 */
export function parseIssuer(value: string, { allowPlainHttp = false } = {}): string {
  const typed = value.trim();
  const url = URL.canParse(typed) && typed.length <= MOST ? new URL(typed) : undefined;
  const isSafe = url?.protocol === "https:" || (allowPlainHttp && url?.protocol === "http:");
  if (url === undefined || !isSafe || /[?#\s]/.test(typed) || url.username !== "" || url.password !== "") {
    throw new IdentityError(
      "identity.invalid_issuer",
      "Give the provider's issuer, such as https://login.example.com.",
    );
  }
  return typed;
}

/** @throws IdentityError `identity.forbidden`, `identity.invalid_role`. */
export function assertMayBringIn(
  actor: Holder,
  grant: RoleGrant,
): asserts grant is RoleGrant & { readonly role: Exclude<InvitableRole, "admin"> } {
  if (!can(actor, "sign-in:manage")) throw forbidden("Your role here may not do this.");
  if (grant.role === "owner" || grant.role === "admin") {
    throw new IdentityError("identity.invalid_role", "Newcomers become members, viewers, or get a role of your own.");
  }
  if (!covers(actor, grant)) throw forbidden("You can't give a role that may more than yours.");
}

const forbidden = (message: string) => new IdentityError("identity.forbidden", message);
