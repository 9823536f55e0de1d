import { createMiddleware } from "hono/factory";
import { resolver, uniqueSymbol } from "hono-openapi";
import type { z } from "zod";

/** How long whom may keep an answer. Each route names one; a problem is never kept. */
export const CACHE = {
  /** One person's or one workspace's data, and whatever is true only now. */
  "no-store": "no-store",
  /** The same for everybody, and changed by a release only. */
  catalogue: "public, max-age=3600",
} as const;
export type CacheClass = keyof typeof CACHE;

export const TAGS = {
  identity: "People, their sessions, workspaces, members and invitations.",
  product: "The example of product code: projects of a workspace.",
  "ops-safety": "Whether it runs.",
  observability: "What went wrong, told by the web app.",
  api: "This description.",
} as const;

/** `<status> <code>`: what a client may be told instead of an answer. */
export type Refusal = `${number} ${string}`;

interface Operation {
  /** Unique; the name that generated clients give it. */
  readonly id: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly cache: CacheClass;
  /** What each status that is no problem answers. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** What this route refuses, beside what its middleware does. */
  readonly refuses?: readonly Refusal[];
  /** The body of a route that does not parse it here, to describe it all the same. */
  readonly form?: z.ZodType;
}

/** Describes a route, and declares how long its answers may be kept. Comes first in the route. */
export function operation({ id, tag, summary, cache, answers, refuses = [], form }: Operation) {
  const middleware = createMiddleware(async (c, next) => {
    await next();
    if (c.res.ok || c.res.status === 304) c.header("Cache-Control", CACHE[cache]);
  });
  const responses = Object.entries(answers).map(
    ([status, schema]) => [status, { description: schema.description ?? "", ...json(schema) }] as const,
  );
  return described(middleware, {
    operationId: id,
    tags: [tag],
    summary,
    responses: Object.fromEntries(responses),
    "x-cache-class": cache,
    "x-refusals": refuses,
    ...(form && { "x-parsed-elsewhere": true, requestBody: { required: true, ...json(form) } }),
  });
}

const json = (schema: z.ZodType) => ({ content: { "application/json": { schema: resolver(schema) } } });

/** Adds to the description of every route that uses the middleware: whoever refuses says so, and no route has to. */
export function described<Middleware extends object>(middleware: Middleware, spec: Readonly<Record<string, unknown>>) {
  return Object.assign(middleware, { [uniqueSymbol]: { spec } });
}
