import { ownValues } from "./own-values.ts";

/** What of an error is worth writing down, as names and values that are not redacted yet. */
export function describeError(error: Error): readonly (readonly [string, unknown])[] {
  const own = ownValues(error, 50).filter(([name]) => !shown.has(name) && !valuesOfRows.has(name));
  return [
    ["name", error.name],
    ["message", error.message],
    ...own,
    ["stack", framesOf(error)],
    ["cause", error.cause],
    ["errors", error instanceof AggregateError ? error.errors : undefined],
  ];
}

const shown = new Set(["name", "message", "stack", "cause", "errors"]);

/** What the ORM and Postgres attach of the data itself: parameters, and `Key (email)=(…) already exists`. */
const valuesOfRows = new Set(["params", "parameters", "args", "bindings", "detail", "where", "internal_query"]);

/** The stack opens with the message, which is redacted on its own; only the frames behind it are kept. */
function framesOf({ stack, message }: Error): readonly string[] {
  if (typeof stack !== "string") return [];
  const at = stack.indexOf(message);
  const behind = at === -1 ? stack : stack.slice(at + message.length);
  return behind
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim())
    .slice(0, 30);
}
