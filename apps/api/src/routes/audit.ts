import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { AuditPage } from "./shapes.ts";
import { query } from "./validation.ts";

const MAX_PER_PAGE = 100;

const AuditQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PER_PAGE).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,13}[.][0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional()
    .meta({ description: "`nextCursor` of the page before." }),
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
      // One more than is shown says whether there is a next page.
      const wanted = { limit: limit + 1, action, after: cursor === undefined ? undefined : placeIn(cursor) };
      const [found, members] = await Promise.all([
        audit.list(workspace.context, wanted),
        identity.listMembers(workspace),
      ]);
      const names = new Map(members.map(({ person }) => [person.id, person.name]));
      const shown = found.slice(0, limit);
      const last = found.length > shown.length ? shown.at(-1) : undefined;
      const nextCursor = last === undefined ? null : `${last.occurredAt.getTime()}.${last.id}`;
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

function placeIn(cursor: string) {
  const [at = "", id = ""] = cursor.split(".");
  return { occurredAt: new Date(Number(at)), id };
}
