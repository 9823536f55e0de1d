import { randomUUID } from "node:crypto";
import { and, asc, count, eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertRoomForTeam } from "../../domain/limits.ts";
import { assertMayShapeTeams } from "../../domain/teams.ts";
import { IdentityError } from "../../errors.ts";
import type { TeamRef, TeamsPort } from "../../port-teams.ts";
import { invitation, team, teamMember } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn, noMember, roleIn } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

/** Teams by SQL of our own, each change under the lock of the workspace. */
export function sqlTeams(database: Database, now: () => Date): TeamsPort {
  /** Runs a change of one team, for somebody who may. */
  const change = (ref: TeamRef, work: (tx: Tx, name: string) => Promise<unknown>): Promise<void> =>
    attempt(() =>
      database.transaction(async (tx) => {
        await lockFor(tx, ref);
        await work(tx, await teamName(tx, ref.workspaceId, ref.teamId));
      }),
    );

  return {
    async listTeams(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      return attempt(() =>
        database
          .select({
            id: team.id,
            name: team.name,
            memberIds: sql<string[]>`coalesce(
              json_agg(${teamMember.userId} order by ${teamMember.createdAt}, ${teamMember.userId})
                filter (where ${teamMember.userId} is not null), '[]')`,
          })
          .from(team)
          .leftJoin(teamMember, and(eq(teamMember.organizationId, team.organizationId), eq(teamMember.teamId, team.id)))
          .where(eq(team.organizationId, workspaceId))
          .groupBy(team.organizationId, team.id)
          .orderBy(sql`lower(${team.name})`, asc(team.id)),
      );
    },

    createTeam: ({ workspaceId, actorId, id = randomUUID(), name }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockFor(tx, { workspaceId, actorId });
          const [found] = await tx.select({ teams: count() }).from(team).where(eq(team.organizationId, workspaceId));
          assertRoomForTeam(found?.teams ?? 0);
          await tx.insert(team).values({ id, organizationId: workspaceId, name, createdAt: now() });
          return { id, name, memberIds: [] };
        }),
      ),

    renameTeam: ({ name, ...ref }) =>
      change(ref, async (tx, before) => {
        if (name !== before) await tx.update(team).set({ name }).where(teamIs(ref));
      }),

    removeTeam: (ref) =>
      change(ref, async (tx) => {
        const into = and(eq(invitation.organizationId, ref.workspaceId), eq(invitation.teamId, ref.teamId));
        await tx.update(invitation).set({ teamId: null }).where(into);
        await tx.delete(team).where(teamIs(ref));
      }),

    addTeamMember: ({ userId, ...ref }) =>
      change(ref, async (tx) => {
        if ((await roleIn(tx, ref.workspaceId, userId)) === undefined) throw noMember();
        await joinTeam(tx, { ...ref, userId, at: now() });
      }),

    removeTeamMember: ({ userId, ...ref }) =>
      change(ref, async (tx) => {
        if ((await roleIn(tx, ref.workspaceId, userId)) === undefined) throw noMember();
        await tx
          .delete(teamMember)
          .where(
            and(
              eq(teamMember.organizationId, ref.workspaceId),
              eq(teamMember.teamId, ref.teamId),
              eq(teamMember.userId, userId),
            ),
          );
      }),
  };
}

interface Joining {
  readonly workspaceId: string;
  readonly teamId: string;
  readonly userId: string;
  readonly at: Date;
}

export async function joinTeam(tx: Tx, { workspaceId: organizationId, teamId, userId, at }: Joining): Promise<void> {
  await tx.insert(teamMember).values({ organizationId, teamId, userId, createdAt: at }).onConflictDoNothing();
}

/** @throws IdentityError `identity.team_not_found` alike for one of another workspace. */
export async function teamName(tx: Tx, workspaceId: string, teamId: string): Promise<string> {
  const [found] = isUuid(teamId)
    ? await tx.select({ name: team.name }).from(team).where(teamIs({ workspaceId, teamId }))
    : [];
  if (found === undefined) throw new IdentityError("identity.team_not_found", "This team is not in this workspace.");
  return found.name;
}

async function lockFor(tx: Tx, { workspaceId, actorId }: Pick<TeamRef, "workspaceId" | "actorId">): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  assertMayShapeTeams(await actorIn(tx, workspaceId, actorId));
}

const teamIs = ({ workspaceId, teamId }: Pick<TeamRef, "workspaceId" | "teamId">) =>
  and(eq(team.organizationId, workspaceId), eq(team.id, teamId));
