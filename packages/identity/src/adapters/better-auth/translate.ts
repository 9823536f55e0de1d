import { IdentityError } from "../../errors.ts";
import type { Membership, Role, Session } from "../../port.ts";

interface LibrarySession {
  readonly session: { readonly id: string; readonly expiresAt: Date };
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

export function toSession({ session, user }: LibrarySession): Session {
  return {
    id: session.id,
    expiresAt: session.expiresAt,
    person: { id: user.id, name: user.name, email: user.email },
  };
}

const ROLES: readonly string[] = ["owner", "admin", "member", "viewer"] satisfies Role[];
const isRole = (value: string): value is Role => ROLES.includes(value);

/** A role outside the closed list can't pass the table's check; should it ever, it must deny and not default. */
export function toMembership(workspace: Membership["workspace"], role: string): Membership {
  if (!isRole(role)) throw new IdentityError("identity.forbidden", "this membership has a role that is not known");
  return { workspace: { id: workspace.id, slug: workspace.slug, name: workspace.name }, role };
}

/** Two people may ask for one slug at once: the unique index decides. */
export function toIdentityError(cause: unknown): IdentityError {
  if (postgresCode(cause) === "23505") {
    return new IdentityError("identity.slug_taken", "This address is taken. Choose another.", { cause });
  }
  return new IdentityError("identity.unavailable", "the identity provider could not do this", { cause });
}

const postgresCode = (cause: unknown) => property(cause, "code") ?? property(property(cause, "cause"), "code");

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
