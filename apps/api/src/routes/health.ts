import { Hono } from "hono";
import type { System } from "../compose.ts";

/** `status` is `ok` when every check is, `down` when the database is not, else `degraded`. 200 only for `ok`. */
export const healthRoutes = (system: Pick<System, "health">) =>
  new Hono()
    .get("/live", (c) => c.json({ status: "ok" as const }, 200))
    .get("/ready", async (c) => report(c, await system.health()));

export const fullHealthRoute = (system: Pick<System, "health">) =>
  new Hono().get("/health", async (c) => report(c, await system.health()));

type Report = Awaited<ReturnType<System["health"]>>;
const report = (c: { json: (body: Report, status: 200 | 503) => Response }, body: Report) =>
  c.json(body, body.status === "ok" ? 200 : 503);
