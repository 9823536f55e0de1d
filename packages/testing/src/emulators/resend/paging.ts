import type { Answer } from "../frame/define.ts";
import { ok, refuse } from "./answers.ts";

const DEFAULT_LIMIT = 20;
const MOST = 100;

/** One page of a list, newest first: `after` an id are older ones, `before` it newer ones. */
export function page<Item extends { readonly id: string }>(
  query: URLSearchParams,
  oldestFirst: readonly Item[],
  show: (item: Item) => unknown,
): Answer {
  const limit = query.has("limit") ? Number(query.get("limit")) : DEFAULT_LIMIT;
  const [after, before] = [query.get("after"), query.get("before")];
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    return refuse(422, "validation_error", `The \`limit\` parameter must be between 1 and ${MOST}.`);
  }
  if (after !== null && before !== null) {
    return refuse(422, "validation_error", "The `after` and `before` parameters can not be used together.");
  }
  const all = oldestFirst.toReversed();
  const cursor = after ?? before;
  const at = all.findIndex(({ id }) => id === cursor);
  if (cursor !== null && at === -1) return refuse(422, "validation_error", "The pagination cursor does not exist.");
  const found = before === null ? all.slice(at + 1) : all.slice(0, at);
  const shown = before === null ? found.slice(0, limit) : found.slice(-limit);
  return ok({ object: "list", has_more: found.length > shown.length, data: shown.map(show) });
}
