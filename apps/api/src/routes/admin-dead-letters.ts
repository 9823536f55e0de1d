import { redactText } from "@ninefold/observability";
import type { DeadLetterFilter } from "@ninefold/workflows";
import { Hono } from "hono";
import type { z } from "zod";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { by, operator, signedIn, type SessionVariables } from "../middleware/session.ts";
import { DeadLetterQuery, Discard, Discarded, Preview, Replay, Replayed } from "./admin-dead-letter-shapes.ts";
import { operation } from "./operation.ts";
import { jsonBody, query } from "./validation.ts";

/** What is dead, across workspaces, and what operators decide about many at once. */
export function adminDeadLetterRoutes(system: Pick<System, "identity" | "deadLetters" | "idempotency" | "telemetry">) {
  const { identity, deadLetters } = system;
  const once = idempotent(system);
  const person = signedIn(identity);
  const runsIt = operator(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/admin/dead-letters", operation(preview), person, runsIt, query(DeadLetterQuery), async (c) => {
      const { at, oldestAt, kinds, ...counts } = await deadLetters.preview(by(c.var), filterIn(c.req.valid("query")));
      const shown = kinds.map(({ error, oldestAt: since, ...kind }) => {
        return { ...kind, error: error === null ? null : redactText(error), oldestAt: since.toISOString() };
      });
      const times = { at: at.toISOString(), oldestAt: oldestAt?.toISOString() ?? null };
      return c.json({ ...counts, ...times, kinds: shown }, 200);
    })
    .post("/admin/dead-letters/replay", operation(replayMany), person, runsIt, jsonBody(Replay), once, async (c) => {
      const { limit, ...filter } = c.req.valid("json");
      const { unknown, ...moved } = await deadLetters.replayMany(by(c.var), filterIn(filter), { limit });
      return c.json({ ...moved, unknown: [...unknown] }, 200);
    })
    .post("/admin/dead-letters/discard", operation(discardMany), person, runsIt, jsonBody(Discard), once, async (c) => {
      const { limit, reason, ...filter } = c.req.valid("json");
      return c.json(await deadLetters.discardMany(by(c.var), filterIn(filter), { limit, reason }), 200);
    });
}

function filterIn({
  workspaceId,
  diedAfter,
  diedBefore,
  ...filter
}: z.output<typeof DeadLetterQuery>): DeadLetterFilter {
  return { ...filter, tenantId: workspaceId, diedAfter: timeIn(diedAfter), diedBefore: timeIn(diedBefore) };
}

const timeIn = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

const shared = { tag: "workflows", cache: "no-store", limit: "api", access: "operator" } as const;
const UNAVAILABLE = "503 tenancy.database_unavailable";

const preview = {
  ...shared,
  id: "previewDeadLetters",
  summary: "What is dead and waits for a decision, by task and error",
  answers: { 200: Preview },
  refuses: [UNAVAILABLE],
} as const;

const replayMany = {
  ...shared,
  id: "replayDeadLetters",
  summary: "Have many dead runs made again",
  answers: { 200: Replayed },
  refuses: [UNAVAILABLE],
} as const;

const discardMany = {
  ...shared,
  id: "discardDeadLetters",
  summary: "Leave many dead runs dead, and say why",
  answers: { 200: Discarded },
  refuses: ["422 workflows.invalid_reason", UNAVAILABLE],
} as const;
