import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { z } from "zod";
import { TestingError } from "../../errors.ts";

/** Where a call has names. */
const PLACES = ["path", "query", "header"] as const;
const Content = z.record(z.string(), z.unknown());
const Described = z.looseObject({ $ref: z.string().optional(), content: Content.optional() });
const Operation = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(z.looseObject({ in: z.enum(PLACES), name: z.string(), required: z.boolean().optional() }))
    .default([]),
  requestBody: Described.optional(),
  responses: z.record(z.string(), Described),
});
type Operation = z.infer<typeof Operation>;
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ responses: z.record(z.string(), Described).default({}) }),
});

/** What goes into one call: by name for the places that the operation has, and the body as it is. */
export interface Input {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: object;
}

interface Answered {
  readonly status: number;
  /** As the answer calls it, without parameters. */
  readonly type: string;
  readonly body: unknown;
}

/** The product's description of its own API, as what a client goes by. */
export interface ApiDocument {
  /**
   * How to ask for an operation.
   * @throws TestingError `testing.undescribed` for one that is not there, and for fields that it does not know or lacks.
   */
  requestFor(operationId: string, input: Input): { readonly method: string; readonly path: string };
  /** @throws TestingError `testing.undescribed` for a status, a type or a body that the operation does not name. */
  check(operationId: string, answer: Answered): void;
}

export function readDocument(json: unknown): ApiDocument {
  const document = Document.parse(json);
  const { paths, components } = document;
  const operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, given]) => {
        const operation = Operation.safeParse(given);
        return operation.success ? [[operation.data.operationId, { ...operation.data, method, path }] as const] : [];
      }),
    ),
  );
  // What a format means is the product's matter; an object may have more than a client knows.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, "api");
  const compiled = new Map<string, ValidateFunction>();

  function find(operationId: string) {
    return operations.get(operationId) ?? undescribed(`there is no operation "${operationId}"`);
  }

  /** @param counts which rules; all when absent. */
  function assertFits(
    what: string,
    place: { readonly at: string; readonly counts?: Set<string> },
    value: unknown,
  ): void {
    const { at, counts } = place;
    const validate = compiled.get(at) ?? ajv.compile({ $ref: `api${at}` });
    compiled.set(at, validate);
    validate(value);
    const faults = (validate.errors ?? []).filter(({ keyword }) => counts === undefined || counts.has(keyword));
    if (faults.length > 0) undescribed(`${what}: ${ajv.errorsText(faults)}`);
  }

  return {
    requestFor(operationId, input) {
      const operation = find(operationId);
      const { method, path, requestBody, parameters } = operation;
      for (const where of PLACES) assertKnown(operation, where, input[where]);
      const missing = parameters.find((one) => one.required === true && input[one.in]?.[one.name] === undefined);
      if (missing !== undefined) undescribed(`${operationId} needs "${missing.name}" in its ${missing.in}`);
      if (input.body !== undefined && requestBody === undefined) undescribed(`${operationId} takes no body`);
      if (requestBody !== undefined) {
        const at = `#/paths/${escaped(path)}/${method}/requestBody/content/${escaped(JSON_TYPE)}/schema`;
        assertFits(`${operationId} was given`, { at, counts: NAMES }, input.body);
      }
      const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
        encodeURIComponent(input.path?.[name] ?? ""),
      );
      const query = new URLSearchParams(input.query).toString();
      return { method: method.toUpperCase(), path: query === "" ? filled : `${filled}?${query}` };
    },
    check(operationId, { status, type, body }) {
      const { method, path, responses } = find(operationId);
      const response = responses[status];
      if (response === undefined) undescribed(`${operationId} answered ${status}`);
      const { $ref: reference } = response;
      const { content } = reference === undefined ? response : (components.responses[lastOf(reference)] ?? {});
      if (content?.[type] === undefined) undescribed(`${operationId} answered ${status} as "${type}"`);
      const at = reference ?? `#/paths/${escaped(path)}/${method}/responses/${status}`;
      assertFits(`${operationId} answered ${status}`, { at: `${at}/content/${escaped(type)}/schema` }, body);
    },
  };
}

/** Of what is sent, which fields there are: whether a value will do is for the product to say, in its own words. */
const NAMES = new Set(["required", "additionalProperties", "type"]);
const JSON_TYPE = "application/json";

function assertKnown(
  { operationId, parameters }: Operation,
  where: "path" | "query" | "header",
  given: Readonly<Record<string, string>> = {},
): void {
  const known = parameters.filter((one) => one.in === where).map(({ name }) => name);
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) undescribed(`${operationId} knows no "${other}" in its ${where}`);
}

function undescribed(what: string): never {
  throw new TestingError("testing.undescribed", `the API's description does not have this: ${what}`);
}

const lastOf = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);
const escaped = (part: string) =>
  part.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
