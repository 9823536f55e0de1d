import { redact, redactText } from "@ninefold/observability";
import type { ListedRun, RunAdmin } from "@ninefold/workflows";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { by, operator, signedIn, type SessionVariables } from "../middleware/session.ts";
import { Discard, RunDetail, RunList, RunQuery, Stop } from "./admin-run-shapes.ts";
import { operation } from "./operation.ts";
import { newestOf, placeIn } from "./paging.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds, query } from "./validation.ts";

/** What runs in the background, across workspaces, and what operators decide about it. */
export function adminRunRoutes({ identity, runAdmin }: Pick<System, "identity" | "runAdmin">) {
  const person = signedIn(identity);
  const runsIt = operator(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/admin/runs", operation(listRuns), person, runsIt, query(RunQuery), async (c) => {
      const { limit, cursor, workspaceId: tenantId, from, to, ...wanted } = c.req.valid("query");
      const place = placeIn(cursor);
      const after = place && { enqueuedAt: place.at, id: place.id };
      const between = { from: from === undefined ? from : new Date(from), to: to === undefined ? to : new Date(to) };
      const asked = { ...wanted, ...between, tenantId, after, limit: limit + 1 };
      const [found, counts] = await Promise.all([runAdmin.list(by(c.var), asked), runAdmin.counts(by(c.var))]);
      const { shown, nextCursor } = newestOf(found, limit, ({ enqueuedAt, id }) => ({ at: enqueuedAt, id }));
      return c.json({ runs: shown.map(listed), counts, nextCursor }, 200);
    })
    .get("/admin/runs/:runId", operation(readRun), person, runsIt, pathIds(RunIds), async (c) => {
      const run = await runAdmin.read(by(c.var), c.req.valid("param").runId);
      return c.json(detailed(run), 200);
    })
    .post("/admin/runs/:runId/stop", operation(stopRun), person, runsIt, pathIds(RunIds), jsonBody(Stop), async (c) => {
      await runAdmin.stop(by(c.var), c.req.valid("param").runId, c.req.valid("json").reason);
      return c.json(DONE, 200);
    })
    .post("/admin/runs/:runId/replay", operation(replayRun), person, runsIt, pathIds(RunIds), async (c) => {
      await runAdmin.replay(by(c.var), c.req.valid("param").runId);
      return c.json(DONE, 200);
    })
    .post(
      "/admin/runs/:runId/discard",
      operation(discardRun),
      person,
      runsIt,
      pathIds(RunIds),
      jsonBody(Discard),
      async (c) => {
        await runAdmin.discard(by(c.var), c.req.valid("param").runId, c.req.valid("json").reason);
        return c.json(DONE, 200);
      },
    );
}

const RunIds = { runId: pathId("The run.") };

function listed(run: ListedRun) {
  const { id, task, kind, tenantId: workspaceId, userId: personId, status, attempts, maxAttempts, replays } = run;
  const { lastError, enqueuedAt, startedAt, endedAt, discardedAt, queue, tags, schedule } = run;
  return {
    id,
    task,
    kind,
    queue,
    tags,
    schedule,
    workspaceId,
    personId,
    status,
    attempts,
    maxAttempts,
    replays,
    lastError: lastError === null ? null : redactText(lastError),
    enqueuedAt: enqueuedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    discardedAt: discardedAt?.toISOString() ?? null,
  };
}

/** Operators look for what went wrong; what opens a door is not shown to them either. */
function detailed(run: Awaited<ReturnType<RunAdmin["read"]>>) {
  const { requestId, traceparent, engineRunId, eventId, actor, input, timeline, discardReason } = run;
  const { progress, priority, concurrencyKey, nextAttemptAt, dueAt, expiresAt } = run;
  return {
    ...listed(run),
    requestId,
    traceparent,
    engineRunId,
    eventId,
    actor: { type: actor.type, id: actor.id },
    discardReason,
    progress,
    priority,
    concurrencyKey,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    input: redact(input),
    timeline: timeline.map(({ what, at, attempt, message }) => {
      return { what, at: at.toISOString(), attempt, message: message === null ? null : redactText(message) };
    }),
  };
}

const shared = { tag: "workflows", cache: "no-store", limit: "api" } as const;
const decided = ["404 workflows.run_not_found", "409 workflows.not_dead", "503 tenancy.database_unavailable"] as const;

const listRuns = {
  ...shared,
  id: "listRuns",
  access: "operator",
  summary: "What runs in the background, newest first",
  answers: { 200: RunList },
  refuses: ["503 tenancy.database_unavailable"],
} as const;

const readRun = {
  ...shared,
  id: "readRun",
  access: "operator",
  summary: "One run, with what it was given and what happened to it",
  answers: { 200: RunDetail },
  refuses: ["404 workflows.run_not_found", "503 tenancy.database_unavailable"],
} as const;

const stopRun = {
  ...shared,
  id: "stopRun",
  access: "operator",
  summary: "Take a run that has not ended out of the way, as a dead letter, and say why",
  answers: { 200: Done },
  refuses: [
    "422 workflows.invalid_reason",
    "404 workflows.run_not_found",
    "409 workflows.ended",
    "503 tenancy.database_unavailable",
  ],
} as const;

const replayRun = {
  ...shared,
  id: "replayRun",
  access: "operator",
  summary: "Have a dead run made again",
  answers: { 200: Done },
  refuses: ["422 workflows.unknown_job", ...decided],
} as const;

const discardRun = {
  ...shared,
  id: "discardRun",
  access: "operator",
  summary: "Leave a dead run dead, and say why",
  answers: { 200: Done },
  refuses: ["422 workflows.invalid_reason", ...decided],
} as const;
