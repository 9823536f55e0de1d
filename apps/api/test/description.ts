import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

export interface Parameter {
  readonly in: string;
  readonly name: string;
}

/** A property of a request body, as far as these tests know how to spoil one. */
export interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Property[];
  /** Of an object. */
  readonly required?: readonly string[];
  readonly $ref?: string;
}

interface Content {
  readonly content?: Readonly<Record<string, object>>;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
  /** A permission, `or self` or not, or why none is asked for. */
  readonly "x-access"?: string;
  readonly "x-cache-class": string;
  /** A class of limits, or `none`. */
  readonly "x-rate-limit"?: string;
}

/** One route of the description. */
export interface Route extends Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Property & { readonly properties?: Readonly<Record<string, Property>> }>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

export type Description = Awaited<ReturnType<typeof readDescription>>;

/** The API's description as it serves it, with the questions that tests ask of it. */
export async function readDescription(app: { request(path: string): Response | Promise<Response> }) {
  const document = (await (await app.request("/api/v1/openapi.json")).json()) as Document;
  const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  );
  const patterns = routes.map((route) => [route, patternOf(route.path)] as const);
  const validators = validatorsOf(document);

  return {
    document,
    routes,

    /** The route that a request meets: as in the router, the first one that fits. */
    findRoute(method: string, path: string): Route | undefined {
      const wanted = method === "HEAD" ? "GET" : method;
      return patterns.find(([route, pattern]) => route.method === wanted && pattern.test(path))?.[0];
    },

    /** The properties of the body that a route takes; `undefined` when it takes none. */
    bodyOf(route: Route): Readonly<Record<string, Property>> | undefined {
      const media = route.requestBody?.content?.["application/json"] as { schema: Property } | undefined;
      if (media === undefined) return undefined;
      const schema = resolve(media.schema) as { properties?: Readonly<Record<string, Property>> };
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, resolve(one)]));
    },

    /** What is wrong with an answer as the description has it; `undefined` when nothing is. */
    findFault(route: Route, answer: { readonly status: number; readonly type: string; readonly body: unknown }) {
      const response = route.responses[String(answer.status)];
      if (response === undefined) return `status ${answer.status} is not described`;
      const reference = response.$ref;
      const content = reference === undefined ? response.content : componentResponse(reference).content;
      if (content?.[answer.type] === undefined) return `a body of type ${answer.type} is not described`;
      const at = reference ?? `#/paths/${escaped(route.path)}/${route.method.toLowerCase()}/responses/${answer.status}`;
      return validators.findFault(`${at}/content/${escaped(answer.type)}/schema`, answer.body);
    },

    findProblemFault: (body: unknown) => validators.findFault("#/components/schemas/Problem", body),
  };

  function resolve(property: Property): Property {
    return property.$ref === undefined ? property : (document.components.schemas[lastOf(property.$ref)] ?? property);
  }

  function componentResponse(reference: string): Content {
    return document.components.responses[lastOf(reference)] ?? {};
  }
}

const lastOf = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);
const escaped = (part: string) =>
  part.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
const patternOf = (path: string) => new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);

/** By reference into the document, compiled once. Objects are closed, so that a field too many is a fault as well. */
function validatorsOf(document: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });
  ajv.addSchema(closed(document) as object, "api");
  const compiled = new Map<string, ValidateFunction>();
  return {
    findFault(reference: string, value: unknown): string | undefined {
      const validate = compiled.get(reference) ?? ajv.compile({ $ref: `api${reference}` });
      compiled.set(reference, validate);
      return validate(value) ? undefined : ajv.errorsText(validate.errors);
    },
  };
}

const FORMATS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
};

/** A client must live with fields that it does not know. We must not send any that we have not described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  const isOpenObject = copy["type"] === "object" && "properties" in copy && !("additionalProperties" in copy);
  return isOpenObject ? { ...copy, additionalProperties: false } : copy;
}
