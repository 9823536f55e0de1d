import { and, arrayContains, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { runs } from "../schema.ts";

/** What runs are found by, wherever somebody looks for some. */
export interface Which {
  /** Part of the task's name. */
  readonly task?: string | undefined;
  readonly queue?: string | undefined;
  readonly tenantId?: string | undefined;
  /** One of their tags, whole. */
  readonly tag?: string | undefined;
}

export function are({ task, queue, tenantId, tag }: Which): SQL | undefined {
  return and(
    task === undefined ? undefined : sql`position(${task} in ${runs.task}) > 0`,
    queue === undefined ? undefined : eq(runs.queue, queue),
    tenantId === undefined ? undefined : eq(runs.tenantId, tenantId),
    // The second says what the index is of.
    tag === undefined ? undefined : and(arrayContains(runs.tags, [tag]), sql`${runs.tags} <> '{}'`),
  );
}

/** Of lists with the newest first: those on the pages after this run's. */
export function areBehind({ enqueuedAt, id }: { readonly enqueuedAt: Date; readonly id: string }): SQL | undefined {
  return or(lt(runs.enqueuedAt, enqueuedAt), and(eq(runs.enqueuedAt, enqueuedAt), lt(runs.id, id)));
}
