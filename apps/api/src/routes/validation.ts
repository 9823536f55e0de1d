import type { Context } from "hono";
import { validator } from "hono-openapi";
import { z } from "zod";
import type { RequestVariables } from "../middleware/request.ts";
import { type FieldError, refuse } from "../problem.ts";

type C = Context<{ Variables: RequestVariables }>;
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Parses the JSON body; a fault is a 422 that names each field. The library's own answer echoes the input back. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) =>
  validator("json", schema, (result, c: C) =>
    result.success ? undefined : refuse(c, "http.invalid_body", result.error.map(toFieldError)),
  );

/** Parses what comes after the `?`. */
export const query = <Schema extends z.ZodType>(schema: Schema) =>
  validator("query", schema, (result, c: C) =>
    result.success ? undefined : refuse(c, "http.invalid_query", result.error.map(toFieldError)),
  );

/** What the path names: ids, each made by {@link pathId}, and words of a closed list, of which any other is no route. */
export const pathIds = <Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) =>
  validator("param", z.object(shape), (result, c: C) => (result.success ? undefined : refuse(c, "http.no_route")));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const NOBODYS_ID = "00000000-0000-4000-8000-000000000000";

/** An id in a path. What is no id becomes one that nothing has, so that it is answered exactly as an unknown one. */
export const pathId = (description: string) =>
  z
    .string()
    .meta({ format: "uuid", description })
    .transform((value) => (UUID.test(value) ? value.toLowerCase() : NOBODYS_ID));

/** Text that the database takes. What it may say is for the system to judge. */
export const text = (maxLength: number) =>
  z.string().max(maxLength).refine(isStorable, "Not text: it has NUL in it, or half a character.");

/** A moment that the database takes. */
export const moment = () => z.iso.datetime().refine((value) => !value.startsWith("0000"), "There is no year 0.");

const isStorable = (value: string) => value.isWellFormed() && !value.includes("\u0000");

/** Says where, and what was expected; never what came, also not the name of a field that is not ours. */
function toFieldError(issue: Issue): FieldError {
  const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  const isUnknownField = "code" in issue && issue.code === "unrecognized_keys";
  return { path, message: isUnknownField ? "There is a field here that is not known." : issue.message };
}
