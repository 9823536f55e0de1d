import { z } from "zod";

const MAX_PER_PAGE = 200;
const NO_CURSOR = "Not `nextCursor` of a page of this list.";

/** Of a list that is read as a whole. A cursor says after which entry to go on, and stays good when that entry has gone. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PER_PAGE).default(MAX_PER_PAGE),
  cursor: z
    .string()
    .regex(/^\d{1,16}\.[0-9a-f-]{36}$/, NO_CURSOR)
    .optional()
    .meta({ description: "`nextCursor` of the page before." }),
});

/** Of a list that only grows, newest first: the database reads no more of it than is shown. */
export const NewestQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,13}[.][0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, NO_CURSOR)
    .optional()
    .meta({ description: "`nextCursor` of the page before." }),
});

interface Place {
  readonly at: Date;
  readonly id: string;
}

/** After which entry the page begins; undefined for the first page. */
export function placeIn(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [at = "", id = ""] = cursor.split(".");
  return { at: new Date(Number(at)), id };
}

/** What is shown of `found`, of which one more was asked for than is shown: it says whether there is a next page. */
export function newestOf<Item>(found: readonly Item[], limit: number, placeOf: (item: Item) => Place) {
  const shown = found.slice(0, limit);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  return { shown, nextCursor: last === undefined ? null : cursorOf(placeOf(last)) };
}

/** One page of `all`, oldest first. The list is whole in memory: a workspace's members are hundreds at most. */
export function pageOf<Item>(all: readonly Item[], placeOf: (item: Item) => Place, page: z.output<typeof PageQuery>) {
  const ordered = all.map((item) => ({ item, key: keyOf(placeOf(item)) })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const after = page.cursor === undefined ? "" : padded(page.cursor);
  const rest = ordered.filter(({ key }) => key > after);
  const shown = rest.slice(0, page.limit);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return { items: shown.map(({ item }) => item), nextCursor: last?.key ?? null };
}

/** Sorts as text in the order of time, then of ids. */
const keyOf = (place: Place) => padded(cursorOf(place));
const cursorOf = ({ at, id }: Place) => `${at.getTime()}.${id}`;
const padded = (key: string) => key.padStart(16 + 1 + 36, "0");
