import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
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
  return new Hono<{ Variables: WorkspaceVariables }>().get(
    "/workspaces/:workspaceId/audit",
    operation(listAudit),
    signedIn(identity),
    inWorkspace(identity),
    query(AuditQuery),
    async (c) => {
      const { workspace } = c.var;
      const { limit, cursor, action } = c.req.valid("query");
      const place = placeIn(cursor);
      const after = place && { occurredAt: place.at, id: place.id };
      const [found, members] = await Promise.all([
        audit.list(workspace.context, { limit: limit + 1, action, after }),
        identity.listMembers(workspace),
      ]);
      const names = new Map(members.map(({ person }) => [person.id, person.name]));
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

/** Names are those of today's members: the log has none, so that a person can be forgotten. */
function toShown({ actor, subject, ...entry }: Entry, names: ReadonlyMap<string, string>) {
  const { id, action, onBehalfOf, data, evidence, requestId, occurredAt } = entry;
  const named = <One extends { readonly id: string | null }>(one: One) => ({
    ...one,
    name: (one.id === null ? undefined : names.get(one.id)) ?? null,
  });
  return {
    id,
    action,
    actor: named(actor),
    onBehalfOf,
    subject: named(subject),
    data,
    evidence,
    requestId,
    occurredAt,
  };
}
