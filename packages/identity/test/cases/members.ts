import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { BuiltInRole as Role } from "../../src/permissions.ts";
import {
  assertRefused,
  failureOf,
  type IdentityCase,
  type IdentitySubject,
  memberIn,
  newcomer,
  owner,
  personOf,
} from "./subject.ts";

const ROLES: readonly Role[] = ["owner", "admin", "member", "viewer"];

async function rolesIn({ provider }: IdentitySubject, workspaceId: string) {
  return new Map((await provider.listMembers(workspaceId)).map(({ person, role }) => [person.id, role]));
}

/** Who is in a workspace and may do what to whom. */
export const memberCases: readonly IdentityCase[] = [
  {
    name: "lists the members of a workspace, oldest first, and nobody of another",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      await owner(subject);
      const ben = await memberIn(subject, ana, "viewer");
      const members = await subject.provider.listMembers(ana.workspace.id);
      assert.deepEqual(
        members.map(({ person, role }) => [person, role]),
        [
          [{ id: ana.id, name: ana.name, email: ana.email }, "owner"],
          [{ id: ben.id, name: ben.name, email: ben.email }, "viewer"],
        ],
      );
      assert.ok(members.every(({ joinedAt }) => joinedAt instanceof Date));
      assert.deepEqual(await subject.provider.listMembers(randomUUID()), []);
      assert.deepEqual(await subject.provider.listMembers("1' or 1=1"), []);
    },
  },
  {
    name: "lists somebody in the one workspace of a person, too",
    async run(subject) {
      const person = await personOf(subject, await subject.someone());
      const [membership] = await subject.provider.listMemberships(person.id);
      const members = await subject.provider.listMembers(membership?.workspace.id ?? randomUUID());
      assert.deepEqual(
        members.map((one) => [one.person.id, one.role]),
        membership ? [[person.id, "owner"]] : [],
      );
    },
  },
  {
    name: "I-64: changes a role at once, and tells of it once",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const ben = await memberIn(subject, ana, "viewer");
      const workspaceId = ana.workspace.id;
      await subject.facts();
      const change = { workspaceId, actorId: ana.id, userId: ben.id, role: "admin" } as const;
      await subject.provider.changeRole(change);
      await subject.provider.changeRole(change);
      assert.equal((await subject.provider.findMembership(ben.id, { id: workspaceId }))?.role, "admin");
      const data = { workspaceId, userId: ben.id, role: "admin" };
      const scope = { tenantId: workspaceId, userId: null };
      assert.deepEqual(await subject.facts(), [{ type: "identity.member_role_changed", data, scope }]);
    },
  },
  {
    name: "I-63: takes a removed member out at once, and tells of it once",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const ben = await memberIn(subject, ana, "admin");
      const removal = { workspaceId: ana.workspace.id, actorId: ana.id, userId: ben.id };
      await subject.facts();
      await subject.provider.removeMember(removal);
      assert.equal(await subject.provider.findMembership(ben.id, ana.workspace), undefined);
      assert.deepEqual(await subject.provider.listMemberships(ben.id), []);
      await assertRefused(subject.provider.removeMember(removal), "identity.member_not_found");
      const data = { workspaceId: ana.workspace.id, userId: ben.id };
      const scope = { tenantId: ana.workspace.id, userId: null };
      assert.deepEqual(await subject.facts(), [{ type: "identity.member_removed", data, scope }]);
    },
  },
  {
    name: "lets anybody leave, whatever their role",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      for (const role of ROLES) {
        const ben = await memberIn(subject, ana, role);
        await subject.provider.removeMember({ workspaceId: ana.workspace.id, actorId: ben.id, userId: ben.id });
      }
      assert.deepEqual([...(await rolesIn(subject, ana.workspace.id)).keys()], [ana.id]);
    },
  },
  {
    name: "I-54, I-66: lets a manager change and remove nobody above them, nor raise anybody above them",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const { id: workspaceId } = ana.workspace;
      const people = new Map<Role, string>([["owner", ana.id]]);
      for (const role of ["admin", "member", "viewer"] as const) {
        people.set(role, (await memberIn(subject, ana, role)).id);
      }
      const idOfRole = (role: Role) => people.get(role) ?? "";
      const other = { owner: await memberIn(subject, ana, "owner"), admin: await memberIn(subject, ana, "admin") };
      const before = await rolesIn(subject, workspaceId);
      const refused: [actor: Role, target: string, to: Role][] = [
        ["admin", idOfRole("admin"), "owner"],
        ["admin", other.owner.id, "admin"],
        ["admin", idOfRole("viewer"), "owner"],
        ...(["member", "viewer"] as const).flatMap((actor) =>
          [...people.values(), other.admin.id].map((target): [Role, string, Role] => [actor, target, "viewer"]),
        ),
      ];
      for (const [actor, userId, role] of refused) {
        const change = { workspaceId, actorId: idOfRole(actor), userId, role };
        await assertRefused(subject.provider.changeRole(change), "identity.forbidden");
      }
      for (const [actor, userId] of refused.filter(([actor, target]) => target !== idOfRole(actor))) {
        if (actor === "admin" && userId === idOfRole("viewer")) continue;
        const removal = { workspaceId, actorId: idOfRole(actor), userId };
        await assertRefused(subject.provider.removeMember(removal), "identity.forbidden");
      }
      assert.deepEqual(await rolesIn(subject, workspaceId), before);
      const allowed: [Role, string, Role][] = [
        ["admin", other.admin.id, "member"],
        ["admin", idOfRole("viewer"), "admin"],
        ["owner", other.owner.id, "admin"],
        ["owner", idOfRole("admin"), "owner"],
      ];
      for (const [actor, userId, role] of allowed) {
        await subject.provider.changeRole({ workspaceId, actorId: idOfRole(actor), userId, role });
      }
      await subject.provider.removeMember({ workspaceId, actorId: ana.id, userId: other.owner.id });
    },
  },
  {
    name: "I-57: keeps the last owner, who neither leaves nor steps down",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const ref = { workspaceId: ana.workspace.id, actorId: ana.id, userId: ana.id };
      await assertRefused(subject.provider.removeMember(ref), "identity.last_owner");
      await assertRefused(subject.provider.changeRole({ ...ref, role: "admin" }), "identity.last_owner");
      const ben = await memberIn(subject, ana, "owner");
      await subject.provider.changeRole({ ...ref, role: "member" });
      assert.deepEqual([...(await rolesIn(subject, ana.workspace.id)).values()].toSorted(), ["member", "owner"]);
      const last = { workspaceId: ana.workspace.id, actorId: ben.id, userId: ben.id };
      await assertRefused(subject.provider.removeMember(last), "identity.last_owner");
    },
  },
  {
    name: "I-57: keeps one of the owners who all leave or step down at once",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const workspaceId = ana.workspace.id;
      const owners = [ana, await memberIn(subject, ana, "owner"), await memberIn(subject, ana, "owner")];
      const outcomes = await Promise.allSettled(
        owners.map(({ id }, index) => {
          const ref = { workspaceId, actorId: id, userId: id };
          return index === 2
            ? subject.provider.changeRole({ ...ref, role: "viewer" })
            : subject.provider.removeMember(ref);
        }),
      );
      const refused = outcomes.filter((one) => one.status === "rejected");
      assert.deepEqual(
        refused.map(({ reason }) => (reason as { code?: unknown }).code),
        ["identity.last_owner"],
      );
      assert.equal([...(await rolesIn(subject, workspaceId)).values()].filter((role) => role === "owner").length, 1);
    },
  },
  {
    name: "I-28: shows a stranger of a workspace what it shows of one that is not there",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const ana = await owner(subject);
      const stranger = await newcomer(subject);
      const ask = (workspaceId: string) => {
        const ref = { workspaceId, actorId: stranger.id, userId: ana.id };
        const { id: inviterId, email } = stranger;
        return [
          () => provider.changeRole({ ...ref, role: "viewer" }),
          () => provider.removeMember(ref),
          () => provider.removeMember({ ...ref, userId: stranger.id }),
          () => provider.revokeInvitation({ workspaceId, actorId: stranger.id, invitationId: randomUUID() }),
          () => provider.createInvitation({ workspaceId, inviterId, email, role: "viewer", expiresAt: new Date() }),
        ];
      };
      const [theirs, unknown, none] = [ask(ana.workspace.id), ask(randomUUID()), ask("1' or 1=1")];
      for (const [index, work] of theirs.entries()) {
        const failure = await failureOf(work());
        assert.equal(failure.code, "identity.workspace_not_found");
        assert.deepEqual(await failureOf(unknown[index]?.() ?? Promise.resolve()), failure);
        assert.deepEqual(await failureOf(none[index]?.() ?? Promise.resolve()), failure);
      }
      assert.deepEqual([...(await rolesIn(subject, ana.workspace.id)).values()], ["owner"]);
    },
  },
  {
    name: "knows no member by an id that is no member's",
    needs: "members",
    async run(subject) {
      const ana = await owner(subject);
      const stranger = await newcomer(subject);
      for (const userId of [stranger.id, randomUUID(), "1' or 1=1"]) {
        const ref = { workspaceId: ana.workspace.id, actorId: ana.id, userId };
        await assertRefused(subject.provider.removeMember(ref), "identity.member_not_found");
        await assertRefused(subject.provider.changeRole({ ...ref, role: "viewer" }), "identity.member_not_found");
      }
    },
  },
];
