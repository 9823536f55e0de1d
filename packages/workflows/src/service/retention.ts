import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { and, asc, eq, inArray, isNotNull, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import { runs } from "../schema.ts";

/** In one transaction, so that none is long. */
const BATCH_ROWS = 500;
/** In one sweep: what is left has the next. */
const MAX_BATCHES = 40;
const DAY_MS = 24 * 60 * 60_000;

/** How long the ledger remembers a run that has ended; one that a schedule started, and that succeeded, for a day. */
export interface Retention {
  readonly keepDays: number;
  readonly now: Date;
}

/**
 * Forgets old runs, the oldest first, with their lines. Never a dead letter that nobody has decided about, nor a run whose
 * key must stay taken for longer. What somebody else has locked is left for the next time: nothing waits for this.
 */
export async function forgetRuns(
  inSweep: <T>(work: (tx: SystemTx) => Promise<T>) => Promise<T>,
  retention: Retention,
): Promise<number> {
  let forgotten = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const rows = await inSweep((tx) => inSystem("workflows", () => forgetBatch(tx, retention)));
    forgotten += rows;
    if (rows < BATCH_ROWS) break;
  }
  return forgotten;
}

async function forgetBatch(tx: SystemTx, retention: Retention): Promise<number> {
  const old = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(isOver(retention))
    .orderBy(asc(runs.endedAt))
    .limit(BATCH_ROWS)
    .for("update", { skipLocked: true });
  if (old.length > 0)
    await tx.delete(runs).where(
      inArray(
        runs.id,
        old.map(({ id }) => id),
      ),
    );
  return old.length;
}

function isOver({ keepDays, now }: Retention): SQL | undefined {
  const before = (days: number) => lte(runs.endedAt, new Date(now.getTime() - days * DAY_MS));
  const isOccurrence = and(isNotNull(runs.schedule), eq(runs.status, "succeeded"));
  return and(
    before(Math.min(1, keepDays)),
    or(before(keepDays), isOccurrence),
    or(ne(runs.status, "dead"), isNotNull(runs.discardedAt)),
    or(isNull(runs.keyExpiresAt), lte(runs.keyExpiresAt, now)),
  );
}
