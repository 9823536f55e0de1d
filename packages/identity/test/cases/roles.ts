import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { LIMITS } from "../../src/domain/limits.ts";
import type { Permission } from "../../src/permissions.ts";
import {
  assertRefused,
  type IdentityCase,
  type IdentitySubject,
  inDays,
  memberIn,
  newPerson,
  owner,
} from "./subject.ts";

type Owner = Awaited<ReturnType<typeof owner>>;

const READS: readonly Permission[] = ["workspace:read", "member:read"];
const SHAPES: readonly Permission[] = [...READS, "role:manage", "member:manage", "invitation:manage"];

const roleBy = (
  { provider }: IdentitySubject,
  { workspace, ...by }: { readonly id: string; readonly workspace: { readonly id: string } },
  permissions: readonly Permission[],
  name = `Role ${randomUUID()}`,
) => provider.createRole({ workspaceId: workspace.id, actorId: by.id, name, permissions });

/** Somebody new who has that role. */
async function holderOf(subject: IdentitySubject, ana: Owner, permissions: readonly Permission[]) {
  const role = await roleBy(subject, ana, permissions);
  const person = await memberIn(subject, ana, "viewer");
  const workspaceId = ana.workspace.id;
  await subject.provider.changeRole({ workspaceId, actorId: ana.id, userId: person.id, role: role.id });
  return { ...person, workspace: ana.workspace, role };
}

/** Roles that a workspace makes for itself. */
export const roleCases: readonly IdentityCase[] = [
  {
    name: "keeps the roles of a workspace by name, of which another one sees and uses none",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const writer = await roleBy(subject, ana, [...READS, "task:create"], "writer");
      const auditor = await roleBy(subject, ana, [...READS, "audit:read"], "Auditor");
      assert.deepEqual(await provider.listRoles(ana.workspace.id), [auditor, writer]);
      for (const none of [eve.workspace.id, randomUUID(), "1' or 1=1"]) {
        assert.deepEqual(await provider.listRoles(none), []);
      }
      const eves = { workspaceId: eve.workspace.id, actorId: eve.id };
      for (const roleId of [writer.id, randomUUID(), "1' or 1=1"]) {
        await assertRefused(provider.updateRole({ ...eves, roleId, name: "Mine" }), "identity.role_not_found");
        await assertRefused(provider.removeRole({ ...eves, roleId }), "identity.role_not_found");
      }
      const ben = await memberIn(subject, eve, "viewer");
      const change = { ...eves, userId: ben.id, role: writer.id };
      await assertRefused(provider.changeRole(change), "identity.role_not_found");
      const invited = { workspaceId: eve.workspace.id, inviterId: eve.id, email: newPerson().email, role: writer.id };
      await assertRefused(provider.createInvitation({ ...invited, expiresAt: inDays(7) }), "identity.role_not_found");
    },
  },
  {
    name: "tells of a role that is made, changed and removed, and of a member who has it by its id",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await memberIn(subject, ana, "viewer");
      await subject.facts();
      const { id } = await roleBy(subject, ana, READS);
      const workspaceId = ana.workspace.id;
      const ref = { workspaceId, actorId: ana.id };
      await provider.changeRole({ ...ref, userId: ben.id, role: id });
      await provider.updateRole({ ...ref, roleId: id, name: "Reader" });
      await provider.changeRole({ ...ref, userId: ben.id, role: "viewer" });
      await provider.removeRole({ ...ref, roleId: id });
      const [scope, data] = [
        { tenantId: workspaceId, userId: null },
        { workspaceId, roleId: id },
      ];
      const changed = (role: string) => ({
        type: "identity.member_role_changed",
        data: { workspaceId, userId: ben.id, role },
        scope,
      });
      assert.deepEqual(await subject.facts(), [
        { type: "identity.role_created", data, scope },
        changed(id),
        { type: "identity.role_changed", data, scope },
        changed("viewer"),
        { type: "identity.role_removed", data, scope },
      ]);
    },
  },
  {
    name: "I-64: has a role allow what it says now to everybody who has it, from the next question on",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const { id: userId, role } = await holderOf(subject, ana, [...READS, "task:create"]);
      const has = async () => (await provider.findMembership(userId, { id: ana.workspace.id }))?.permissions;
      assert.deepEqual(await has(), [...READS, "task:create"]);
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id, roleId: role.id };
      await provider.updateRole({ ...ref, permissions: READS });
      assert.deepEqual(await has(), READS);
      const [, member] = await provider.listMembers(ana.workspace.id);
      assert.deepEqual([member?.role, member?.roleName, member?.permissions], [role.id, role.name, READS]);
    },
  },
  {
    name: "I-56: makes no role of more than its maker may, and lets nobody widen one beyond what they may",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await holderOf(subject, ana, SHAPES);
      await assertRefused(roleBy(subject, ben, [...READS, "task:create"]), "identity.forbidden");
      const small = await roleBy(subject, ben, READS);
      const ref = { workspaceId: ana.workspace.id, actorId: ben.id, roleId: small.id };
      const widened = provider.updateRole({ ...ref, permissions: [...READS, "billing:manage"] });
      await assertRefused(widened, "identity.forbidden");
      const large = await roleBy(subject, ana, [...READS, "billing:manage"]);
      await assertRefused(provider.updateRole({ ...ref, roleId: large.id, permissions: READS }), "identity.forbidden");
      await assertRefused(provider.removeRole({ ...ref, roleId: large.id }), "identity.forbidden");
      const kept = new Map(
        (await provider.listRoles(ana.workspace.id)).map(({ id, permissions }) => [id, permissions]),
      );
      const expected = new Map<string, readonly Permission[]>([
        [ben.role.id, SHAPES],
        [small.id, READS],
        [large.id, [...READS, "billing:manage"]],
      ]);
      assert.deepEqual(kept, expected);
    },
  },
  {
    name: "I-54, I-56: gives, takes and invites to no role that may what the giver may not, one's own included",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const { workspace, ...ben } = await holderOf(subject, ana, SHAPES);
      const cai = await memberIn(subject, ana, "member");
      const dan = await memberIn(subject, ana, "viewer");
      const large = await roleBy(subject, ana, [...READS, "billing:manage"]);
      const ref = { workspaceId: workspace.id, actorId: ben.id };
      for (const role of ["owner", "admin", "member", large.id] as const) {
        await assertRefused(provider.changeRole({ ...ref, userId: dan.id, role }), "identity.forbidden");
        await assertRefused(provider.changeRole({ ...ref, userId: ben.id, role }), "identity.forbidden");
      }
      await assertRefused(provider.changeRole({ ...ref, userId: cai.id, role: ben.role.id }), "identity.forbidden");
      await assertRefused(provider.removeMember({ ...ref, userId: cai.id }), "identity.forbidden");
      const invited = { workspaceId: workspace.id, inviterId: ben.id, email: newPerson().email, expiresAt: inDays(7) };
      for (const role of ["admin", "member", large.id] as const) {
        await assertRefused(provider.createInvitation({ ...invited, role }), "identity.forbidden");
      }
      const own = { ...ref, roleId: ben.role.id };
      await assertRefused(provider.updateRole({ ...own, name: "Boss" }), "identity.forbidden");
      await assertRefused(provider.updateRole({ ...own, permissions: READS }), "identity.forbidden");
      const sent = await provider.createInvitation({ ...invited, role: ben.role.id });
      assert.deepEqual([sent.role, sent.roleName], [ben.role.id, ben.role.name]);
    },
  },
  {
    name: "I-66: lets nobody shape roles whose own role does not say so, and no stranger learn of one",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const role = await roleBy(subject, ana, READS);
      const stranger = await owner(subject);
      const attempts = (actorId: string) => {
        const ref = { workspaceId: ana.workspace.id, actorId, roleId: role.id };
        return [
          () => provider.createRole({ workspaceId: ana.workspace.id, actorId, name: "Mine", permissions: READS }),
          () => provider.updateRole({ ...ref, name: "Mine" }),
          () => provider.removeRole(ref),
        ];
      };
      for (const who of ["member", "viewer"] as const) {
        const { id } = await memberIn(subject, ana, who);
        for (const attempt of attempts(id)) await assertRefused(attempt(), "identity.forbidden");
      }
      for (const attempt of attempts(stranger.id)) await assertRefused(attempt(), "identity.workspace_not_found");
      assert.deepEqual(await provider.listRoles(ana.workspace.id), [role]);
    },
  },
  {
    name: "I-59: has one role of a name in a workspace, whatever its case and however many ask at once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await owner(subject), await owner(subject)];
      const asked = await Promise.allSettled(
        ["Support", "support", "SUPPORT", "Support"].map((name) => roleBy(subject, ana, READS, name)),
      );
      const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason as { code: string }] : []));
      assert.deepEqual(
        refused.map(({ code }) => code),
        ["identity.role_name_taken", "identity.role_name_taken", "identity.role_name_taken"],
      );
      const other = await roleBy(subject, ana, READS, "Other");
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id, roleId: other.id };
      await assertRefused(provider.updateRole({ ...ref, name: "sUPPORT" }), "identity.role_name_taken");
      assert.equal((await provider.updateRole({ ...ref, name: "OTHER" })).name, "OTHER");
      await roleBy(subject, eve, READS, "Support");
    },
  },
  {
    name: "removes no role that somebody has or is invited to, and does once nobody is",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await holderOf(subject, ana, READS);
      const workspaceId = ana.workspace.id;
      const ref = { workspaceId, actorId: ana.id, roleId: ben.role.id };
      await assertRefused(provider.removeRole(ref), "identity.role_in_use");
      await provider.removeMember({ workspaceId, actorId: ana.id, userId: ben.id });
      const sent = { workspaceId, inviterId: ana.id, role: ben.role.id };
      const first = await provider.createInvitation({ ...sent, email: newPerson().email, expiresAt: inDays(7) });
      await assertRefused(provider.removeRole(ref), "identity.role_in_use");
      await provider.revokeInvitation({ workspaceId, actorId: ana.id, invitationId: first.id });
      await provider.createInvitation({ ...sent, email: newPerson().email, expiresAt: inDays(1) });
      subject.later(25);
      await provider.removeRole(ref);
      assert.deepEqual(await provider.listRoles(workspaceId), []);
      await assertRefused(provider.removeRole(ref), "identity.role_not_found");
    },
  },
  {
    name: "I-62: revokes what somebody had invited to and could not any more, when their role says less",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const ben = await holderOf(subject, ana, [...SHAPES, "audit:read"]);
      const workspaceId = ana.workspace.id;
      const [low, high] = [await roleBy(subject, ana, READS), await roleBy(subject, ana, [...READS, "audit:read"])];
      const invite = async (role: typeof low.id) =>
        provider.createInvitation({
          workspaceId,
          inviterId: ben.id,
          email: newPerson().email,
          role,
          expiresAt: inDays(7),
        });
      const kept = await invite(low.id);
      await invite(high.id);
      const ref = { workspaceId, actorId: ana.id, roleId: ben.role.id };
      await provider.updateRole({ ...ref, permissions: SHAPES });
      const left = async () => (await provider.listInvitations(workspaceId)).map(({ id }) => id);
      assert.deepEqual(await left(), [kept.id]);
      await provider.updateRole({ ...ref, permissions: READS });
      assert.deepEqual(await left(), []);
    },
  },
  {
    name: "makes as many roles as a workspace may have, and none more",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      for (let made = 0; made < LIMITS.rolesPerWorkspace; made += 1) await roleBy(subject, ana, READS);
      await assertRefused(roleBy(subject, ana, READS), "identity.too_many_roles");
    },
  },
];
