import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { LIMITS } from "../../src/domain/limits.ts";
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

const KEPT_HOURS = LIMITS.formerSlugMs / 3_600_000;

/** What becomes of a workspace, and of an invitation, after it was made. */
export const changeCases: readonly IdentityCase[] = [
  {
    name: "renames a workspace and moves it to another slug, and tells of what changed",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
      const slug = newSlug();
      await subject.facts();
      await provider.updateWorkspace({ ...ref, name: "Globex" });
      const moved = await provider.updateWorkspace({ ...ref, slug });
      await provider.updateWorkspace({ ...ref, name: "Globex", slug });
      assert.deepEqual(moved, { id: ana.workspace.id, name: "Globex", slug });
      assert.deepEqual((await provider.listMemberships(ana.id))[0]?.workspace, moved);
      const told = { data: { workspaceId: ana.workspace.id }, scope: { tenantId: ana.workspace.id, userId: null } };
      assert.deepEqual(await subject.facts(), [
        { type: "identity.workspace_renamed", ...told },
        { type: "identity.workspace_moved", ...told },
      ]);
    },
  },
  {
    name: "finds a workspace by the slug that it had, for its members and for as long as it is kept for it",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, stranger] = [await owner(subject), await newcomer(subject)];
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
      const [first, second] = [ana.workspace.slug, newSlug()];
      await provider.updateWorkspace({ ...ref, slug: second });
      assert.equal((await provider.findMembership(ana.id, { slug: first }))?.workspace.slug, second);
      assert.equal(await provider.findMembership(stranger.id, { slug: first }), undefined);
      subject.later(KEPT_HOURS + 1);
      assert.equal(await provider.findMembership(ana.id, { slug: first }), undefined);
      assert.equal((await provider.findMembership(ana.id, { slug: second }))?.workspace.id, ana.workspace.id);
    },
  },
  {
    name: "gives a slug that another workspace has or had to nobody, until it is kept no longer",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const eves = { workspaceId: eve.workspace.id, actorId: eve.id };
      const first = ana.workspace.slug;
      await assertRefused(provider.updateWorkspace({ ...eves, slug: first }), "identity.slug_taken");
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
      await provider.updateWorkspace({ ...ref, slug: newSlug() });
      const make = () => provider.createWorkspace({ name: "Eve's", slug: first, ownerId: eve.id });
      await assertRefused(provider.updateWorkspace({ ...eves, slug: first }), "identity.slug_taken");
      await assertRefused(make(), "identity.slug_taken");
      subject.later(KEPT_HOURS + 1);
      const { workspace } = await make();
      assert.equal((await provider.findMembership(eve.id, { slug: first }))?.workspace.id, workspace.id);
      assert.equal(await provider.findMembership(ana.id, { slug: first }), undefined);
    },
  },
  {
    name: "lets a workspace have its own slug back, and change it only so often",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
      const move = (slug: string) => provider.updateWorkspace({ ...ref, slug });
      await move(newSlug());
      assert.equal((await move(ana.workspace.slug)).slug, ana.workspace.slug);
      // The one of the first move is kept still; the slug that it took back is in use.
      for (let kept = 1; kept < LIMITS.formerSlugsPerWorkspace; kept += 1) await move(newSlug());
      await assertRefused(move(newSlug()), "identity.too_many_slugs");
      subject.later(KEPT_HOURS + 1);
      await move(newSlug());
    },
  },
  {
    name: "gives one of two who want the same slug at once, one by making and one by moving a workspace",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const slug = newSlug();
      const outcomes = await Promise.allSettled([
        provider.updateWorkspace({ workspaceId: ana.workspace.id, actorId: ana.id, slug }),
        provider.updateWorkspace({ workspaceId: eve.workspace.id, actorId: eve.id, slug }),
        provider.createWorkspace({ name: "Third", slug, ownerId: eve.id }),
      ]);
      const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as { code: string }] : []));
      assert.deepEqual(
        refused.map(({ code }) => code),
        ["identity.slug_taken", "identity.slug_taken"],
      );
    },
  },
  {
    name: "I-54: hands a workspace over: the new owner is one, the old one an admin, and nobody else may do it",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const [ben, cai] = [await memberIn(subject, ana, "viewer"), await memberIn(subject, ana, "admin")];
      const stranger = await newcomer(subject);
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
      for (const userId of [cai.id, ben.id]) {
        await assertRefused(provider.transferOwnership({ ...ref, actorId: cai.id, userId }), "identity.forbidden");
        await assertRefused(provider.updateWorkspace({ ...ref, actorId: ben.id, name: "B" }), "identity.forbidden");
      }
      const theirs = { ...ref, actorId: stranger.id };
      await assertRefused(provider.transferOwnership({ ...theirs, userId: ben.id }), "identity.workspace_not_found");
      await assertRefused(provider.updateWorkspace({ ...theirs, name: "S" }), "identity.workspace_not_found");
      for (const userId of [stranger.id, randomUUID(), "1' or 1=1"]) {
        await assertRefused(provider.transferOwnership({ ...ref, userId }), "identity.member_not_found");
      }
      await provider.transferOwnership({ ...ref, userId: ana.id });
      await subject.facts();
      await provider.transferOwnership({ ...ref, userId: ben.id });
      const roles = (await provider.listMembers(ref.workspaceId)).map(({ person, role }) => [person.id, role]);
      assert.deepEqual(roles, [
        [ana.id, "admin"],
        [ben.id, "owner"],
        [cai.id, "admin"],
      ]);
      const told = (await subject.facts()).map(({ type, data }) => [type, data["userId"], data["role"]]);
      assert.deepEqual(told, [
        ["identity.member_role_changed", ben.id, "owner"],
        ["identity.member_role_changed", ana.id, "admin"],
      ]);
    },
  },
  {
    name: "I-57: has an owner left when two owners hand over, leave and step down at once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const [ben, cai] = [await memberIn(subject, ana, "owner"), await memberIn(subject, ana, "viewer")];
      const workspaceId = ana.workspace.id;
      const own = (id: string) => ({ workspaceId, actorId: id, userId: id });
      await Promise.allSettled([
        provider.transferOwnership({ workspaceId, actorId: ana.id, userId: ben.id }),
        provider.transferOwnership({ workspaceId, actorId: ben.id, userId: ana.id }),
        provider.removeMember(own(ben.id)),
        provider.changeRole({ ...own(ana.id), role: "viewer" }),
        provider.transferOwnership({ workspaceId, actorId: ben.id, userId: cai.id }),
        provider.removeMember(own(cai.id)),
      ]);
      const owners = (await provider.listMembers(workspaceId)).filter(({ role }) => role === "owner");
      assert.ok(owners.length > 0);
    },
  },
  {
    name: "I-61: sends an invitation again, also one that has run out, and has it open for as long as a new one",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await newcomer(subject);
      const workspaceId = ana.workspace.id;
      const invited = { workspaceId, inviterId: ana.id, email: ben.email, role: "viewer" } as const;
      const { id: invitationId } = await provider.createInvitation({ ...invited, expiresAt: inDays(1) });
      subject.later(48);
      await subject.facts();
      const ref = { workspaceId, actorId: ana.id, invitationId };
      const sent = await provider.resendInvitation({ ...ref, expiresAt: inDays(9) });
      assert.deepEqual(await provider.listInvitations(workspaceId), [sent]);
      assert.ok(sent.invitedAt.getTime() > Date.now() + 47 * 3_600_000);
      const data = { workspaceId, invitationId };
      const scope = { tenantId: workspaceId, userId: null };
      assert.deepEqual(await subject.facts(), [{ type: "identity.invitation_resent", data, scope }]);
      await provider.acceptInvitation({ userId: ben.id, invitationId });
      await assertRefused(provider.resendInvitation({ ...ref, expiresAt: inDays(9) }), "identity.invitation_not_found");
    },
  },
  {
    name: "sends an invitation again once an hour and only so often, and only for whoever may invite to it",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const [cai, dan] = [await memberIn(subject, ana, "admin"), await memberIn(subject, ana, "member")];
      const workspaceId = ana.workspace.id;
      const invited = { workspaceId, inviterId: ana.id, email: newPerson().email, role: "admin" } as const;
      const { id: invitationId } = await provider.createInvitation({ ...invited, expiresAt: inDays(7) });
      const resend = (actorId: string, more: object = {}) =>
        provider.resendInvitation({ workspaceId, actorId, invitationId, expiresAt: inDays(7), ...more });
      await assertRefused(resend(ana.id), "identity.invited_recently");
      await assertRefused(resend(dan.id), "identity.forbidden");
      await assertRefused(resend(eve.id), "identity.workspace_not_found");
      const unknown = await failureOf(resend(ana.id, { invitationId: randomUUID() }));
      assert.equal(unknown.code, "identity.invitation_not_found");
      assert.deepEqual(await failureOf(resend(ana.id, { invitationId: "1' or 1=1" })), unknown);
      assert.deepEqual(await failureOf(resend(eve.id, { workspaceId: eve.workspace.id })), unknown);
      for (let sends = 1; sends < LIMITS.sendsPerInvitation; sends += 1) {
        subject.later(2);
        await resend(cai.id);
      }
      subject.later(2);
      await assertRefused(resend(cai.id), "identity.too_many_invitations");
    },
  },
];
