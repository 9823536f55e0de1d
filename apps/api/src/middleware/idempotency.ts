import type { KeyOwner } from "@ninefold/ops-safety";
import { createMiddleware } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { System } from "../compose.ts";
import { described, type Refusal } from "../routes/operation.ts";
import { KEY_HEADER, keyParameter } from "./idempotency-key.ts";
import type { RequestVariables } from "./request.ts";
import { type CallerVariables, personContext, type SessionVariables } from "./session.ts";

type Variables = RequestVariables & Partial<Pick<SessionVariables, "session"> & Pick<CallerVariables, "workspace">>;

/**
 * Lets a client repeat what creates or charges: with the same key and the same body it gets the first answer again, and
 * nothing is done twice. Comes after who asks, where, and what were checked: what is refused there never holds a key.
 */
export const idempotent = ({ idempotency, telemetry }: Pick<System, "idempotency" | "telemetry">) =>
  described(
    createMiddleware<{ Variables: Variables }>(async (c, next) => {
      const key = c.req.header(KEY_HEADER);
      if (key === undefined) return next();
      const owner = ownerOf(c.var);
      const operation = `${c.req.method} ${c.req.path}`;
      const begun = await idempotency.begin(owner, { key, operation, body: await c.req.text() });
      if ("answer" in begun) {
        const { status, headers, body } = begun.answer;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was the status of an answer with a body
        return c.body(body, status as ContentfulStatusCode, { ...headers, "Idempotency-Replayed": "true" });
      }
      await next();
      const { status, headers } = c.res;
      const body = await c.res.clone().text();
      // The change is made and the caller is told: a repeat finds the key locked, and after a minute free.
      await idempotency.end(owner, begun.run, { status, headers, body }).catch((error: unknown) => {
        telemetry.captureError(error, { requestId: c.var.requestId, system: "ops-safety" });
      });
      return undefined;
    }),
    {
      parameters: [
        keyParameter({
          required: false,
          promise:
            "Within 24 hours the same key with the same request is answered as the first was (`Idempotency-Replayed: true`), and nothing is done again.",
        }),
      ],
      "x-refusals": [
        "409 ops_safety.idempotency_conflict",
        "409 ops_safety.idempotency_in_progress",
        "422 ops_safety.invalid_idempotency_key",
        "503 tenancy.database_unavailable",
      ] satisfies Refusal[],
    },
  );

function ownerOf({ workspace, session, requestId }: Variables): KeyOwner {
  if (workspace !== undefined) return { context: workspace.context, callerId: workspace.context.actor.id };
  if (session === undefined) throw new TypeError("comes after the middleware that knows who asks");
  const context = personContext({ session, requestId });
  return { context, callerId: context.userId };
}
