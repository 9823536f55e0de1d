import { Hono } from "hono";
import type { System } from "../compose.ts";
import { operation } from "./operation.ts";
import { AliveShape, HealthShape } from "./ops-safety-shapes.ts";

/** For whoever decides whether this process gets requests, or is started anew. */
export const probeRoutes = (system: Pick<System, "health">) =>
  new Hono()
    .get("/live", operation(live), (c) => c.json({ status: "ok" as const }, 200))
    .get("/ready", operation(ready), async (c) => report(c, await system.health()));

export const healthRoutes = (system: Pick<System, "health">) =>
  new Hono().get("/health", operation(health), async (c) => report(c, await system.health()));

type Report = Awaited<ReturnType<System["health"]>>;
const report = (c: { json: (body: Report, status: 200 | 503) => Response }, body: Report) =>
  c.json(body, body.status === "ok" ? 200 : 503);

const live = {
  id: "live",
  access: "anyone",
  tag: "ops-safety",
  summary: "Whether the process answers",
  cache: "no-store",
  limit: "none",
  answers: { 200: AliveShape },
} as const;

const ready = {
  ...live,
  id: "ready",
  access: "anyone",
  summary: "Whether it can take requests",
  answers: { 200: HealthShape, 503: HealthShape },
} as const;

const health = { ...ready, id: "health", summary: "Every check" } as const;
