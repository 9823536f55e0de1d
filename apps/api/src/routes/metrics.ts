import { Hono } from "hono";
import type { Metrics } from "../metrics.ts";
import { refuse } from "../problem.ts";

/** For whoever scrapes, and not part of the described API. Mounted only where there is a token: else it is a 404. */
export const metricsRoutes = (metrics: Metrics) =>
  new Hono().get("/metrics", async (c) => {
    if (!metrics.admits(c.req.header("authorization"))) return refuse(c, "identity.unauthenticated");
    const { body, contentType } = await metrics.scrape();
    return c.body(body, 200, { "content-type": contentType });
  });
