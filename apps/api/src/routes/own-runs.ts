import type { OwnRun } from "@ninefold/workflows";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import {
  callerInWorkspace,
  type CallerVariables,
  inWorkspace,
  signedIn,
  type WorkspaceVariables,
} from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { OwnRunDetail, OwnRunList, OwnRunQuery } from "./own-run-shapes.ts";
import { newestOf, placeIn } from "./paging.ts";
import { Done, DONE } from "./shapes.ts";
import { pathId, pathIds, query } from "./validation.ts";

/** What runs in the background for a workspace. A program may watch it; to end something is for people. */
export function ownRunRoutes({ identity, ownRuns }: Pick<System, "identity" | "ownRuns">) {
  const caller = callerInWorkspace(identity);
  const run = pathIds({ workspaceId: pathId("A workspace."), runId: pathId("A run of the workspace.") });
  return new Hono<{ Variables: CallerVariables & WorkspaceVariables }>()
    .get("/workspaces/:workspaceId/runs", operation(listOwnRuns), caller, query(OwnRunQuery), async (c) => {
      const { limit, cursor, ...wanted } = c.req.valid("query");
      const place = placeIn(cursor);
      const after = place && { enqueuedAt: place.at, id: place.id };
      const found = await ownRuns.list(c.var.workspace.context, { ...wanted, after, limit: limit + 1 });
      const { shown, nextCursor } = newestOf(found, limit, ({ enqueuedAt, id }) => ({ at: enqueuedAt, id }));
      return c.json({ runs: shown.map(toShown), nextCursor }, 200);
    })
    .get("/workspaces/:workspaceId/runs/:runId", operation(readOwnRun), caller, run, async (c) => {
      const { timeline, ...found } = await ownRuns.read(c.var.workspace.context, c.req.valid("param").runId);
      const times = timeline.map(({ what, at }) => ({ what, at: at.toISOString() }));
      return c.json({ ...toShown(found), timeline: times }, 200);
    })
    .post(
      "/workspaces/:workspaceId/runs/:runId/cancel",
      operation(cancelOwnRun),
      signedIn(identity),
      inWorkspace(identity),
      run,
      async (c) => {
        await ownRuns.cancel(c.var.workspace.context, c.req.valid("param").runId);
        return c.json(DONE, 200);
      },
    );
}

const toShown = ({ enqueuedAt, dueAt, startedAt, endedAt, ...run }: OwnRun) => ({
  ...run,
  enqueuedAt: enqueuedAt.toISOString(),
  dueAt: dueAt?.toISOString() ?? null,
  startedAt: startedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
});

const shared = { tag: "workflows", cache: "no-store", limit: "api" } as const;

const listOwnRuns = {
  ...shared,
  id: "listOwnRuns",
  access: "run:read",
  summary: "What runs in the background for a workspace, newest first",
  answers: { 200: OwnRunList },
  refuses: ["403 identity.forbidden", "503 tenancy.database_unavailable"],
} as const;

const readOwnRun = {
  ...shared,
  id: "readOwnRun",
  access: "run:read",
  summary: "One piece of background work, with what happened to it",
  answers: { 200: OwnRunDetail },
  refuses: ["403 identity.forbidden", "404 workflows.run_not_found", "503 tenancy.database_unavailable"],
} as const;

const cancelOwnRun = {
  ...shared,
  id: "cancelOwnRun",
  access: "run:cancel",
  summary: "End background work that has not ended, where its workspace may",
  answers: { 200: Done },
  refuses: [
    "404 workflows.run_not_found",
    "409 workflows.not_cancellable",
    "409 workflows.ended",
    "503 tenancy.database_unavailable",
  ],
} as const;
