import { type Description, METHODS, type Method, type Operation, type Response } from "./description.ts";
import { type Field, listFields, typeOf } from "./fields.ts";

/** One value that goes in or comes out. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string | undefined;
}

export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly fields: readonly Field[];
}

export interface Problem {
  readonly status: string;
  readonly codes: readonly string[];
}

export interface Route {
  /** Unique: its place on the page. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly needsSession: boolean;
  readonly parameters: readonly Parameter[];
  /** Absent when it takes none. */
  readonly body: readonly Field[] | undefined;
  readonly answers: readonly Answer[];
  readonly problems: readonly Problem[];
}

export interface RouteGroup {
  readonly tag: string;
  readonly description: string | undefined;
  readonly routes: readonly Route[];
}

/** The routes of a description as they are shown: by tag, in the order in which it names tags and routes. */
export function groupRoutes(description: Description): readonly RouteGroup[] {
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      return operation === undefined
        ? []
        : [{ tag: operation.tags[0], route: toRoute(description, path, method, operation) }];
    }),
  );
  const named = description.tags.map(({ name }) => name);
  const unnamed = [...new Set(routes.map(({ tag }) => tag ?? ""))].filter((tag) => !named.includes(tag));
  return [...named, ...unnamed]
    .map((tag) => ({
      tag,
      description: description.tags.find(({ name }) => name === tag)?.description,
      routes: routes.filter((entry) => entry.tag === tag).map(({ route }) => route),
    }))
    .filter((group) => group.routes.length > 0);
}

function toRoute(description: Description, path: string, method: Method, operation: Operation): Route {
  const responses = Object.entries(operation.responses).map(([status, given]) => ({
    status,
    response: resolve(description, given),
  }));
  const body = operation.requestBody?.content["application/json"]?.schema;
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    needsSession: (operation.security ?? []).length > 0,
    parameters: (operation.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      type: typeOf(description, parameter.schema ?? {}),
      isRequired: parameter.required ?? false,
      description: parameter.description,
    })),
    body: body && listFields(description, body),
    answers: responses
      .filter(({ status }) => status.startsWith("2"))
      .map(({ status, response }) => ({
        status,
        description: response.description ?? "",
        fields: listFields(description, response.content?.["application/json"]?.schema ?? {}),
      })),
    problems: responses
      .filter(({ status }) => !status.startsWith("2"))
      .map(({ status, response }) => ({ status, codes: codesOf(response) })),
  };
}

function resolve(description: Description, response: Response): Response {
  const name = response.$ref?.replace("#/components/responses/", "");
  return name === undefined ? response : (description.components.responses?.[name] ?? response);
}

/** A problem response narrows the code of every problem to those that this route can answer. */
function codesOf(response: Response): readonly string[] {
  const schema = response.content?.["application/problem+json"]?.schema;
  return [schema, ...(schema?.allOf ?? [])].flatMap((part) => (part?.properties?.["code"]?.enum ?? []).map(String));
}
