import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { z } from "zod";

const Shape = z.record(z.string(), z.unknown());
const Content = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() });
const Operation = z.object({ requestBody: Content.optional(), responses: z.record(z.string(), Content).optional() });
const Document = z.object({
  openapi: z.string(),
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), Shape),
  webhooks: z.record(z.string(), z.object({ post: Operation })).default({}),
});
type Operation = z.infer<typeof Operation>;

/** A vendor's description of its API, as much of it as answers can be held against. */
export interface Spec {
  readonly openapi: string;
  readonly version: string;
  /** `GET /emails/:id` → its operation, whatever the file calls the parameter. */
  findOperation(route: string): Operation | undefined;
  findWebhook(event: string): Operation | undefined;
  /** Each fault of a value, as `/data/0/id must be string`; empty when it fits. */
  faults(schema: unknown, value: unknown): readonly string[];
}

export function readSpec(file: string): Spec {
  const source = withNullNamed(parse(readFileSync(file, "utf8")));
  const { openapi, info, paths, webhooks } = Document.parse(source);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, formats: FORMATS });

  function resolve(schema: unknown): Record<string, unknown> {
    const shape = Shape.safeParse(schema).data ?? {};
    const { $ref: ref } = shape;
    if (typeof ref !== "string") return shape;
    const steps = ref.split("/").slice(1);
    return resolve(steps.reduce<unknown>((at, step) => Shape.parse(at)[step.replaceAll("~1", "/")], source));
  }

  /** Properties that the file knows nothing of: JSON Schema lets them pass, and an emulator must not invent any. */
  function undeclared(schema: unknown, value: unknown, at: string): readonly string[] {
    const shape = resolve(schema);
    if (Array.isArray(value)) return value.flatMap((one, index) => undeclared(shape["items"], one, `${at}/${index}`));
    const items = Shape.safeParse(value).data;
    const known = propertiesOf(shape);
    if (items === undefined || known === undefined) return [];
    return Object.entries(items).flatMap(([name, one]) => {
      if (!Object.hasOwn(known, name)) return [`${at}/${name} is not in the file`];
      return undeclared(known[name], one, `${at}/${name}`);
    });
  }

  /** `undefined` where the file leaves open what may stand there. */
  function propertiesOf(shape: Record<string, unknown>): Record<string, unknown> | undefined {
    const parts = ["allOf", "oneOf", "anyOf"].flatMap((name) => z.array(z.unknown()).safeParse(shape[name]).data ?? []);
    const own = Shape.safeParse(shape["properties"]).data;
    const all = [own, ...parts.map((part) => propertiesOf(resolve(part)))].filter((one) => one !== undefined);
    return all.length === 0 ? undefined : Object.assign({}, ...all);
  }

  return {
    openapi,
    version: info.version,
    findOperation(route) {
      const [method = "", path = ""] = route.split(" ");
      const wanted = path.replaceAll(/:\w+/g, "{}");
      const found = Object.entries(paths).find(([known]) => known.replaceAll(/\{\w+\}/g, "{}") === wanted);
      return Operation.safeParse(found?.[1][method.toLowerCase()]).data;
    },
    findWebhook: (event) => webhooks[event]?.post,
    faults(schema, value) {
      const { components } = Shape.parse(source);
      const validate = ajv.compile({ ...Shape.parse(schema), components });
      const said = validate(value) ? [] : (validate.errors ?? []);
      const broken = said.map(({ instancePath, message }) => `${instancePath} ${message ?? "does not fit"}`);
      return [...new Set([...broken, ...undeclared(schema, value, "")])];
    },
  };
}

/** YAML reads `type: [array, null]` as no type at all, where its author meant the one called null. */
function withNullNamed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNullNamed);
  const shape = Shape.safeParse(node).data;
  if (shape === undefined) return node;
  const named = Object.entries(shape).map(([key, value]) => {
    const isType = key === "type" && Array.isArray(value);
    return [key, isType ? value.map((one: unknown) => one ?? "null") : withNullNamed(value)];
  });
  return Object.fromEntries(named);
}

/** What a body of JSON has to be. */
export function schemaOf(part: z.infer<typeof Content> | undefined): unknown {
  return part?.content?.["application/json"]?.schema;
}

const FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: (value: string) => URL.canParse(value),
  binary: true,
  // What a number is kept in; that it is one is checked by its type.
  int32: true,
  int64: true,
  float: true,
  double: true,
} as const;
