import type { ListedSchedule } from "@ninefold/workflows";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { KEY_HEADER } from "../middleware/idempotency-key.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { by, operator, signedIn, type SessionVariables } from "../middleware/session.ts";
import { ScheduleList, ScheduleName, SchedulePause, StartedRun } from "./admin-schedule-shapes.ts";
import { operation } from "./operation.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody } from "./validation.ts";

type Needed = Pick<System, "identity" | "scheduleAdmin" | "idempotency" | "telemetry">;

/** What starts by itself, and what operators decide about it. */
export function adminScheduleRoutes(system: Needed) {
  const { identity, scheduleAdmin } = system;
  const person = signedIn(identity);
  const runsIt = operator(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/admin/schedules", operation(listSchedules), person, runsIt, async (c) =>
      c.json({ schedules: (await scheduleAdmin.list(by(c.var))).map(listed) }, 200),
    )
    .post(
      "/admin/schedules/run",
      operation(runSchedule),
      person,
      runsIt,
      jsonBody(ScheduleName),
      idempotent(system),
      async (c) => {
        const { name } = c.req.valid("json");
        return c.json(await scheduleAdmin.runNow(by(c.var), name, c.req.header(KEY_HEADER)), 201);
      },
    )
    .post("/admin/schedules/pause", operation(pauseSchedule), person, runsIt, jsonBody(SchedulePause), async (c) => {
      const { name, reason } = c.req.valid("json");
      await scheduleAdmin.pause(by(c.var), name, reason);
      return c.json(DONE, 200);
    })
    .post("/admin/schedules/resume", operation(resumeSchedule), person, runsIt, jsonBody(ScheduleName), async (c) => {
      await scheduleAdmin.resume(by(c.var), c.req.valid("json").name);
      return c.json(DONE, 200);
    });
}

function listed({ upcoming, lastAt, lastRun, pausedAt, pausedBy, pauseReason, ...schedule }: ListedSchedule) {
  const { name, cron, timeZone, mayOverlap, missed, lastOutcome } = schedule;
  const paused = pausedAt && { at: pausedAt.toISOString(), by: pausedBy ?? "", reason: pauseReason ?? "" };
  return {
    name,
    cron,
    timeZone,
    mayOverlap,
    missed,
    upcoming: upcoming.map((at) => at.toISOString()),
    lastAt: lastAt?.toISOString() ?? null,
    lastOutcome,
    lastRun: lastRun === undefined ? null : { ...lastRun, enqueuedAt: lastRun.enqueuedAt.toISOString() },
    paused,
  };
}

const shared = { tag: "workflows", cache: "no-store", limit: "api" } as const;
const decided = ["404 workflows.schedule_not_found", "503 tenancy.database_unavailable"] as const;

const listSchedules = {
  ...shared,
  id: "listSchedules",
  access: "operator",
  summary: "What starts by itself, when next, and how it went last",
  answers: { 200: ScheduleList },
  refuses: ["503 tenancy.database_unavailable"],
} as const;

const runSchedule = {
  ...shared,
  id: "runSchedule",
  access: "operator",
  summary: "Start a scheduled job now, beside its schedule",
  answers: { 201: StartedRun },
  refuses: decided,
} as const;

const pauseSchedule = {
  ...shared,
  id: "pauseSchedule",
  access: "operator",
  summary: "Have a schedule start nothing for now, and say why",
  answers: { 200: Done },
  refuses: ["409 workflows.schedule_paused", "422 workflows.invalid_reason", ...decided],
} as const;

const resumeSchedule = {
  ...shared,
  id: "resumeSchedule",
  access: "operator",
  summary: "Have a schedule go on with its next occurrence",
  answers: { 200: Done },
  refuses: ["409 workflows.schedule_not_paused", ...decided],
} as const;
