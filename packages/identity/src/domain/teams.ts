import { IdentityError } from "../errors.ts";
import { can, type Holder } from "../permissions.ts";

/** @throws IdentityError `identity.forbidden`. */
export function assertMayShapeTeams(actor: Holder): void {
  if (can(actor, "team:manage")) return;
  throw new IdentityError("identity.forbidden", "Your role here does not change teams.");
}
