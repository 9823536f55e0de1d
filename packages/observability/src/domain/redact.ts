import { describeError } from "./describe-error.ts";
import { ownValues } from "./own-values.ts";
import { isSecretName, redactText, redacted } from "./secrets.ts";

/** Data that JSON can carry, with nothing in it that has to stay secret. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainFields;
export interface PlainFields {
  readonly [name: string]: Plain;
}

const maxTextCharacters = 8 * 1024;
const maxTotalCharacters = 64 * 1024;
/** Punctuation, and what keeps a tree of small numbers from being free. */
const charactersPerValue = 8;
const maxEntries = 100;
const maxDepth = 12;

/** What is left of one record's size, and the objects that the value in hand is inside of. */
interface Walk {
  readonly budget: { characters: number };
  readonly parents: readonly object[];
}

/**
 * Makes plain, bounded and harmless data of anything: values under secret names are replaced at any depth, secrets
 * inside text are cut out, what is circular, too deep, too long or unreadable is named as such. Never throws.
 */
export function redact(value: unknown): Plain {
  return visit(value, { budget: { characters: maxTotalCharacters }, parents: [] });
}

/** The same for a record of fields: always an object. */
export function redactFields(fields: object | undefined): PlainFields {
  const plain = redact(fields ?? {});
  return isFields(plain) ? plain : { value: plain };
}

function isFields(plain: Plain): plain is PlainFields {
  return typeof plain === "object" && plain !== null && !Array.isArray(plain);
}

function visit(value: unknown, walk: Walk): Plain {
  walk.budget.characters -= charactersPerValue;
  try {
    return visitUnsafely(value, walk);
  } catch {
    // A getter or proxy that throws. What it throws may be anything, so it is not shown either.
    return "[unreadable]";
  }
}

function visitUnsafely(value: unknown, walk: Walk): Plain {
  if (value === null || value === undefined || typeof value === "boolean") return value ?? null;
  if (typeof value === "string") return text(value, walk);
  // JSON has no minus zero.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : String(value);
  if (typeof value === "bigint") return value.toString();
  return typeof value === "object" ? visitObject(value, walk) : `[${typeof value}]`;
}

function visitObject(value: object, walk: Walk): Plain {
  if (walk.parents.includes(value)) return "[circular]";
  if (walk.parents.length >= maxDepth) return "[too deep]";
  const inside = { ...walk, parents: [...walk.parents, value] };
  if (value instanceof Error) return record(describeError(value), inside);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[invalid date]" : value.toISOString();
  if (value instanceof URL) return text(value.href, walk);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value) || value instanceof Set) return list(value, inside);
  if (isNamedValues(value)) return record(value, inside);
  const own = ownValues(value, maxEntries + 1);
  return record(isQuery(value) ? own.filter(([name]) => name !== "params") : own, inside);
}

/** An ORM's error that was copied into a plain object: its parameters are the data of the row. */
function isQuery(value: object): boolean {
  return "query" in value && typeof value.query === "string" && "params" in value && Array.isArray(value.params);
}

function isNamedValues(value: object): value is Iterable<readonly [unknown, unknown]> {
  return (
    value instanceof Map || value instanceof Headers || value instanceof URLSearchParams || value instanceof FormData
  );
}

function record(entries: Iterable<readonly [unknown, unknown]>, walk: Walk): Plain {
  const plain: [string, Plain][] = [];
  for (const [name, value] of entries) {
    if (plain.length >= maxEntries || walk.budget.characters <= 0) {
      plain.push(["[more]", true]);
      break;
    }
    if (value === undefined) continue;
    const key = typeof name === "string" ? name : `[${typeof name}]`;
    const isSecret = isSecretName(key) && value !== null;
    plain.push([text(key, walk), isSecret ? redacted : visit(value, walk)]);
  }
  return Object.fromEntries(plain);
}

function list(items: Iterable<unknown>, walk: Walk): Plain {
  const plain: Plain[] = [];
  for (const item of items) {
    if (plain.length >= maxEntries || walk.budget.characters <= 0) {
      plain.push("[more]");
      break;
    }
    plain.push(visit(item, walk));
  }
  return plain;
}

/** Cut before it is searched, so that a megabyte costs no more than a page; a little behind the cut, for a secret that spans it. */
function text(value: string, { budget }: Walk): string {
  const limit = Math.max(0, Math.min(maxTextCharacters, budget.characters));
  const kept = redactText(value.slice(0, limit + 512)).slice(0, limit);
  budget.characters -= kept.length;
  return value.length > limit ? `${kept}[cut: ${value.length} characters]` : kept;
}
