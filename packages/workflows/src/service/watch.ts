import type { SystemTx } from "@ninefold/identity/tenancy";
import { count, desc, eq, gte, min, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { FAST_MS, type Fewest, look } from "../domain/growth.ts";
import { WorkflowsError } from "../errors.ts";
import type { WorkflowNeeds } from "../needs.ts";
import { runs, watches } from "../schema.ts";
import { isDeadLetter } from "./decision.ts";
import type { InRelay } from "./hand-over.ts";

const LOOK_MS = 60_000;
const NAME = "dead-letters";

/**
 * Looks once a minute how many dead letters there are, and reports when they grow: once, however many processes look and
 * whichever of them begin anew, until somebody has dealt with them or there are twice as many. Answers 0, as it moves
 * nothing.
 */
export function createWatch(inRelay: InRelay, needs: Pick<WorkflowNeeds, "now" | "captureError">) {
  let lookAt = 0;
  return async (): Promise<number> => {
    const now = needs.now();
    if (now.getTime() < lookAt) return 0;
    await inRelay(async (tx) => {
      const known = await fewestSince(tx);
      const tasks = await countDeadLetters(tx, new Date(now.getTime() - FAST_MS));
      const sum = (of: "rows" | "recent") => tasks.reduce((all, task) => all + task[of], 0);
      const [waiting, recent] = [sum("rows"), sum("recent")];
      const { tells, fewest } = look({ waiting, recent }, known);
      if (fewest !== known) await tx.update(watches).set({ fewest }).where(eq(watches.name, NAME));
      if (!tells) return;
      const [most] = tasks;
      const text = `${waiting} dead letters wait for a decision, ${recent} of them from the last ten minutes; most are ${most?.task} (${most?.rows})`;
      // Before the commit: rather twice than never.
      needs.captureError(new WorkflowsError("workflows.dead_letters_grow", text), { step: NAME, rows: waiting });
    });
    lookAt = now.getTime() + LOOK_MS;
    return 0;
  };
}

/** Locked, since of two who look at once one tells. */
async function fewestSince(tx: SystemTx): Promise<Fewest> {
  const find = () => tx.select({ fewest: watches.fewest }).from(watches).where(eq(watches.name, NAME)).for("update");
  let [row] = await find();
  if (row === undefined) {
    await tx.insert(watches).values({ id: uuidv7(), name: NAME }).onConflictDoNothing();
    [row] = await find();
  }
  return row?.fewest ?? null;
}

/** By task, the most first. */
export function countDeadLetters(tx: Parameters<Parameters<InRelay>[0]>[0], since: Date) {
  const recent = sql<number>`count(*) filter (where ${gte(runs.endedAt, since)})`.mapWith(Number);
  return tx
    .select({ task: runs.task, rows: count(), recent, oldestAt: min(runs.endedAt) })
    .from(runs)
    .where(isDeadLetter())
    .groupBy(runs.task)
    .orderBy(desc(count()), runs.task);
}
