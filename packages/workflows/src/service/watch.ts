import { count, desc, gte, min, sql } from "drizzle-orm";
import { createGrowth, FAST_MS } from "../domain/growth.ts";
import { WorkflowsError } from "../errors.ts";
import type { WorkflowNeeds } from "../needs.ts";
import { runs } from "../schema.ts";
import { isDeadLetter } from "./decision.ts";
import type { InRelay } from "./hand-over.ts";

const LOOK_MS = 60_000;

/**
 * Looks once a minute how many dead letters there are, and reports when they grow: once, until somebody has dealt with
 * them or there are twice as many. Answers 0, as it moves nothing.
 */
export function createWatch(inRelay: InRelay, needs: Pick<WorkflowNeeds, "now" | "captureError">) {
  const growth = createGrowth();
  let lookAt = 0;
  return async (): Promise<number> => {
    const now = needs.now();
    if (now.getTime() < lookAt) return 0;
    const tasks = await inRelay((tx) => countDeadLetters(tx, new Date(now.getTime() - FAST_MS)));
    lookAt = now.getTime() + LOOK_MS;
    const sum = (of: "rows" | "recent") => tasks.reduce((all, task) => all + task[of], 0);
    const [waiting, recent] = [sum("rows"), sum("recent")];
    if (growth.look({ waiting, recent })) {
      const [most] = tasks;
      const text = `${waiting} dead letters wait for a decision, ${recent} of them from the last ten minutes; most are ${most?.task} (${most?.rows})`;
      needs.captureError(new WorkflowsError("workflows.dead_letters_grow", text), {
        step: "dead-letters",
        rows: waiting,
      });
    }
    return 0;
  };
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
