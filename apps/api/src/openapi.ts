import type { Env, Hono } from "hono";
import { generateSpecs, resolver } from "hono-openapi";
import { z } from "zod";
import { TAGS } from "./routes/operation.ts";

type Specs = Awaited<ReturnType<typeof generateSpecs>>;
type Operation = NonNullable<NonNullable<Specs["paths"][string]>["get"]>;

/** What the API says of itself: OpenAPI 3.1, from the routes as they are mounted. `docs/reference/openapi.json` is a copy. */
export async function describeApi<E extends Env>(app: Hono<E>): Promise<Specs> {
  const specs = await generateSpecs(app, {
    documentation: DOCUMENT,
    excludeStaticFile: false,
    // Ours is a problem document.
    defaultValidationErrorResponse: false,
  });
  const problems: Record<string, object> = {};
  for (const methods of Object.values(specs.paths)) {
    for (const method of METHODS) {
      const described = methods[method];
      if (described !== undefined) addProblems(described, method, problems);
    }
  }
  const { schema } = await resolver(ProblemShape).toOpenAPISchema();
  Object.assign(specs.components, { schemas: { ...specs.components.schemas, Problem: schema }, responses: problems });
  dropPatterns(specs);
  return specs;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

const ProblemShape = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().meta({ description: "Stable: what a program may branch on." }),
    detail: z
      .string()
      .optional()
      .meta({ description: "What the caller can mend, or what works all the same, for people." }),
    requestId: z.string().meta({ description: "What to quote; also in `X-Request-Id`." }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "The fields at fault." }),
    dependency: z
      .string()
      .optional()
      .meta({ description: "What is away, by its kind and not its vendor: `billing`, `media`. Of 503 only." }),
  })
  .meta({ description: "RFC 9457 problem details: every answer that is no success." });

const DOCUMENT: NonNullable<Parameters<typeof generateSpecs>[1]>["documentation"] & object = {
  info: {
    title: "Ninefold API",
    version: "1",
    description:
      "One origin serves pages and API. Sessions of pages are cookies, and a change that carries one must come from that origin; those of programs are bearer tokens. Every failure is a problem document with a stable `code`.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/" }],
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  components: {
    securitySchemes: {
      session: {
        type: "apiKey",
        in: "cookie",
        name: "ninefold.session_token",
        description: "Set by signing in; under https its name begins with `__Host-`.",
      },
      bearer: {
        type: "http",
        scheme: "bearer",
        description: "For a person's own programs: the token that `signInWithToken` answers.",
      },
      apiKey: {
        type: "http",
        scheme: "bearer",
        bearerFormat: "nf_[0-9A-Za-z]{49}",
        description:
          "For programs of a workspace: the secret of a key that `createApiKey` answers. Good in that workspace alone, and on the operations that name it here; any other answers 403 `identity.person_only`. A cookie beside it is not looked at.",
      },
    },
  },
};

/** What the HTTP layer may answer on any route of the kind, whatever the route itself says. */
const ALWAYS = ["500 internal"];
const CHANGES = ["403 http.foreign_origin", "413 http.too_large"];
const PARSED_CHANGES = ["415 http.json_only"];
const WITH_BODY = ["400 http.malformed", "422 http.invalid_body"];
const WITH_QUERY = ["422 http.invalid_query"];

const Refusals = z.array(z.string().regex(/^\d{3} \S+$/)).default([]);

/** Turns the list of refusals that the route and its middleware gave into a response for each status. */
function addProblems(described: Operation, method: string, problems: Record<string, object>): void {
  const isParsedHere = !Reflect.has(described, "x-parsed-elsewhere");
  const hasQuery = described.parameters?.some((one) => "in" in one && one.in === "query") ?? false;
  const refusals = new Set([
    ...Refusals.parse(Reflect.get(described, "x-refusals")),
    ...ALWAYS,
    ...(method === "get" ? [] : CHANGES),
    ...(method === "get" || !isParsedHere ? [] : PARSED_CHANGES),
    ...(isParsedHere && described.requestBody ? WITH_BODY : []),
    ...(hasQuery ? WITH_QUERY : []),
  ]);
  Reflect.deleteProperty(described, "x-refusals");
  Reflect.deleteProperty(described, "x-parsed-elsewhere");
  const byStatus = Map.groupBy([...refusals].toSorted(), (refusal) => refusal.slice(0, 3));
  const responses = [...byStatus].map(([status, group]) => {
    const codes = group.map((refusal) => refusal.slice(4));
    const name = codes.join("-or-");
    problems[name] ??= problemResponse(codes);
    return [status, { $ref: `#/components/responses/${name}` }] as const;
  });
  described.responses = Object.assign(described.responses ?? {}, Object.fromEntries(responses));
}

const problemResponse = (codes: readonly string[]) => ({
  description: codes.map((code) => `\`${code}\``).join(", "),
  content: {
    "application/problem+json": {
      schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: codes } } }] },
    },
  },
});

/** zod writes a long pattern beside each format that it checks by one; the format says the same. */
function dropPatterns(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if ("format" in value && "pattern" in value) Reflect.deleteProperty(value, "pattern");
  Object.values(value).forEach(dropPatterns);
}
