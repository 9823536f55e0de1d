import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import { attempt, endSession, remember, sessionOf } from "./scripted-page.ts";
import { scriptedHandlers } from "./scripted-handlers.ts";
import type { Storage } from "./scripted-storage.ts";

const Answers = z.record(z.string(), z.looseObject({ $ref: z.string().optional() }));
const Routed = z.object({ operationId: z.string(), responses: Answers });
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ responses: z.record(z.string(), z.unknown()) }),
});

/** The real product's: what is scripted is at its addresses and keeps to its shapes, or the driver refuses it. */
const text = readFileSync(new URL("../../../docs/reference/openapi.json", import.meta.url), "utf8");
const document = Document.parse(JSON.parse(text));

/** The scripted operations, routed by the document itself. */
export function scriptedApi(app: PretendApp, storage: Storage): Hono {
  const handlers = scriptedHandlers(app, storage);
  const api = new Hono().get("/api/v1/openapi.json", (c) => c.body(text, 200, { "content-type": "application/json" }));
  api.use("/api/*", async (c, next) => {
    const own = new URL(c.req.url).origin;
    return c.req.header("origin") === own ? next() : c.json({ message: "Invalid origin" }, 403);
  });
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const { data: routed } = Routed.safeParse(described);
      const handler = routed && handlers[routed.operationId];
      if (routed === undefined || handler === undefined) continue;
      api.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ":$1"), async (c) => {
        const body: unknown = await c.req.json().catch(() => undefined);
        const asked = { session: sessionOf(c), path: c.req.param(), query: c.req.query(), body };
        const { value, said } = attempt(() => handler.answer({ ...asked, origin: new URL(c.req.url).origin }));
        if (value === undefined) return refusal(c, { routed, status: handler.refuses ?? 422, said });
        if (value.begins !== undefined) remember(c, value.begins);
        if (value.ends !== undefined) endSession(c, app);
        const status = Object.keys(routed.responses).find((one) => one.startsWith("2"));
        return c.body(JSON.stringify(value.body), Status.parse(Number(status)), { "content-type": "application/json" });
      });
    }
  }
  return api;
}

const Status = z.custom<ContentfulStatusCode>((value) => typeof value === "number");

interface Refusal {
  readonly routed: z.infer<typeof Routed>;
  readonly status: number;
  readonly said: string;
}

function refusal(c: Context, { routed, status, said }: Refusal): Response {
  // The document names a refusal by its codes, joined.
  const code = routed.responses[status]?.$ref?.split("/").at(-1)?.split("-or-")[0] ?? "unknown";
  const problem = { type: "about:blank", title: "No", status, code, detail: said, requestId: "r1" };
  return c.body(JSON.stringify(problem), Status.parse(status), { "content-type": "application/problem+json" });
}
