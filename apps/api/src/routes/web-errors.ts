import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { createAllowance } from "../middleware/allowance.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { refuse } from "../problem.ts";
import { operation } from "./operation.ts";
import { jsonBody, text } from "./validation.ts";

/**
 * What broke in a page, in a browser or while it was rendered, whoever is signed in there or nobody. It goes the way of every error of ours, so that one
 * redaction covers it and no vendor is asked from the page.
 */
export function webErrorRoutes({ telemetry, identity }: Pick<System, "telemetry" | "identity">, perMinute: number) {
  const allowance = createAllowance({ perMinute });
  return new Hono<{ Variables: RequestVariables }>().post(
    "/web-errors",
    operation(reportWebError),
    async (c, next) => (allowance.take(addressOf(c.req.raw)) ? next() : refuse(c, "http.too_many_requests")),
    jsonBody(WebErrorShape),
    async (c) => {
      const { requestId = c.var.requestId, name, message, stack, path, kind } = c.req.valid("json");
      const session = await identity.findSession(c.req.raw.headers).catch(() => undefined);
      if (session !== undefined) c.var.note({ userId: session.person.id });
      const agent = (c.req.header("user-agent") ?? "").slice(0, 300);
      telemetry.captureError(toError(name, message, stack), { requestId, system: "web", kind, path, agent });
      return c.json({ requestId }, 201);
    },
  );
}

const RequestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const WebErrorShape = z
  .strictObject({
    kind: z
      .enum(["error", "rejection", "render", "server"])
      .describe(
        "Thrown, a promise that nobody caught, a page that did not draw itself, or that the server could not make.",
      ),
    name: text(100),
    message: text(1_000),
    stack: text(8_000).optional(),
    path: text(300).describe("Of the page, without what follows `?` or `#`."),
    requestId: RequestId.optional().describe("Of the request that made the page."),
  })
  .meta({ id: "WebError" });

const reportWebError = {
  id: "reportWebError",
  access: "anyone",
  tag: "observability",
  summary: "Tell of an error in the web app",
  cache: "no-store",
  limit: "public",
  answers: {
    201: z.object({ requestId: z.string() }).meta({ id: "ErrorTaken", description: "The id that it is found by." }),
  },
  refuses: ["429 http.too_many_requests"],
} as const;

function toError(name: string, message: string, stack = ""): Error {
  return Object.defineProperties(new Error(message), {
    name: { value: name },
    stack: { value: `${message}\n${stack.split("\n").map(asCall).join("\n")}` },
  });
}

/** Firefox and Safari write `send@https://…:7:12` where others write `at send (https://…:7:12)`. */
function asCall(line: string): string {
  const [, called = "", place] = /^([^@\s]*)@(\S+)$/.exec(line.trim()) ?? [];
  return place === undefined ? line : `    at ${called === "" ? "<anonymous>" : called} (${place})`;
}

/** The client's, as `clientAddress` left it there. */
const addressOf = (request: Request) => request.headers.get("x-forwarded-for") ?? "unknown";
