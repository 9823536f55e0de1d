import { sValidator } from "@hono/standard-validator";
import type { Context } from "hono";
import type { z } from "zod";
import type { RequestVariables } from "../middleware/request.ts";
import { problem, respond } from "../problem.ts";

/** Parses the JSON body; a fault is a 422 that names each field. The library's own answer echoes the input back. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) =>
  sValidator("json", schema, (result, c: Context<{ Variables: RequestVariables }>) => {
    if (result.success) return undefined;
    const errors = result.error.map((issue) => ({
      path: (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join("."),
      message: issue.message,
    }));
    return respond(c, problem({ status: 422, code: "http.invalid_body", requestId: c.var.requestId, errors }));
  });
