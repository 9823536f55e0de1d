import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { callerInWorkspace, type CallerVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { pathId, pathIds, query } from "./validation.ts";

const FilesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.uuid().optional().meta({ description: "`nextCursor` of the page before." }),
});

const WorkspaceFile = z
  .object({
    id: z.uuid(),
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.int(),
    createdAt: z.iso.datetime(),
    project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  })
  .meta({
    id: "WorkspaceFile",
    description:
      "A file that is stored, and the project that it is in. Null once that has gone: so will the file soon.",
  });

const WorkspaceFiles = z
  .object({ files: z.array(WorkspaceFile), nextCursor: z.string().nullable() })
  .meta({ id: "WorkspaceFiles", description: "Files of all projects, newest first." });

/** The files of a workspace in one list. Those of one project, and what can be done with a file, are in media.ts. */
export function workspaceFilesRoutes({ identity, media, projects }: Pick<System, "identity" | "media" | "projects">) {
  return new Hono<{ Variables: CallerVariables }>().get(
    "/workspaces/:workspaceId/files",
    operation(listFiles),
    callerInWorkspace(identity),
    pathIds({ workspaceId: pathId("A workspace.") }),
    query(FilesQuery),
    async (c) => {
      const { workspace } = c.var;
      const { limit, cursor } = c.req.valid("query");
      // One more than is shown says whether there is a next page.
      const found = await media.listOfWorkspace(workspace.context, { limit: limit + 1, after: cursor });
      const shown = found.slice(0, limit);
      const names = await projects.namesOf(
        workspace.context,
        shown.flatMap(({ attachedId }) => attachedId ?? []),
      );
      const files = shown.map(({ attachedId, ...file }) => {
        const name = attachedId === null ? undefined : names.get(attachedId);
        return { ...file, project: attachedId === null || name === undefined ? null : { id: attachedId, name } };
      });
      return c.json({ files, nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null }, 200);
    },
  );
}

const listFiles = {
  id: "listFiles",
  tag: "media",
  summary: "The files of a workspace, newest first",
  access: "project:read",
  cache: "no-store",
  limit: "api",
  answers: { 200: WorkspaceFiles },
  refuses: ["403 identity.forbidden", "503 tenancy.database_unavailable"],
} as const;
