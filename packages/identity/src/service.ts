import { parseName, parseSlug, slugOf } from "./domain/slug.ts";
import { IdentityError } from "./errors.ts";
import type { IdentityProvider, Membership, Session, WorkspaceRef } from "./port.ts";
import { can, type Permission } from "./permissions.ts";
import { type TenantContext, tenantIdOf, userIdOf } from "./tenancy.ts";

interface Needs {
  /** Four or more of a–z and 0–9, hard to guess: made unique slugs don't count workspaces. */
  readonly slugSuffix: () => string;
}

/** A tenant context whose membership was read in this request, and what the member may do. */
export interface Entry {
  readonly context: TenantContext;
  readonly membership: Membership;
  /** @throws IdentityError `identity.forbidden` when the role lacks the permission. */
  require(permission: Permission): void;
}

export type Identity = ReturnType<typeof createIdentity>;

export function createIdentity(provider: IdentityProvider, needs: Needs) {
  return {
    capabilities: provider.capabilities,
    handle: (request: Request) => provider.handle(request),
    findSession: (headers: Headers) => provider.findSession(headers),
    listMemberships: (session: Session) => provider.listMemberships(session.person.id),

    /** Creates a workspace that the person owns. Without a slug, one is made from the name. */
    async createWorkspace(session: Session, input: { name: string; slug?: string | undefined }): Promise<Membership> {
      const name = parseName(input.name);
      const slug = input.slug === undefined ? slugOf(name, needs.slugSuffix()) : parseSlug(input.slug);
      return provider.createWorkspace({ name, slug, ownerId: session.person.id });
    },

    /**
     * Turns "this person, at this URL" into a tenant context. Membership is read every time, never remembered in the
     * session: two tabs on two workspaces don't mix, and a removed member is out on the next request.
     * @throws IdentityError `identity.workspace_not_found` alike for an unknown and for a foreign workspace.
     */
    async enter(session: Session, workspace: WorkspaceRef, requestId: string): Promise<Entry> {
      const membership = await provider.findMembership(session.person.id, workspace);
      if (membership === undefined) {
        throw new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
      }
      return {
        membership,
        context: {
          tenantId: tenantIdOf(membership.workspace.id),
          actor: { type: "person", id: userIdOf(session.person.id) },
          requestId,
        },
        require(permission) {
          if (!can(membership.role, permission)) {
            throw new IdentityError("identity.forbidden", `Your role here (${membership.role}) may not do this.`);
          }
        },
      };
    },
  };
}
