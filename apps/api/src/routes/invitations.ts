import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import {
  InvitationList,
  InvitationShape,
  NewInvitation,
  ReceivedInvitationShape,
  WorkspaceShape,
} from "./identity-shapes.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";
import { pictured } from "./workspaces.ts";

const invitationId = pathId("An invitation.");
const sentIds = pathIds({ workspaceId: pathId("A workspace."), invitationId });
const receivedId = pathIds({ invitationId });

/** As a workspace sends them. */
export function invitationRoutes(system: Pick<System, "identity" | "audit" | "idempotency" | "telemetry">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .get("/workspaces/:workspaceId/invitations", operation(listInvitations), person, member, async (c) =>
      c.json({ invitations: await identity.listInvitations(c.var.workspace) }, 200),
    )
    .post(
      "/workspaces/:workspaceId/invitations",
      operation(invite),
      person,
      member,
      jsonBody(NewInvitation),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const id = identity.newId();
        const intent = { action: "identity.invitation_created", subjectId: id };
        const input = { ...c.req.valid("json"), id };
        const sent = await audit.announce(workspace.context, intent, () => identity.invite(workspace, input));
        return c.json(sent, 201);
      },
    )
    .post(
      "/workspaces/:workspaceId/invitations/:invitationId/resend",
      operation(resendInvitation),
      person,
      member,
      sentIds,
      async (c) => {
        const { workspace } = c.var;
        const { invitationId: subjectId } = c.req.valid("param");
        const intent = { action: "identity.invitation_resent", subjectId };
        const sent = await audit.announce(workspace.context, intent, () =>
          identity.resendInvitation(workspace, subjectId),
        );
        return c.json(sent, 200);
      },
    )
    .delete(
      "/workspaces/:workspaceId/invitations/:invitationId",
      operation(revokeInvitation),
      person,
      member,
      sentIds,
      async (c) => {
        await identity.revokeInvitation(c.var.workspace, c.req.valid("param").invitationId);
        return c.json(DONE, 200);
      },
    );
}

/** As the person who is invited answers them: not in any workspace yet. */
export function receivedInvitationRoutes(system: Pick<System, "identity" | "media">) {
  const { identity } = system;
  const person = signedIn(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .get("/invitations/:invitationId", operation(readInvitation), person, receivedId, async (c) =>
      c.json(await identity.findInvitation(c.var.session, c.req.valid("param").invitationId), 200),
    )
    .post("/invitations/:invitationId/accept", operation(acceptInvitation), person, receivedId, async (c) => {
      const membership = await identity.acceptInvitation(c.var.session, c.req.valid("param").invitationId);
      return c.json(await pictured(system, membership), 200);
    })
    .post("/invitations/:invitationId/decline", operation(declineInvitation), person, receivedId, async (c) => {
      await identity.declineInvitation(c.var.session, c.req.valid("param").invitationId);
      return c.json(DONE, 200);
    });
}

const listInvitations = {
  id: "listInvitations",
  access: "invitation:manage",
  tag: "identity",
  summary: "The open invitations of a workspace",
  cache: "no-store",
  limit: "api",
  answers: { 200: InvitationList },
  refuses: ["403 identity.forbidden"],
} as const;

const invite = {
  ...listInvitations,
  id: "invite",
  access: "invitation:manage",
  summary: "Invite an address into a workspace",
  answers: { 201: InvitationShape },
  refuses: [
    "403 identity.forbidden",
    "404 identity.role_not_found",
    "404 identity.team_not_found",
    "409 identity.already_invited",
    "409 identity.already_member",
    "422 identity.invalid_email",
    "422 identity.invalid_role",
    "429 identity.invited_recently",
    "429 identity.too_many_invitations",
    "503 tenancy.database_unavailable",
  ],
} as const;

const resendInvitation = {
  ...listInvitations,
  id: "resendInvitation",
  access: "invitation:manage",
  summary: "Send an invitation again: its mail, and as long to answer as at first",
  answers: { 200: InvitationShape },
  refuses: [
    "403 identity.forbidden",
    "404 identity.invitation_not_found",
    "409 identity.already_member",
    "429 identity.invited_recently",
    "429 identity.too_many_invitations",
    "503 tenancy.database_unavailable",
  ],
} as const;

const revokeInvitation = {
  ...listInvitations,
  id: "revokeInvitation",
  access: "invitation:manage",
  summary: "Take an invitation back",
  answers: { 200: Done },
  refuses: ["403 identity.forbidden", "404 identity.invitation_not_found"],
} as const;

const readInvitation = {
  id: "readInvitation",
  access: "self",
  tag: "identity",
  summary: "An invitation to the caller's own address",
  cache: "no-store",
  limit: "api",
  answers: { 200: ReceivedInvitationShape },
  refuses: ["404 identity.invitation_not_found"],
} as const;

const acceptInvitation = {
  ...readInvitation,
  id: "acceptInvitation",
  access: "self",
  summary: "Join the workspace",
  answers: { 200: WorkspaceShape },
} as const;

const declineInvitation = {
  ...readInvitation,
  id: "declineInvitation",
  access: "self",
  summary: "Turn an invitation down",
  answers: { 200: Done },
} as const;
