import type { Permission } from "./permissions.ts";
import type { Membership, Person, Session } from "./port.ts";
import type { TenantContext } from "./tenancy.ts";

/** A tenant context whose membership was read in this request, and what the member may do. */
export interface Entry {
  readonly context: TenantContext;
  readonly membership: Membership;
  readonly person: Person;
  /** The one that asks: what is risky wants a recent sign-in. */
  readonly session: Session;
  /** @throws IdentityError `identity.forbidden` when the role lacks the permission. */
  require(permission: Permission): void;
}

export const actorIn = ({ membership, person }: Entry) => ({
  workspaceId: membership.workspace.id,
  actorId: person.id,
});
