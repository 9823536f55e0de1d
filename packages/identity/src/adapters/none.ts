import { IdentityError } from "../errors.ts";
import type { IdentityProvider, Membership, Session } from "../port.ts";

/** One owner, one workspace, no sign-in: for a product that one person runs for themselves. Refused in production. */
export function singleUserIdentity(owner: Session["person"], workspace: Membership["workspace"]): IdentityProvider {
  const membership: Membership = { workspace, role: "owner" };
  const session: Session = { id: "single-user", person: owner, expiresAt: new Date(8.64e15) };

  return {
    capabilities: { password: false, manyWorkspaces: false },
    handle: async () => new Response(null, { status: 404 }),
    findSession: async () => session,
    async createWorkspace() {
      throw new IdentityError("identity.forbidden", "This installation has one workspace.");
    },
    listMemberships: async (userId) => (userId === owner.id ? [membership] : []),
    findMembership: async (userId, ref) =>
      userId === owner.id && ("id" in ref ? ref.id === workspace.id : ref.slug === workspace.slug)
        ? membership
        : undefined,
  };
}
