import type { Description, Schema } from "./description.ts";

/** One property of a body, however deep: `workspaces[].name`. */
export interface Field {
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string | undefined;
}

/** Bodies of ours are flatter; what is deeper is shown by its type alone, and what refers to itself comes to an end. */
const DEPTH_MAX = 4;

/** Every property of a schema, a line each, in the order of the description. Nothing for what has none. */
export function listFields(description: Description, schema: Schema, path = "", depth = 0): readonly Field[] {
  const { properties = {}, required = [] } = resolve(description, schema);
  if (depth >= DEPTH_MAX) return [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const resolved = resolve(description, property);
    const field: Field = {
      path: at,
      type: typeOf(description, property),
      isRequired: required.includes(name),
      description: property.description ?? resolved.description,
    };
    const below =
      resolved.items === undefined
        ? listFields(description, property, at, depth + 1)
        : listFields(description, resolved.items, `${at}[]`, depth + 1);
    return [field, ...below];
  });
}

/** What values are like, as TypeScript would write it, with what limits them. */
export function typeOf(description: Description, schema: Schema): string {
  const found = resolve(description, schema);
  const options = found.enum ?? (found.const === undefined ? undefined : [found.const]);
  if (options !== undefined) return options.map((option) => JSON.stringify(option)).join(" | ");
  const either = found.anyOf ?? found.oneOf;
  if (either !== undefined) return either.map((option) => typeOf(description, option)).join(" | ");
  if (found.items !== undefined) return `${bracketed(typeOf(description, found.items))}[]`;
  const names = typeof found.type === "string" ? [found.type] : (found.type ?? ["unknown"]);
  return names.map((name) => (name === "string" && found.format) || name).join(" | ") + limits(found);
}

function bracketed(type: string): string {
  return type.includes(" | ") ? `(${type})` : type;
}

function limits({ type, minLength, maxLength, minimum, maximum }: Schema): string {
  const [from, to] = type === "string" ? [minLength, maxLength] : [minimum, maximum];
  // The largest whole number that JSON can carry is what a number is bound by without anybody's asking.
  const least = from === undefined || from <= -Number.MAX_SAFE_INTEGER ? "" : String(from);
  const most = to === undefined || to >= Number.MAX_SAFE_INTEGER ? "" : String(to);
  if (least === "" && most === "") return "";
  if (least === "") return ` (≤ ${most})`;
  return most === "" ? ` (≥ ${least})` : ` (${least}…${most})`;
}

/** What a reference stands for; itself when it is none, and nothing when it leads nowhere. */
function resolve(description: Description, schema: Schema): Schema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  if (name === undefined) return schema;
  return description.components.schemas?.[name] ?? {};
}
