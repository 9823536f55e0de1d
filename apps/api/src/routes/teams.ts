import type { Team } from "@ninefold/identity";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { callerInWorkspace, inWorkspace, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";
import { NewTeam, NewTeamMember, TeamList, TeamShape } from "./workspace-shapes.ts";

const inTeam = { workspaceId: pathId("A workspace."), teamId: pathId("A team of the workspace.") };
const teamIds = pathIds(inTeam);
const inTeamIds = pathIds({ ...inTeam, userId: pathId("A person who is a member.") });

export function teamRoutes(system: Pick<System, "identity" | "audit" | "idempotency" | "telemetry">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: RequestVariables }>()
    .get("/workspaces/:workspaceId/teams", operation(listTeams), callerInWorkspace(identity), async (c) =>
      c.json({ teams: (await identity.listTeams(c.var.workspace)).map(toShape) }, 200),
    )
    .post(
      "/workspaces/:workspaceId/teams",
      operation(createTeam),
      person,
      member,
      jsonBody(NewTeam),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const id = identity.newId();
        const intent = { action: "identity.team_created", subjectId: id };
        const input = { ...c.req.valid("json"), id };
        const made = await audit.announce(workspace.context, intent, () => identity.createTeam(workspace, input));
        return c.json(toShape(made), 201);
      },
    )
    .patch(
      "/workspaces/:workspaceId/teams/:teamId",
      operation(renameTeam),
      person,
      member,
      teamIds,
      jsonBody(NewTeam),
      async (c) => {
        const { workspace } = c.var;
        const { teamId } = c.req.valid("param");
        const { name } = c.req.valid("json");
        const intent = { action: "identity.team_renamed", subjectId: teamId };
        await audit.announce(workspace.context, intent, () => identity.renameTeam(workspace, teamId, name));
        return c.json(DONE, 200);
      },
    )
    .delete("/workspaces/:workspaceId/teams/:teamId", operation(removeTeam), person, member, teamIds, async (c) => {
      const { workspace } = c.var;
      const { teamId } = c.req.valid("param");
      const intent = { action: "identity.team_removed", subjectId: teamId };
      await audit.announce(workspace.context, intent, () => identity.removeTeam(workspace, teamId));
      return c.json(DONE, 200);
    })
    .post(
      "/workspaces/:workspaceId/teams/:teamId/members",
      operation(addTeamMember),
      person,
      member,
      teamIds,
      jsonBody(NewTeamMember),
      async (c) => {
        const { workspace } = c.var;
        const { teamId } = c.req.valid("param");
        const { userId } = c.req.valid("json");
        const intent = { action: "identity.team_member_added", subjectId: userId };
        await audit.announce(workspace.context, intent, () => identity.addTeamMember(workspace, teamId, userId));
        return c.json(DONE, 200);
      },
    )
    .delete(
      "/workspaces/:workspaceId/teams/:teamId/members/:userId",
      operation(removeTeamMember),
      person,
      member,
      inTeamIds,
      async (c) => {
        const { workspace } = c.var;
        const { teamId, userId } = c.req.valid("param");
        const intent = { action: "identity.team_member_removed", subjectId: userId };
        await audit.announce(workspace.context, intent, () => identity.removeTeamMember(workspace, teamId, userId));
        return c.json(DONE, 200);
      },
    );
}

const toShape = ({ id, name, memberIds }: Team) => ({ id, name, memberIds: [...memberIds] });

const listTeams = {
  id: "listTeams",
  access: "member:read",
  tag: "identity",
  summary: "The teams of a workspace, and who is in them",
  cache: "no-store",
  limit: "api",
  answers: { 200: TeamList },
} as const;

const createTeam = {
  ...listTeams,
  id: "createTeam",
  access: "team:manage",
  summary: "Make a team",
  answers: { 201: TeamShape },
  refuses: [
    "409 identity.team_name_taken",
    "409 identity.too_many_teams",
    "422 identity.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const renameTeam = {
  ...listTeams,
  id: "renameTeam",
  access: "team:manage",
  summary: "Give a team another name",
  answers: { 200: Done },
  refuses: [
    "404 identity.team_not_found",
    "409 identity.team_name_taken",
    "422 identity.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const removeTeam = {
  ...listTeams,
  id: "removeTeam",
  access: "team:manage",
  summary: "Remove a team; its members stay in the workspace",
  answers: { 200: Done },
  refuses: ["404 identity.team_not_found", "503 tenancy.database_unavailable"],
} as const;

const addTeamMember = {
  ...removeTeam,
  id: "addTeamMember",
  access: "team:manage",
  summary: "Take a member of the workspace into a team; a repeat changes nothing",
  refuses: ["404 identity.member_not_found", ...removeTeam.refuses],
} as const;

const removeTeamMember = {
  ...addTeamMember,
  id: "removeTeamMember",
  access: "team:manage",
  summary: "Take somebody out of a team; they stay in the workspace",
} as const;
