import { assertKey, MAX_KEY_LENGTH } from "@ninefold/ops-safety";
import { createMiddleware } from "hono/factory";
import { described, type Refusal } from "../routes/operation.ts";
import type { RequestVariables } from "./request.ts";

export interface KeyedVariables extends RequestVariables {
  /** What the caller names this intent by: the same on each retry. */
  idempotencyKey: string;
}

export const KEY_HEADER = "Idempotency-Key";

/** The header as every route that takes a key describes it. */
export const keyParameter = ({ required, promise }: { readonly required: boolean; readonly promise: string }) => ({
  in: "header",
  name: KEY_HEADER,
  required,
  schema: { type: "string", minLength: 1, maxLength: MAX_KEY_LENGTH },
  description: `Of the client's own making, such as a UUID. ${promise}`,
});

/** Refuses what has no `Idempotency-Key`, or one that is none. */
export const keyed = described(
  createMiddleware<{ Variables: KeyedVariables }>(async (c, next) => {
    const key = c.req.header(KEY_HEADER);
    assertKey(key);
    c.set("idempotencyKey", key);
    return next();
  }),
  {
    parameters: [keyParameter({ required: true, promise: "One per intent, the same on each retry." })],
    "x-refusals": ["422 ops_safety.invalid_idempotency_key"] satisfies Refusal[],
  },
);
