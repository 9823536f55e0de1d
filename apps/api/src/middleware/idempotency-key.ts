import { createMiddleware } from "hono/factory";
import { refuse } from "../problem.ts";
import { described, type Refusal } from "../routes/operation.ts";
import type { WorkspaceVariables } from "./session.ts";

export interface KeyedVariables extends WorkspaceVariables {
  /** What the caller names this intent by: the same on each retry. */
  idempotencyKey: string;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Refuses what has no `Idempotency-Key`, or one that is not 1 to 200 printable characters. */
export const keyed = described(
  createMiddleware<{ Variables: KeyedVariables }>(async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined || !KEY.test(key)) return refuse(c, "http.invalid_idempotency_key");
    c.set("idempotencyKey", key);
    return next();
  }),
  {
    parameters: [
      {
        in: "header",
        name: "Idempotency-Key",
        required: true,
        schema: { type: "string", maxLength: 200 },
        description: "Of the client's own making, such as a UUID: one per intent, the same on each retry.",
      },
    ],
    "x-refusals": ["422 http.invalid_idempotency_key"] satisfies Refusal[],
  },
);
