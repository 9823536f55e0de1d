import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  assertRefused,
  failureOf,
  type IdentityCase,
  inDays,
  memberIn,
  newcomer,
  newPerson,
  newSlug,
  owner,
} from "./subject.ts";

const TAKE_BACK_HOURS = 14 * 24;

/** The end of a workspace. */
export const closingCases: readonly IdentityCase[] = [
  {
    name: "I-70: closes a workspace for everybody at once, its invitations with it, and tells of it",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await memberIn(subject, ana, "admin");
      const cai = await newcomer(subject);
      const { id: workspaceId, slug } = ana.workspace;
      const invited = {
        workspaceId,
        inviterId: ben.id,
        email: cai.email,
        role: "viewer",
        expiresAt: inDays(7),
      } as const;
      const { id: invitationId } = await provider.createInvitation(invited);
      await subject.facts();
      const ref = { workspaceId, actorId: ana.id };
      const closed = await provider.closeWorkspace(ref);
      assert.deepEqual(closed.workspace, ana.workspace);
      assert.equal(closed.erasableAt.getTime() - closed.closedAt.getTime(), TAKE_BACK_HOURS * 3_600_000);
      const scope = { tenantId: workspaceId, userId: null };
      assert.deepEqual(await subject.facts(), [
        { type: "identity.invitation_ended", data: { workspaceId, invitationId }, scope },
        { type: "identity.workspace_closed", data: { workspaceId }, scope },
      ]);
      for (const { id } of [ana, ben]) {
        assert.equal(await provider.findMembership(id, { id: workspaceId }), undefined);
        assert.equal(await provider.findMembership(id, { slug }), undefined);
        assert.deepEqual(await provider.listMemberships(id), []);
      }
      assert.deepEqual(await provider.listReceivedInvitations(cai.id), []);
      assert.equal(await provider.findInvitationLetter(invitationId), undefined);
      const gone = "identity.workspace_not_found";
      await assertRefused(provider.updateWorkspace({ ...ref, name: "Still here" }), gone);
      await assertRefused(provider.createInvitation({ ...invited, inviterId: ana.id }), gone);
      await assertRefused(provider.changeRole({ ...ref, userId: ben.id, role: "owner" }), gone);
      await assertRefused(provider.removeMember({ ...ref, userId: ben.id }), gone);
      await assertRefused(provider.createTeam({ ...ref, name: "Design" }), gone);
      await assertRefused(provider.acceptInvitation({ userId: cai.id, invitationId }), "identity.invitation_not_found");
      await assertRefused(provider.closeWorkspace(ref), gone);
    },
  },
  {
    name: "I-70: closes a workspace for its owners alone, and shows nobody else that it is there",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const ben = await memberIn(subject, ana, "admin");
      const workspaceId = ana.workspace.id;
      await assertRefused(provider.closeWorkspace({ workspaceId, actorId: ben.id }), "identity.forbidden");
      const foreign = await failureOf(provider.closeWorkspace({ workspaceId, actorId: eve.id }));
      for (const id of [randomUUID(), "1' or 1=1"]) {
        assert.deepEqual(await failureOf(provider.closeWorkspace({ workspaceId: id, actorId: eve.id })), foreign);
      }
      assert.ok(await provider.findMembership(ana.id, { id: workspaceId }));
    },
  },
  {
    name: "I-70: gives a closed workspace back to its owners as it was, and to nobody else",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await newcomer(subject)];
      const [ben, cai] = [await memberIn(subject, ana, "owner"), await memberIn(subject, ana, "admin")];
      const workspaceId = ana.workspace.id;
      const before = await provider.listMembers(workspaceId);
      const closed = await provider.closeWorkspace({ workspaceId, actorId: ana.id });
      await subject.facts();
      for (const { id } of [ana, ben]) assert.deepEqual(await provider.listClosedWorkspaces(id), [closed]);
      for (const id of [cai.id, eve.id, randomUUID(), "1' or 1=1"]) {
        assert.deepEqual(await provider.listClosedWorkspaces(id), []);
        await assertRefused(provider.reopenWorkspace({ workspaceId, actorId: id }), "identity.workspace_not_found");
      }
      subject.later(TAKE_BACK_HOURS - 1);
      assert.deepEqual(await provider.reopenWorkspace({ workspaceId, actorId: ben.id }), ana.workspace);
      assert.deepEqual(await provider.listMembers(workspaceId), before);
      assert.ok(await provider.findMembership(cai.id, { slug: ana.workspace.slug }));
      assert.deepEqual(await provider.listClosedWorkspaces(ana.id), []);
      assert.deepEqual(await subject.facts(), [
        { type: "identity.workspace_reopened", data: { workspaceId }, scope: { tenantId: workspaceId, userId: null } },
      ]);
      await assertRefused(provider.reopenWorkspace({ workspaceId, actorId: ana.id }), "identity.workspace_not_found");
    },
  },
  {
    name: "I-70: erases a workspace once nobody can take it back any more, and not before, and keeps its slug from others for a while",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await newcomer(subject)];
      await memberIn(subject, ana, "viewer");
      const { id: workspaceId, slug } = ana.workspace;
      const ref = { workspaceId, actorId: ana.id };
      await provider.createTeam({ ...ref, name: "Design" });
      assert.equal(await provider.eraseWorkspace(workspaceId), false);
      await provider.closeWorkspace(ref);
      const take = () => provider.createWorkspace({ name: "Mine now", slug, ownerId: eve.id });
      await assertRefused(take(), "identity.slug_taken");
      subject.later(TAKE_BACK_HOURS - 1);
      assert.equal(await provider.eraseWorkspace(workspaceId), false);
      subject.later(2);
      assert.ok((await provider.listErasableWorkspaces(1_000)).includes(workspaceId));
      await assertRefused(provider.reopenWorkspace(ref), "identity.workspace_not_found");
      assert.deepEqual(await provider.listClosedWorkspaces(ana.id), []);
      await subject.facts();
      assert.equal(await provider.eraseWorkspace(workspaceId), true);
      assert.equal(await provider.eraseWorkspace(workspaceId), false);
      const nobodys = { tenantId: null, userId: null };
      assert.deepEqual(await subject.facts(), [
        { type: "identity.workspace_deleted", data: { workspaceId }, scope: nobodys },
      ]);
      assert.ok(!(await provider.listErasableWorkspaces(1_000)).includes(workspaceId));
      assert.deepEqual(await provider.listMembers(workspaceId), []);
      assert.deepEqual(await provider.listTeams(workspaceId), []);
      await assertRefused(take(), "identity.slug_taken");
      subject.later(91 * 24);
      assert.equal((await take()).workspace.slug, slug);
    },
  },
  {
    name: "I-57: has an owner, or is closed with one, when owners leave, hand over and close it at once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await memberIn(subject, ana, "owner");
      const workspaceId = ana.workspace.id;
      const own = (id: string) => ({ workspaceId, actorId: id, userId: id });
      await Promise.allSettled([
        provider.removeMember(own(ana.id)),
        provider.closeWorkspace({ workspaceId, actorId: ben.id }),
        provider.removeMember(own(ben.id)),
        provider.closeWorkspace({ workspaceId, actorId: ana.id }),
        provider.transferOwnership({ workspaceId, actorId: ana.id, userId: ben.id }),
      ]);
      const owners = (await provider.listMembers(workspaceId)).filter(({ role }) => role === "owner");
      assert.ok(owners.length > 0);
      const [one] = owners;
      const actorId = one?.person.id ?? "";
      const isOpen = (await provider.findMembership(actorId, { id: workspaceId })) !== undefined;
      if (!isOpen) assert.deepEqual(await provider.reopenWorkspace({ workspaceId, actorId }), ana.workspace);
    },
  },
  {
    name: "gives a closed workspace's address to nobody, and lets its owner make another meanwhile",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const email = newPerson().email;
      const { id: workspaceId, slug } = ana.workspace;
      await provider.closeWorkspace({ workspaceId, actorId: ana.id });
      const second = await provider.createWorkspace({ name: "Second", slug: newSlug(), ownerId: ana.id });
      assert.deepEqual(await provider.listMemberships(ana.id), [second]);
      const move = { workspaceId: second.workspace.id, actorId: ana.id, slug };
      await assertRefused(provider.updateWorkspace(move), "identity.slug_taken");
      const invited = { workspaceId: second.workspace.id, inviterId: ana.id, email, expiresAt: inDays(7) } as const;
      assert.equal((await provider.createInvitation({ ...invited, role: "viewer" })).email, email);
    },
  },
];
