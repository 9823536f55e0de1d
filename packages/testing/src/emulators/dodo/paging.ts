import type { Answer } from "../frame/define.ts";
import { ok, refuse } from "./answers.ts";

const DEFAULT_SIZE = 10;
const MOST = 100;

/** One page, newest first. Pages are counted from 0, and an empty one is the end: there is no total. */
export function page<Item>(
  query: URLSearchParams,
  oldestFirst: readonly Item[],
  show: (item: Item) => unknown,
): Answer {
  const size = query.has("page_size") ? Number(query.get("page_size")) : DEFAULT_SIZE;
  const number = Number(query.get("page_number") ?? 0);
  if (!Number.isInteger(size) || size < 1 || size > MOST || !Number.isInteger(number) || number < 0) {
    return refuse(422, "INVALID_QUERY_PARAMS", `page_size is between 1 and ${MOST}, page_number at least 0`);
  }
  const from = number * size;
  return ok({
    items: oldestFirst
      .toReversed()
      .slice(from, from + size)
      .map(show),
  });
}

/** Whether an item passes the filters that were given: each names a field of what is shown. */
export function matches(query: URLSearchParams, shown: Readonly<Record<string, unknown>>): boolean {
  const { created_at: createdAt } = shown;
  const [from, to] = [query.get("created_at_gte"), query.get("created_at_lte")];
  if (from !== null && Date.parse(String(createdAt)) < Date.parse(from)) return false;
  if (to !== null && Date.parse(String(createdAt)) > Date.parse(to)) return false;
  return [...query]
    .filter(([name]) => !PAGING.has(name))
    .every(([name, wanted]) => JSON.stringify(shown[name] ?? "").replaceAll('"', "") === wanted);
}

const PAGING = new Set(["page_size", "page_number", "created_at_gte", "created_at_lte"]);
