import { WorkflowsError } from "../errors.ts";

/** The smallest limit of the engines that we mean to support, less room for an envelope. */
export const maxPayloadBytes = 256 * 1024;
const maxDepth = 100;

/**
 * The payload as JSON text, property names sorted, so that equal payloads are equal texts.
 * @throws WorkflowsError `workflows.invalid_payload`, naming the place and never the value.
 */
export function toPayload(value: unknown): string {
  const json = JSON.stringify(surviving(value));
  const bytes = new TextEncoder().encode(json).byteLength;
  if (bytes > maxPayloadBytes) throw invalid(`payload is ${bytes} bytes of JSON, the limit is ${maxPayloadBytes}`);
  return json;
}

function surviving(value: unknown): unknown {
  try {
    return survivor(value, "payload", []);
  } catch (cause) {
    if (cause instanceof WorkflowsError) throw cause;
    throw new WorkflowsError("workflows.invalid_payload", "payload can not be read", { cause });
  }
}

function survivor(value: unknown, place: string, parents: readonly object[]): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return text(value, place);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw invalid(`${place} is not a finite number`);
  }
  if (typeof value !== "object") throw invalid(`${place} is ${typeof value}`);
  if (parents.includes(value)) throw invalid(`${place} contains itself`);
  if (parents.length >= maxDepth) throw invalid(`payload is nested deeper than ${maxDepth} levels`);
  return Array.isArray(value)
    ? listSurvivor(value, place, [...parents, value])
    : recordSurvivor(value, place, [...parents, value]);
}

function listSurvivor(list: readonly unknown[], place: string, parents: readonly object[]): unknown {
  // A hole or a named property of an array is lost in JSON.
  const keys = Reflect.ownKeys(list).filter((key) => key !== "length");
  if (keys.length !== list.length) throw invalid(`${place} is an array with holes or named properties`);
  return list.map((item, index) => survivor(item, `${place}[${index}]`, parents));
}

function recordSurvivor(record: object, place: string, parents: readonly object[]): unknown {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== null && prototype !== Object.prototype) throw invalid(`${place} is not a plain object`);
  const keys = Reflect.ownKeys(record);
  return Object.fromEntries(
    keys.toSorted(byName).map((key) => {
      const property = Object.getOwnPropertyDescriptor(record, key);
      // `__proto__` changes meaning on the way through object literals and merges.
      if (typeof key === "symbol" || key === "__proto__") throw invalid(`${place} has a property named ${String(key)}`);
      if (!property?.enumerable || !("value" in property)) {
        throw invalid(`${place} has a hidden or computed property`);
      }
      return [text(key, `a property name in ${place}`), survivor(property.value, `${place}.${key}`, parents)];
    }),
  );
}

/** Postgres' jsonb stores neither NUL nor half a surrogate pair. */
function text(value: string, place: string): string {
  if (value.includes("\0") || !value.isWellFormed())
    throw invalid(`${place} has a character that JSON storage refuses`);
  return value;
}

function byName(one: string | symbol, other: string | symbol): number {
  return String(one) < String(other) ? -1 : 1;
}

function invalid(message: string): WorkflowsError {
  return new WorkflowsError("workflows.invalid_payload", message);
}
