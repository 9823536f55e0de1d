import { asc, eq, inArray } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { parseAddress, plainAddress } from "./domain/address.ts";
import { expiryOf } from "./domain/invitation.ts";
import { parseName } from "./domain/name.ts";
import { parseRole } from "./domain/roles.ts";
import { parseSlug, slugOf } from "./domain/slug.ts";
import { actorIn, type Entry, type PersonEntry } from "./entry.ts";
import { IdentityError } from "./errors.ts";
import { identityEvents } from "./events.ts";
import { createMails } from "./mails.ts";
import type { IdentityNeeds, PublishFact } from "./needs.ts";
import { can } from "./permissions.ts";
import type {
  HandleOptions,
  IdentityProvider,
  Invitation,
  Locale,
  Membership,
  PictureOf,
  PicturesOf,
  ReceivedInvitation,
  Session,
  WorkspaceRef,
} from "./port.ts";
import { facts, usage } from "./schema.ts";
import { createAccount, requireRecentSignIn } from "./service-account.ts";
import { createSecondFactorUseCases } from "./service-second-factor.ts";
import { createDomains } from "./service-domains.ts";
import { createClosing } from "./service-closing.ts";
import { createUsage } from "./service-usage.ts";
import { forgetUsage, moveUsage } from "./service/usage.ts";
import { createKeyUseCases } from "./service-keys.ts";
import { createWorkspaceUseCases } from "./service-workspace.ts";
import { tenantIdOf, userIdOf } from "./tenancy.ts";

export type Identity = ReturnType<typeof createIdentity>;

export function createIdentity(provider: IdentityProvider, needs: IdentityNeeds) {
  const closing = createClosing(provider, needs, forgetFacts);
  return {
    capabilities: provider.capabilities,
    handle: (request: Request, options?: HandleOptions) => provider.handle(request, options),
    findSession: (headers: Headers) => provider.findSession(headers),
    /** For seeds and tools. No route may answer it to anybody but an operator. */
    findPersonByAddress: (address: string) => provider.findPersonByAddress(plainAddress(address)),
    isOperator: (session: Session) => provider.isOperator(session.person.id),

    async updatePerson(session: Session, changes: { name?: string | undefined; locale?: Locale | undefined }) {
      return provider.updatePerson(session.person.id, {
        ...(changes.name !== undefined && { name: parseName(changes.name) }),
        ...(changes.locale !== undefined && { locale: changes.locale }),
      });
    },

    /** For whoever stores pictures. May be called for anybody: who may change one is asked before. */
    setPicture: (of: PictureOf, key: string | null) => provider.setPicture(of, key),
    /** Keys of pictures by id, to be shown where these people and workspaces are listed anyway. */
    listPictures: ({ userIds = [], workspaceIds = [] }: Partial<PicturesOf>) =>
      provider.listPictures({ userIds, workspaceIds }),

    listMemberships: (session: Session) => provider.listMemberships(session.person.id),

    /** For a workspace or an invitation that is about to be made, so that it can be announced before. */
    newId: (): string => uuidv7(),

    /** Creates a workspace that the person owns. Without a slug, one is made from the name. */
    async createWorkspace(
      session: Session,
      input: { id?: string; name: string; slug?: string | undefined },
    ): Promise<Membership> {
      const name = parseName(input.name);
      const slug = input.slug === undefined ? slugOf(name, needs.slugSuffix()) : parseSlug(input.slug);
      const { id } = input;
      return provider.createWorkspace({ name, slug, ownerId: session.person.id, ...(id !== undefined && { id }) });
    },

    /**
     * Turns "this person, at this URL" into a tenant context. Membership is read every time, never remembered in the
     * session: two tabs on two workspaces don't mix, and a removed member is out on the next request.
     * @throws IdentityError `identity.workspace_not_found` alike for an unknown and for a foreign workspace;
     * `identity.single_sign_on_required` in a session that was opened any other way.
     */
    async enter(session: Session, workspace: WorkspaceRef, requestId: string): Promise<PersonEntry> {
      const { person } = session;
      const membership = await provider.findMembership(person.id, workspace);
      if (membership === undefined) {
        throw new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
      }
      const { requiredConnection } = membership;
      if (requiredConnection !== undefined && requiredConnection !== session.connectionId) {
        throw new IdentityError(
          "identity.single_sign_on_required",
          "This workspace wants you to sign in by its single sign-on.",
        );
      }
      return {
        workspace: membership.workspace,
        permissions: membership.permissions,
        membership,
        person,
        session,
        context: {
          tenantId: tenantIdOf(membership.workspace.id),
          actor: { type: "person", id: userIdOf(person.id) },
          requestId,
        },
        require(permission) {
          if (can(membership, permission)) return;
          const called = membership.roleName ?? membership.role;
          throw new IdentityError("identity.forbidden", `Your role here (${called}) may not do this.`);
        },
      };
    },

    async listMembers(entry: Entry) {
      entry.require("member:read");
      return provider.listMembers(entry.workspace.id);
    },

    /** Whoever makes an owner gives the workspace away: that wants a recent sign-in. */
    async changeRole(entry: PersonEntry, userId: string, role: string): Promise<void> {
      entry.require("member:manage");
      if (role === "owner") requireRecentSignIn(entry.session, needs.now());
      await provider.changeRole({ ...actorIn(entry), userId, role: parseRole(role) });
    },

    /** Oneself: leaving, which needs no permission. */
    async removeMember(entry: PersonEntry, userId: string): Promise<void> {
      if (userId !== entry.person.id) entry.require("member:manage");
      await provider.removeMember({ ...actorIn(entry), userId });
    },

    async invite(
      entry: PersonEntry,
      input: {
        readonly id?: string;
        readonly email: string;
        readonly role: string;
        readonly teamId?: string | undefined;
      },
    ): Promise<Invitation> {
      entry.require("invitation:manage");
      const { id, teamId } = input;
      return provider.createInvitation({
        ...(id !== undefined && { id }),
        workspaceId: entry.workspace.id,
        inviterId: entry.person.id,
        email: parseAddress(input.email),
        role: parseRole(input.role),
        ...(teamId !== undefined && { teamId }),
        expiresAt: expiryOf(needs.now()),
      });
    },

    async listInvitations(entry: Entry) {
      entry.require("invitation:manage");
      return provider.listInvitations(entry.workspace.id);
    },

    async revokeInvitation(entry: PersonEntry, invitationId: string): Promise<void> {
      entry.require("invitation:manage");
      await provider.revokeInvitation({ ...actorIn(entry), invitationId });
    },

    listMyInvitations: ({ person }: Session) => provider.listReceivedInvitations(person.id),

    /** @throws IdentityError `identity.invitation_not_found` for everything but an open one to one's own address. */
    async findInvitation({ person }: Session, invitationId: string): Promise<ReceivedInvitation> {
      const found = await provider.findReceivedInvitation({ userId: person.id, invitationId });
      if (found === undefined) {
        throw new IdentityError("identity.invitation_not_found", "This invitation is not here, or not yours.");
      }
      return found;
    },

    acceptInvitation: ({ person }: Session, invitationId: string) =>
      provider.acceptInvitation({ userId: person.id, invitationId }),
    declineInvitation: ({ person }: Session, invitationId: string) =>
      provider.declineInvitation({ userId: person.id, invitationId }),

    /**
     * What identity keeps about a person, for themselves: nothing of whoever invited them, nor of other members.
     * `undefined` when there is nobody.
     */
    async exportPerson(userId: string) {
      const known = await provider.findPerson(userId);
      if (known === undefined) return undefined;
      const [memberships, passkeys, invitations] = await Promise.all([
        provider.listMemberships(userId),
        provider.listPasskeys(userId),
        provider.listReceivedInvitations(userId),
      ]);
      return {
        person: { ...known.person, addressConfirmed: known.verified },
        memberships,
        passkeys,
        invitations: invitations.map(({ id, workspaceName, role, expiresAt }) => ({
          id,
          workspaceName,
          role,
          expiresAt,
        })),
      };
    },

    ...createAccount(provider, needs),
    ...createSecondFactorUseCases(provider, needs.now),
    ...createWorkspaceUseCases(provider, needs),
    ...createDomains(provider, needs),
    ...closing,
    ...createUsage(provider, needs),
    ...createKeyUseCases(provider, needs),
    ...createMails(provider, needs.origin),

    /** What `closing.sweep` says; and forgets what was used. Throws when either failed, after both had their turn. */
    async sweep(requestId: string): Promise<number> {
      const forgotten = forgetUsage(provider, needs, requestId);
      const [erased] = await Promise.allSettled([closing.sweep(requestId), forgotten]);
      await forgotten;
      if (erased.status === "rejected") throw erased.reason;
      return erased.value;
    },

    /**
     * Hands on what has happened and forgets it, both or neither. Several processes may do this at once: each takes what
     * no other holds. Facts of a type that this release does not know wait for the one that does.
     * @returns how many; `limit` of them means that there may be more.
     */
    async moveFacts(publish: PublishFact, limit = 100): Promise<number> {
      const requestId = `facts-${uuidv7()}`;
      const context = { reason: "relay", actor: { type: "system", id: "identity.facts" }, requestId } as const;
      return needs.doors.asSystem(context, async (tx) => {
        const waiting = await tx
          .select()
          .from(facts)
          .where(inArray(facts.type, Object.keys(identityEvents)))
          .orderBy(asc(facts.occurredAt), asc(facts.id))
          .limit(limit)
          .for("update", { skipLocked: true });
        const held = await provider.takeFacts(limit);
        for (const { id, type, data, occurredAt, tenantId, userId, ...cause } of waiting) {
          const known = cause.requestId === null ? {} : { requestId: cause.requestId, traceparent: cause.traceparent };
          await publish(tx, { id, type, data, occurredAt, scope: { tenantId, userId }, ...known });
        }
        for (const fact of held) await publish(tx, fact);
        if (waiting.length > 0) {
          const moved = waiting.map(({ id }) => id);
          await tx.delete(facts).where(inArray(facts.id, moved));
        }
        const used = await provider.takeUsage();
        for (const fact of used) await publish(tx, fact);
        return waiting.length + held.length + used.length + (await moveUsage(tx, publish, needs.now()));
      });
    },
  };

  async function forgetFacts(workspaceId: string, requestId: string): Promise<void> {
    const context = { reason: "erasure", actor: { type: "system", id: "identity" }, requestId } as const;
    await needs.doors.asSystem(context, async (tx) => {
      await tx.delete(facts).where(eq(facts.tenantId, workspaceId));
      // Of a workspace that was closed for two weeks none is taken any more.
      await tx.delete(usage).where(eq(usage.tenantId, workspaceId));
    });
  }
}
