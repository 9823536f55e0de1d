import type { Permission } from "@ninefold/identity/permissions";
import type { LimitClass } from "@ninefold/ops-safety";
import { createMiddleware } from "hono/factory";
import { resolver, uniqueSymbol } from "hono-openapi";
import type { z } from "zod";
import { limited } from "../middleware/rate-limit.ts";

/** How long whom may keep an answer. Each route names one; a problem is never kept. */
export const CACHE = {
  /** One person's or one workspace's data, and whatever is true only now. */
  "no-store": "no-store",
  /** The same for everybody, and changed by a release only. */
  catalogue: "public, max-age=3600",
  /** A stream: whoever passes it on must not shorten it, since it would wait for more to shorten. */
  stream: "no-store, no-transform",
} as const;
export type CacheClass = keyof typeof CACHE;

export const TAGS = {
  identity: "People, their sessions, workspaces, members and invitations.",
  billing: "Plans, subscriptions, and what a workspace has used of its plan.",
  product: "The example of product code: projects of a workspace, and their tasks.",
  notifications: "What a person is told: in the product, and by mail.",
  media: "Pictures of people and workspaces, and files of projects. Bytes go straight to the storage vendor.",
  "ops-safety": "Whether it runs.",
  workflows: "What runs in the background: of a workspace for its people, and all of it for operators.",
  observability: "What went wrong, told by the web app.",
  api: "This description.",
} as const;

/** Why a route asks for no permission in a workspace. */
export const OPEN_TO = {
  anyone: "Anybody, signed in or not.",
  vendor: "A vendor, who signs what it sends.",
  self: "Whoever is signed in, about themselves.",
  operator: "Whoever runs the platform.",
} as const;
export type Access = Permission | keyof typeof OPEN_TO;
export const isOpenTo = (access: Access): access is keyof typeof OPEN_TO => Object.hasOwn(OPEN_TO, access);

/** What the route asks of its caller, for the middleware that knows who that is. */
export interface AccessVariables {
  access?: { readonly to: Access | undefined; readonly orSelf: boolean };
}

/** `<status> <code>`: what a client may be told instead of an answer. */
export type Refusal = `${number} ${string}`;

interface Operation {
  /** Unique; the name that generated clients give it. */
  readonly id: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  /** Who may. A test fails for a route that does not say; until then a workspace's is closed to everybody. */
  readonly access?: Access;
  /** True where nobody needs the permission for what is their own: the person that the path names. */
  readonly orSelf?: boolean;
  readonly cache: CacheClass;
  /** How often whom may ask. A test fails for a route that does not say; until then it is held to `api`. */
  readonly limit?: LimitClass | "none";
  /** What each status that is no problem answers. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** What this route refuses, beside what its middleware does. */
  readonly refuses?: readonly Refusal[];
  /** The body of a route that does not parse it here, to describe it all the same. */
  readonly form?: z.ZodType;
  /** What comes instead of JSON, each event being one of `answers`. */
  readonly streams?: boolean;
  /** True where the body is bytes of somebody else's making, which no schema of ours describes. */
  readonly isRaw?: boolean;
}

/**
 * Describes a route, holds it to its limit, says whom it lets in, and declares how long its answers may be kept. Comes
 * first in the route.
 */
export function operation({ id, tag, summary, access, orSelf = false, cache, limit, answers, ...more }: Operation) {
  const { refuses = [], form, streams, isRaw } = more;
  const middleware = createMiddleware<{ Variables: AccessVariables }>(async (c, next) => {
    c.set("access", { to: access, orSelf });
    await (limit === "none" ? next() : limited(c, limit ?? "api", next));
    if (c.res.ok || c.res.status === 304) c.header("Cache-Control", CACHE[cache]);
  });
  const responses = Object.entries(answers).map(
    ([status, schema]) => [status, { description: schema.description ?? "", ...contentOf(status, schema) }] as const,
  );
  // Whoever is led elsewhere reads nothing here.
  function contentOf(status: string, schema: z.ZodType) {
    if (status === "303") return {};
    return streams ? events(schema) : json(schema);
  }
  return described(middleware, {
    operationId: id,
    tags: [tag],
    summary,
    responses: Object.fromEntries(responses),
    ...(access && { "x-access": orSelf ? `${access} or self` : access }),
    "x-cache-class": cache,
    ...(limit && { "x-rate-limit": limit }),
    "x-refusals": limit === "none" ? refuses : [...refuses, "429 ops_safety.rate_limited"],
    ...(isRaw && { "x-parsed-elsewhere": true }),
    ...(form && { "x-parsed-elsewhere": true, requestBody: { required: true, ...json(form) } }),
  });
}

const events = (schema: z.ZodType) => ({ content: { "text/event-stream": { schema: resolver(schema) } } });
const json = (schema: z.ZodType) => ({ content: { "application/json": { schema: resolver(schema) } } });

/** Adds to the description of every route that uses the middleware: whoever refuses says so, and no route has to. */
export function described<Middleware extends object>(middleware: Middleware, spec: Readonly<Record<string, unknown>>) {
  return Object.assign(middleware, { [uniqueSymbol]: { spec } });
}
