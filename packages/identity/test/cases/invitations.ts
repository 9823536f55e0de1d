import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { LIMITS } from "../../src/domain/limits.ts";
import { builtIn } from "../../src/domain/roles.ts";
import type { Role } from "../../src/port-roles.ts";
import {
  assertRefused,
  confirm,
  failureOf,
  idOf,
  type IdentityCase,
  type IdentitySubject,
  inDays,
  memberIn,
  newcomer,
  newPerson,
  newSlug,
  owner,
  signUp,
} from "./subject.ts";

interface Inviting {
  readonly id: string;
  readonly workspace: { readonly id: string };
}

function invite(
  { provider }: IdentitySubject,
  inviter: Inviting,
  email: string,
  more: { readonly role?: Role; readonly expiresAt?: Date } = {},
) {
  const { role = "member", expiresAt = inDays(7) } = more;
  return provider.createInvitation({
    workspaceId: inviter.workspace.id,
    inviterId: inviter.id,
    email,
    role,
    expiresAt,
  });
}

const codesOf = (asked: readonly PromiseSettledResult<unknown>[]) =>
  asked.map((one) => (one.status === "rejected" ? (one.reason as { readonly code: string }).code : "made"));

/** How one comes into somebody else's workspace. */
export const invitationCases: readonly IdentityCase[] = [
  {
    name: "makes the invited person a member in the role they were invited to, and tells of each step once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await newcomer(subject);
      await subject.facts();
      const invited = await invite(subject, ana, ben.email, { role: "viewer" });
      assert.deepEqual([invited.email, invited.role, invited.inviterName], [ben.email, "viewer", ana.name]);
      assert.deepEqual(await provider.listInvitations(ana.workspace.id), [invited]);
      const membership = await provider.acceptInvitation({ userId: ben.id, invitationId: invited.id });
      assert.deepEqual(membership, { workspace: ana.workspace, ...builtIn("viewer") });
      assert.deepEqual(await provider.findMembership(ben.id, { id: ana.workspace.id }), membership);
      assert.deepEqual(await provider.listInvitations(ana.workspace.id), []);
      const ids = { workspaceId: ana.workspace.id, invitationId: invited.id };
      const joined = { workspaceId: ana.workspace.id, userId: ben.id, role: "viewer" };
      const scope = { tenantId: ana.workspace.id, userId: null };
      assert.deepEqual(await subject.facts(), [
        { type: "identity.invitation_created", data: ids, scope },
        { type: "identity.invitation_accepted", data: ids, scope },
        { type: "identity.member_joined", data: joined, scope },
      ]);
    },
  },
  {
    name: "lists what somebody is invited to, newest first, and says who invites to what",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, ben, cai] = [await owner(subject), await newcomer(subject), await owner(subject)];
      const first = await invite(subject, ana, ben.email, { role: "admin" });
      const second = await invite(subject, cai, ben.email);
      await invite(subject, cai, newPerson().email);
      const received = await provider.listReceivedInvitations(ben.id);
      assert.deepEqual(received, [
        {
          id: second.id,
          workspaceName: cai.workspace.name,
          inviterName: cai.name,
          role: "member",
          roleName: null,
          expiresAt: second.expiresAt,
        },
        {
          id: first.id,
          workspaceName: ana.workspace.name,
          inviterName: ana.name,
          role: "admin",
          roleName: null,
          expiresAt: first.expiresAt,
        },
      ]);
      const found = await provider.findReceivedInvitation({ userId: ben.id, invitationId: first.id });
      assert.deepEqual(found, received[1]);
    },
  },
  {
    name: "I-60: shows an invitation to nobody but the person whose confirmed address it is for",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const unconfirmed = newPerson();
      // Where every address that comes is confirmed, there is nobody with another one.
      if (subject.enroll === undefined) await signUp(subject, unconfirmed);
      const unconfirmedId = subject.enroll === undefined ? await idOf(subject, unconfirmed) : randomUUID();
      const stranger = await newcomer(subject);
      const invited = await invite(subject, ana, unconfirmed.email);
      const nothing = await failureOf(provider.acceptInvitation({ userId: stranger.id, invitationId: randomUUID() }));
      assert.equal(nothing.code, "identity.invitation_not_found");
      for (const userId of [stranger.id, unconfirmedId, ana.id, randomUUID()]) {
        const answer = { userId, invitationId: invited.id };
        assert.equal(await provider.findReceivedInvitation(answer), undefined);
        assert.deepEqual(await provider.listReceivedInvitations(userId), []);
        assert.deepEqual(await failureOf(provider.acceptInvitation(answer)), nothing);
        assert.deepEqual(await failureOf(provider.declineInvitation(answer)), nothing);
      }
      const none = { userId: stranger.id, invitationId: "1' or 1=1" };
      assert.deepEqual(await failureOf(provider.acceptInvitation(none)), nothing);
      assert.equal((await provider.listMembers(ana.workspace.id)).length, 1);
      if (subject.enroll === undefined) await confirm(subject, { ...unconfirmed, id: unconfirmedId });
      const userId = subject.enroll === undefined ? unconfirmedId : (await newcomer(subject, unconfirmed)).id;
      await provider.acceptInvitation({ userId, invitationId: invited.id });
    },
  },
  {
    name: "I-58: makes one member of a person who accepts eight times at once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await newcomer(subject);
      const { id: invitationId } = await invite(subject, ana, ben.email);
      await subject.facts();
      const accept = () => provider.acceptInvitation({ userId: ben.id, invitationId });
      const accepted = await Promise.all(Array.from({ length: 8 }, accept));
      for (const membership of accepted)
        assert.deepEqual(membership, { workspace: ana.workspace, ...builtIn("member") });
      assert.equal((await provider.listMembers(ana.workspace.id)).length, 2);
      const told = (await subject.facts()).map(({ type }) => type);
      assert.deepEqual(told, ["identity.invitation_accepted", "identity.member_joined"]);
    },
  },
  {
    name: "I-61: takes no invitation that has expired, was declined or revoked",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await newcomer(subject);
      const answer = (invitationId: string) => ({ userId: ben.id, invitationId });
      const expired = await invite(subject, ana, ben.email, { expiresAt: new Date(Date.now() - 1) });
      subject.later(1);
      const declined = await invite(subject, ana, ben.email);
      await subject.facts();
      await provider.declineInvitation(answer(declined.id));
      subject.later(1);
      const revoked = await invite(subject, ana, ben.email);
      const revoking = { workspaceId: ana.workspace.id, actorId: ana.id, invitationId: revoked.id };
      await provider.revokeInvitation(revoking);
      for (const { id } of [expired, declined, revoked]) {
        assert.equal(await provider.findReceivedInvitation(answer(id)), undefined);
        assert.equal(await provider.findInvitationLetter(id), undefined);
        await assertRefused(provider.acceptInvitation(answer(id)), "identity.invitation_not_found");
        await assertRefused(provider.declineInvitation(answer(id)), "identity.invitation_not_found");
      }
      await assertRefused(provider.revokeInvitation(revoking), "identity.invitation_not_found");
      assert.deepEqual(await provider.listReceivedInvitations(ben.id), []);
      assert.deepEqual(await provider.listInvitations(ana.workspace.id), []);
      assert.equal(await provider.findMembership(ben.id, { id: ana.workspace.id }), undefined);
      const told = (await subject.facts()).map(({ type, data }) => [type, data["invitationId"]]);
      assert.deepEqual(told, [
        ["identity.invitation_ended", declined.id],
        ["identity.invitation_created", revoked.id],
        ["identity.invitation_ended", revoked.id],
      ]);
    },
  },
  {
    name: "I-61: lets nobody back in by an invitation that they had accepted before they were removed",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await newcomer(subject);
      const { id: invitationId } = await invite(subject, ana, ben.email);
      await provider.acceptInvitation({ userId: ben.id, invitationId });
      await provider.removeMember({ workspaceId: ana.workspace.id, actorId: ana.id, userId: ben.id });
      const again = provider.acceptInvitation({ userId: ben.id, invitationId });
      await assertRefused(again, "identity.invitation_not_found");
      assert.equal((await provider.listMembers(ana.workspace.id)).length, 1);
    },
  },
  {
    name: "I-59: keeps one pending invitation of an address, also of eight at once",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const { email } = newPerson();
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => invite(subject, ana, email)));
      assert.deepEqual(codesOf(asked).toSorted(), [...Array<string>(7).fill("identity.already_invited"), "made"]);
      assert.equal((await subject.provider.listInvitations(ana.workspace.id)).length, 1);
      const elsewhere = await owner(subject);
      await invite(subject, elsewhere, email);
    },
  },
  {
    name: "invites an address again once its invitation has expired",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const { email } = newPerson();
      await invite(subject, ana, email, { expiresAt: new Date(Date.now() - 1) });
      subject.later(1);
      const again = await invite(subject, ana, email);
      assert.deepEqual(await subject.provider.listInvitations(ana.workspace.id), [again]);
    },
  },
  {
    name: "invites an address into a workspace once an hour, whatever became of the invitation, also of eight at once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await newcomer(subject);
      const { id: invitationId } = await invite(subject, ana, ben.email);
      await provider.revokeInvitation({ workspaceId: ana.workspace.id, actorId: ana.id, invitationId });
      const soon = await Promise.allSettled(Array.from({ length: 8 }, () => invite(subject, ana, ben.email)));
      assert.deepEqual(codesOf(soon), Array<string>(8).fill("identity.invited_recently"));
      assert.deepEqual((await failureOf(invite(subject, ana, ben.email))).kind, "limited");
      await invite(subject, ana, newPerson().email);
      await invite(subject, await owner(subject), ben.email);
      subject.later(1);
      const second = await invite(subject, ana, ben.email);
      await provider.declineInvitation({ userId: ben.id, invitationId: second.id });
      await assertRefused(invite(subject, ana, ben.email), "identity.invited_recently");
    },
  },
  {
    name: "sends so many invitations a day out of a workspace, whoever sends them, also when more are asked for at once",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const ben = { ...(await memberIn(subject, ana, "admin")), workspace: ana.workspace };
      // One of the day's is that by which Ben came in.
      const asked = Array.from({ length: LIMITS.invitationsPerWorkspace + 3 }, (_, index) =>
        invite(subject, index % 2 === 0 ? ana : ben, newPerson().email),
      );
      const refused = codesOf(await Promise.allSettled(asked)).filter((code) => code !== "made");
      assert.deepEqual(refused, Array<string>(4).fill("identity.too_many_invitations"));
      await invite(subject, await owner(subject), newPerson().email);
      subject.later(24);
      await invite(subject, ana, newPerson().email);
    },
  },
  {
    name: "sends so many invitations a day for one person, out of whichever workspaces, also when more are asked for at once",
    needs: "members",
    async run(subject) {
      const { id } = await newcomer(subject);
      const workspaces = await Promise.all(
        Array.from({ length: 3 }, () =>
          subject.provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId: id }),
        ),
      );
      const asked = Array.from({ length: LIMITS.invitationsPerInviter + 2 }, (_, index) => {
        const { workspace } = workspaces[index % workspaces.length] ?? assert.fail("expected a workspace");
        return invite(subject, { id, workspace }, newPerson().email);
      });
      const refused = codesOf(await Promise.allSettled(asked)).filter((code) => code !== "made");
      assert.deepEqual(refused, Array<string>(2).fill("identity.too_many_invitations"));
      await invite(subject, await owner(subject), newPerson().email);
    },
  },
  {
    name: "invites nobody who is a member already",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const ben = await memberIn(subject, ana, "viewer");
      await assertRefused(invite(subject, ana, ben.email), "identity.already_member");
      await assertRefused(invite(subject, ana, ana.email), "identity.already_member");
    },
  },
  {
    name: "I-54: lets owners and admins invite, nobody above themselves, and nobody as an owner",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const as = async (role: Role) => ({ ...(await memberIn(subject, ana, role)), workspace: ana.workspace });
      const admin = await as("admin");
      for (const inviter of [ana, admin]) {
        await assertRefused(invite(subject, inviter, newPerson().email, { role: "owner" }), "identity.invalid_role");
        await invite(subject, inviter, newPerson().email, { role: "admin" });
      }
      for (const inviter of [await as("member"), await as("viewer")]) {
        await assertRefused(invite(subject, inviter, newPerson().email, { role: "viewer" }), "identity.forbidden");
        const [pending] = await subject.provider.listInvitations(ana.workspace.id);
        const { workspace, id: actorId } = inviter;
        const revoking = { workspaceId: workspace.id, actorId, invitationId: pending?.id ?? "" };
        await assertRefused(subject.provider.revokeInvitation(revoking), "identity.forbidden");
      }
    },
  },
  {
    name: "I-28: revokes no invitation of another workspace",
    needs: "members",
    async run(subject) {
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const { id: invitationId } = await invite(subject, ana, newPerson().email);
      const revoke = (id: string) =>
        failureOf(
          subject.provider.revokeInvitation({ workspaceId: eve.workspace.id, actorId: eve.id, invitationId: id }),
        );
      const foreign = await revoke(invitationId);
      assert.equal(foreign.code, "identity.invitation_not_found");
      assert.deepEqual(await revoke(randomUUID()), foreign);
      assert.deepEqual(await revoke("1' or 1=1"), foreign);
      assert.equal((await subject.provider.listInvitations(ana.workspace.id)).length, 1);
    },
  },
  {
    name: "revokes what somebody had invited to when they are removed or may invite no more",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const workspaceId = ana.workspace.id;
      const kept = await invite(subject, ana, newPerson().email);
      for (const role of [undefined, "member"] as const) {
        const ben = await memberIn(subject, ana, "admin");
        const { id } = await invite(subject, { ...ben, workspace: ana.workspace }, newPerson().email);
        const ref = { workspaceId, actorId: ana.id, userId: ben.id };
        await (role ? provider.changeRole({ ...ref, role }) : provider.removeMember(ref));
        assert.equal(await provider.findInvitationLetter(id), undefined);
      }
      const promoted = await memberIn(subject, ana, "owner");
      await invite(subject, { ...promoted, workspace: ana.workspace }, newPerson().email);
      await provider.changeRole({ workspaceId, actorId: ana.id, userId: promoted.id, role: "admin" });
      const left = await provider.listInvitations(workspaceId);
      assert.equal(left.length, 2);
      assert.ok(left.some(({ id }) => id === kept.id));
    },
  },
  {
    name: "writes an invitation's mail in the language of its reader, else of whoever invites",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      await provider.updatePerson(ana.id, { locale: "id" });
      const ben = await newcomer(subject);
      const known = await invite(subject, ana, ben.email, { role: "admin" });
      assert.deepEqual(await provider.findInvitationLetter(known.id), {
        id: known.id,
        email: ben.email,
        locale: "en",
        role: "admin",
        roleName: null,
        expiresAt: known.expiresAt,
        workspaceName: ana.workspace.name,
        inviterName: ana.name,
      });
      const unknown = await invite(subject, ana, newPerson().email);
      assert.equal((await provider.findInvitationLetter(unknown.id))?.locale, "id");
      assert.equal(await provider.findInvitationLetter(randomUUID()), undefined);
      assert.equal(await provider.findInvitationLetter("1' or 1=1"), undefined);
    },
  },
];
