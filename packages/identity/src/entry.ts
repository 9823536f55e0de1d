import type { Permission } from "./permissions.ts";
import type { Membership, Person, Session, Workspace } from "./port.ts";
import type { TenantContext } from "./tenancy.ts";

/** Whoever asks in a workspace, a person or a program, and what they may there as of this request. */
export interface Entry {
  readonly context: TenantContext;
  readonly workspace: Workspace;
  readonly permissions: readonly Permission[];
  /** @throws IdentityError `identity.forbidden` when the caller lacks the permission. */
  require(permission: Permission): void;
}

/** A person's: with it comes what no program has, such as a session that can be a recent one. */
export interface PersonEntry extends Entry {
  readonly membership: Membership;
  readonly person: Person;
  /** The one that asks: what is risky wants a recent sign-in. */
  readonly session: Session;
}

export const actorIn = ({ workspace, person }: PersonEntry) => ({ workspaceId: workspace.id, actorId: person.id });
