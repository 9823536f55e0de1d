import { z } from "zod";

const MAX_PER_PAGE = 200;

/** Of every list that can grow. A cursor says after which entry to go on, and stays good when that entry has gone. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PER_PAGE).default(MAX_PER_PAGE),
  cursor: z
    .string()
    .regex(/^\d{1,16}\.[0-9a-f-]{36}$/)
    .optional()
    .meta({ description: "`nextCursor` of the page before." }),
});

interface Place {
  readonly at: Date;
  readonly id: string;
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
const keyOf = ({ at, id }: Place) => padded(`${at.getTime()}.${id}`);
const padded = (key: string) => key.padStart(16 + 1 + 36, "0");
