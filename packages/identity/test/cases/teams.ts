import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { LIMITS } from "../../src/domain/limits.ts";
import {
  assertRefused,
  type IdentityCase,
  type IdentitySubject,
  inDays,
  memberIn,
  newcomer,
  newPerson,
  owner,
} from "./subject.ts";

async function teamIn(subject: IdentitySubject, name = "Design") {
  const ana = await owner(subject);
  const ref = { workspaceId: ana.workspace.id, actorId: ana.id };
  const { id: teamId } = await subject.provider.createTeam({ ...ref, name });
  return { ana, ref, team: { ...ref, teamId } };
}

/** Teams inside a workspace. */
export const teamCases: readonly IdentityCase[] = [
  {
    name: "keeps teams by name with their members in the order in which they came, and tells of each change once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, team } = await teamIn(subject, "sales");
      const ben = await memberIn(subject, ana, "viewer");
      const design = await provider.createTeam({ ...ref, name: "Design" });
      assert.deepEqual(design.memberIds, []);
      await subject.facts();
      await provider.addTeamMember({ ...team, userId: ben.id });
      subject.later(1);
      await provider.addTeamMember({ ...team, userId: ana.id });
      await provider.addTeamMember({ ...team, userId: ana.id });
      await provider.renameTeam({ ...team, name: "Sales" });
      await provider.renameTeam({ ...team, name: "Sales" });
      assert.deepEqual(await provider.listTeams(ref.workspaceId), [
        design,
        { id: team.teamId, name: "Sales", memberIds: [ben.id, ana.id] },
      ]);
      await provider.removeTeamMember({ ...team, userId: ben.id });
      await provider.removeTeamMember({ ...team, userId: ben.id });
      await provider.removeTeam(team);
      assert.deepEqual(await provider.listTeams(ref.workspaceId), [design]);
      const data = { workspaceId: ref.workspaceId, teamId: team.teamId };
      const told = (await subject.facts()).map(({ type, data: what }) => [type, what]);
      assert.deepEqual(told, [
        ["identity.team_member_added", { ...data, userId: ben.id }],
        ["identity.team_member_added", { ...data, userId: ana.id }],
        ["identity.team_renamed", data],
        ["identity.team_member_removed", { ...data, userId: ben.id }],
        ["identity.team_removed", data],
      ]);
    },
  },
  {
    name: "I-67: holds nobody in a team who is no member of its workspace, and no team of another workspace",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, team } = await teamIn(subject);
      const { ana: eve, ref: eves, team: evesTeam } = await teamIn(subject);
      for (const userId of [eve.id, randomUUID(), "1' or 1=1"]) {
        await assertRefused(provider.addTeamMember({ ...team, userId }), "identity.member_not_found");
        await assertRefused(provider.removeTeamMember({ ...team, userId }), "identity.member_not_found");
      }
      for (const teamId of [evesTeam.teamId, randomUUID(), "1' or 1=1"]) {
        const foreign = { ...ref, teamId };
        for (const work of [
          () => provider.addTeamMember({ ...foreign, userId: ana.id }),
          () => provider.removeTeamMember({ ...foreign, userId: ana.id }),
          () => provider.renameTeam({ ...foreign, name: "Mine" }),
          () => provider.removeTeam(foreign),
          () =>
            provider.createInvitation({
              workspaceId: ref.workspaceId,
              inviterId: ana.id,
              email: newPerson().email,
              role: "member",
              teamId,
              expiresAt: inDays(7),
            }),
        ]) {
          await assertRefused(work(), "identity.team_not_found");
        }
      }
      assert.deepEqual(await provider.listTeams(eves.workspaceId), [
        { id: evesTeam.teamId, name: "Design", memberIds: [] },
      ]);
      assert.deepEqual(await provider.listTeams(randomUUID()), []);
      assert.deepEqual(await provider.listTeams("1' or 1=1"), []);
    },
  },
  {
    name: "I-63: takes whoever leaves the workspace out of its teams, and does not put them back when they return",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, team } = await teamIn(subject);
      const ben = await memberIn(subject, ana, "viewer");
      await provider.addTeamMember({ ...team, userId: ben.id });
      await provider.removeMember({ ...ref, userId: ben.id });
      subject.later(2);
      const again = await provider.createInvitation({
        workspaceId: ref.workspaceId,
        inviterId: ana.id,
        email: ben.email,
        role: "viewer",
        expiresAt: inDays(7),
      });
      await provider.acceptInvitation({ userId: ben.id, invitationId: again.id });
      assert.deepEqual((await provider.listTeams(ref.workspaceId))[0]?.memberIds, []);
    },
  },
  {
    name: "I-66: lets nobody change teams whose role does not say so, and no stranger learn of one",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, team } = await teamIn(subject);
      const before = await provider.listTeams(ref.workspaceId);
      const stranger = await owner(subject);
      const attempts = (actorId: string) => [
        () => provider.createTeam({ ...ref, actorId, name: "Mine" }),
        () => provider.renameTeam({ ...team, actorId, name: "Mine" }),
        () => provider.removeTeam({ ...team, actorId }),
        () => provider.addTeamMember({ ...team, actorId, userId: actorId }),
        () => provider.removeTeamMember({ ...team, actorId, userId: ana.id }),
      ];
      for (const role of ["member", "viewer"] as const) {
        const { id } = await memberIn(subject, ana, role);
        for (const attempt of attempts(id)) await assertRefused(attempt(), "identity.forbidden");
      }
      for (const attempt of attempts(stranger.id)) await assertRefused(attempt(), "identity.workspace_not_found");
      assert.deepEqual(await provider.listTeams(ref.workspaceId), before);
    },
  },
  {
    name: "has one team of a name in a workspace, whatever its case and however many ask at once",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ref, team } = await teamIn(subject, "Design");
      const asked = ["design", "DESIGN", "Sales", "sales"].map((name) => provider.createTeam({ ...ref, name }));
      const refused = (await Promise.allSettled(asked)).filter((one) => one.status === "rejected");
      assert.deepEqual(
        refused.map(({ reason }) => (reason as { code: string }).code),
        ["identity.team_name_taken", "identity.team_name_taken", "identity.team_name_taken"],
      );
      await assertRefused(provider.renameTeam({ ...team, name: "SALES" }), "identity.team_name_taken");
      await provider.renameTeam({ ...team, name: "DESIGN" });
    },
  },
  {
    name: "brings whoever accepts an invitation into the team that it names, while there is that team",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, team } = await teamIn(subject);
      const [ben, cai] = [await newcomer(subject), await newcomer(subject)];
      const invite = (email: string) =>
        provider.createInvitation({
          workspaceId: ref.workspaceId,
          inviterId: ana.id,
          email,
          role: "member",
          teamId: team.teamId,
          expiresAt: inDays(7),
        });
      const [toBen, toCai] = [await invite(ben.email), await invite(cai.email)];
      assert.equal(toBen.teamId, team.teamId);
      await provider.acceptInvitation({ userId: ben.id, invitationId: toBen.id });
      assert.deepEqual((await provider.listTeams(ref.workspaceId))[0]?.memberIds, [ben.id]);
      await provider.removeTeam(team);
      assert.deepEqual(
        (await provider.listInvitations(ref.workspaceId)).map(({ id, teamId }) => [id, teamId]),
        [[toCai.id, null]],
      );
      await provider.acceptInvitation({ userId: cai.id, invitationId: toCai.id });
      assert.equal((await provider.listMembers(ref.workspaceId)).length, 3);
    },
  },
  {
    name: "makes as many teams as a workspace may have, and none more",
    needs: "members",
    async run(subject) {
      const { provider } = subject;
      const { ref } = await teamIn(subject);
      for (let made = 1; made < LIMITS.teamsPerWorkspace; made += 1) {
        await provider.createTeam({ ...ref, name: `Team ${made}` });
      }
      await assertRefused(provider.createTeam({ ...ref, name: "One more" }), "identity.too_many_teams");
    },
  },
];
