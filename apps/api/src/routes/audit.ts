import { can, type Permission } from "@ninefold/identity/permissions";
import type { Entry as Entrant } from "@ninefold/identity";
import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { callerInWorkspace, type CallerVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { AuditPage } from "./ops-safety-shapes.ts";
import { newestOf, NewestQuery, placeIn } from "./paging.ts";
import { query } from "./validation.ts";

const AuditQuery = NewestQuery.extend({
  action: z
    .string()
    .regex(/^[a-z_]{1,40}[.][a-z_]{1,60}$/)
    .optional()
    .meta({ description: "Only entries of this action, such as `identity.member_joined`." }),
});

/** Who did what in a workspace, for its owners and admins. */
export function auditRoutes({ identity, audit }: Pick<System, "identity" | "audit">) {
  return new Hono<{ Variables: CallerVariables }>().get(
    "/workspaces/:workspaceId/audit",
    operation(listAudit),
    callerInWorkspace(identity),
    query(AuditQuery),
    async (c) => {
      const { workspace } = c.var;
      const { limit, cursor, action } = c.req.valid("query");
      const place = placeIn(cursor);
      const after = place && { occurredAt: place.at, id: place.id };
      const [found, names] = await Promise.all([
        audit.list(workspace.context, { limit: limit + 1, action, after }),
        namesIn(identity, workspace),
      ]);
      const { shown, nextCursor } = newestOf(found, limit, ({ occurredAt, id }) => ({ at: occurredAt, id }));
      return c.json({ entries: shown.map((entry) => toShown(entry, names)), nextCursor }, 200);
    },
  );
}

const listAudit = {
  id: "listAudit",
  access: "audit:read",
  tag: "ops-safety",
  summary: "Who did what in a workspace, newest first",
  cache: "no-store",
  limit: "api",
  answers: { 200: AuditPage },
  refuses: ["403 identity.forbidden", "503 tenancy.database_unavailable"],
} as const;

type Entry = Awaited<ReturnType<System["audit"]["list"]>>[number];

/**
 * What whoever reads the log may see elsewhere: today's members, programs, roles, teams and open invitations. The log has no names,
 * so that a person can be forgotten.
 */
async function namesIn(identity: System["identity"], workspace: Entrant): Promise<ReadonlyMap<string, string>> {
  const may = (permission: Permission) => can(workspace, permission);
  const [members, roles, teams, programs] = may("member:read")
    ? await Promise.all([
        identity.listMembers(workspace),
        identity.listRoles(workspace),
        identity.listTeams(workspace),
        identity.serviceAccountNames(workspace),
      ])
    : [[], [], [], []];
  const invited = may("invitation:manage") ? await identity.listInvitations(workspace) : [];
  return new Map([
    ...members.map(({ person }) => [person.id, person.name] as const),
    ...roles.map(({ id, name }) => [id, name] as const),
    ...teams.map(({ id, name }) => [id, name] as const),
    ...programs,
    ...invited.map(({ id, email }) => [id, email] as const),
  ]);
}

function toShown({ actor, subject, ...entry }: Entry, names: ReadonlyMap<string, string>) {
  const { id, action, onBehalfOf, data, evidence, requestId, occurredAt } = entry;
  const named = <One extends { readonly id: string | null }>(one: One) => ({
    ...one,
    name: (one.id === null ? undefined : names.get(one.id)) ?? null,
  });
  const roleName = typeof data["role"] === "string" ? names.get(data["role"]) : undefined;
  const known: Entry["data"] = roleName === undefined ? data : { ...data, roleName };
  return {
    id,
    action,
    actor: named(actor),
    onBehalfOf,
    subject: named(subject),
    data: known,
    evidence,
    requestId,
    occurredAt,
  };
}
