import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, count, desc, eq, getTableColumns, gte, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import { validate } from "uuid";
import { type LedgerStatus, UNFINISHED } from "../domain/ledger.ts";
import { timelineOf } from "../domain/timeline.ts";
import { WorkflowsError } from "../errors.ts";
import { queueOfJob } from "../jobs.ts";
import { runs } from "../schema.ts";
import {
  attemptsByTask,
  type By,
  entry,
  isDeadLetter,
  type ListedRun,
  operatorDoor,
  reasonIn,
  replayed,
  type RunAdminNeeds,
} from "./decision.ts";
import { findRow, type LedgerRow } from "./ledger.ts";
import { linesOf } from "./lines.ts";
import { announce, handOverOf, writeHandOvers } from "./outbox.ts";
import { type QueueReport, type QueueReportQuery, readQueues } from "./queues.ts";
import { REACTION_QUEUE } from "./reactions.ts";
import { shareReadings } from "./shared-reading.ts";
import { are, areBehind, type Which } from "./which.ts";

export type RunAdmin = ReturnType<typeof createRunAdmin>;

/** Which runs. `dead_letter` is a dead one that nobody has discarded. */
export const RUN_STATES = [
  "dead_letter",
  "unfinished",
  "scheduled",
  "pending",
  "queued",
  "running",
  "waiting_retry",
  "succeeded",
  "cancelled",
  "expired",
  "discarded",
] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunQuery extends Which {
  readonly state?: RunState | undefined;
  readonly kind?: LedgerRow["kind"] | undefined;
  /** That it is an occurrence of. */
  readonly schedule?: string | undefined;
  /** When it was asked for: from the first on, and before the second. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly limit: number;
  /** The last run of the page before. */
  readonly after?: { readonly enqueuedAt: Date; readonly id: string } | undefined;
}

interface Needs extends RunAdminNeeds {
  /** Has the engine let go of a run that has ended in the ledger. Never throws. */
  readonly letGo: (engineRunId: string | null) => Promise<void>;
}

/** For operators, across all tenants: what runs in the background, and what to do about what is dead or should be. */
export function createRunAdmin(needs: Needs) {
  const asOperator = operatorDoor(needs.doors);

  const shared = shareReadings<QueueReport>(needs.now);

  return {
    /** Newest first. */
    async list(by: By, query: RunQuery): Promise<readonly ListedRun[]> {
      const { limit, after } = query;
      const { input: _input, inputHash: _hash, ...shown } = getTableColumns(runs);
      return asOperator(by, (tx) =>
        tx
          .select(shown)
          .from(runs)
          .where(and(...wanted(query), after && areBehind(after)))
          .orderBy(desc(runs.enqueuedAt), desc(runs.id))
          .limit(limit),
      );
    },

    /** How every queue is, and how all of them, or one, were in the last hour or day. Two seconds old, or thirty. */
    queues: (by: By, query: QueueReportQuery): Promise<QueueReport> =>
      shared(JSON.stringify([query.window, query.queue]), FRESH_MS[query.window], () =>
        asOperator(by, (tx) =>
          readQueues(tx, { ...query, now: needs.now(), known: [...needs.jobs().map(queueOfJob), REACTION_QUEUE] }),
        ),
      ),

    /** How many are on their way, and how many wait for an operator. */
    async counts(by: By): Promise<{ readonly unfinished: number; readonly deadLetters: number }> {
      return asOperator(by, async (tx) => {
        const many = async (state: RunState) => {
          const [found] = await tx.select({ rows: count() }).from(runs).where(inState(state));
          return found?.rows ?? 0;
        };
        return { unfinished: await many("unfinished"), deadLetters: await many("dead_letter") };
      });
    },

    /**
     * One run, with what it was given and what happened to it. That somebody looked is recorded: it may be of a workspace
     * that they are no member of.
     * @throws WorkflowsError `workflows.run_not_found`.
     */
    async read(by: By, id: string) {
      return asOperator(by, async (tx) => {
        const row = validate(id) ? await findRow(tx, id) : undefined;
        if (row === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
        await needs.audit(tx, entry("workflows.run_read", row));
        const nextAttemptAt = row.status === "waiting_retry" ? row.dueAt : null;
        return { ...row, timeline: timelineOf(row, await linesOf(tx, row.id)), nextAttemptAt };
      });
    },

    /**
     * Puts a dead run on its way again, with as many attempts more as its task has. It stays the same run: a reaction is
     * still known by its event, and what the run has tried before stays counted.
     * @throws WorkflowsError `workflows.run_not_found`; `workflows.not_dead`, also for the second of two who ask at once;
     *   `workflows.unknown_job` when this release has no such task any more: then it stays dead.
     */
    async replay(by: By, id: string): Promise<void> {
      await asOperator(by, async (tx) => {
        const row = await locked(tx, id);
        const attempts = attemptsByTask(needs).get(row.task);
        if (attempts === undefined)
          throw new WorkflowsError("workflows.unknown_job", `nothing is registered as ${row.task}`);
        const now = needs.now();
        await tx.update(runs).set(replayed(attempts, now)).where(eq(runs.id, id));
        await writeHandOvers(tx, [handOverOf(row, now)]);
        await needs.audit(tx, entry("workflows.run_replayed", row));
      });
    },

    /**
     * Takes a run that has not ended out of the way, as a dead letter: it begins no more, its signal is aborted where it is
     * made and the engine reaches it, what it still does is not recorded, and it can be replayed or discarded.
     * @throws WorkflowsError `workflows.invalid_reason` unless it has 1 to 500 characters; `workflows.run_not_found`;
     *   `workflows.ended`, also for the second of two who ask at once.
     */
    async stop(by: By, id: string, reason: string): Promise<void> {
      const why = reasonIn(reason);
      const { engineRunId } = await asOperator(by, async (tx) => {
        const row = await existing(tx, id);
        if (row.endedAt !== null) throw new WorkflowsError("workflows.ended", "this run has ended already");
        const lastError = `stopped by an operator: ${why}`;
        await tx
          .update(runs)
          .set({ status: "dead", endedAt: needs.now(), lane: null, leaseUntil: null, lastError })
          .where(eq(runs.id, id));
        if (row.lane !== null) await announce(tx);
        await needs.audit(tx, entry("workflows.run_stopped", row, { reason: why }));
        return row;
      });
      await needs.letGo(engineRunId);
    },

    /**
     * Leaves a dead run dead, for good.
     * @throws WorkflowsError `workflows.invalid_reason` unless it has 1 to 500 characters; `workflows.run_not_found`;
     *   `workflows.not_dead`.
     */
    async discard(by: By, id: string, reason: string): Promise<void> {
      const discardReason = reasonIn(reason);
      await asOperator(by, async (tx) => {
        const row = await locked(tx, id);
        await tx.update(runs).set({ discardedAt: needs.now(), discardReason }).where(eq(runs.id, id));
        await needs.audit(tx, entry("workflows.run_discarded", row, { reason: discardReason }));
      });
    },
  };
}

/** A run, for this transaction alone. */
async function existing(tx: SystemTx, id: string): Promise<LedgerRow> {
  const [row] = validate(id) ? await tx.select().from(runs).where(eq(runs.id, id)).for("update") : [];
  if (row === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
  return row;
}

/** A dead letter, for this transaction alone. */
async function locked(tx: SystemTx, id: string): Promise<LedgerRow> {
  const row = await existing(tx, id);
  if (row.status === "dead" && row.discardedAt === null) return row;
  const is = row.discardedAt === null ? row.status : "discarded";
  throw new WorkflowsError("workflows.not_dead", `only a dead run can be replayed or discarded, and this one is ${is}`);
}

/** The day costs many times as much as the hour, and changes as much more slowly. */
const FRESH_MS = { hour: 2_000, day: 30_000 } as const;

function wanted({ state, kind, schedule, from, to, ...which }: RunQuery) {
  return [
    are(which),
    state && inState(state),
    kind && eq(runs.kind, kind),
    schedule === undefined ? undefined : eq(runs.schedule, schedule),
    from && gte(runs.enqueuedAt, from),
    to && lt(runs.enqueuedAt, to),
  ];
}

function inState(state: RunState) {
  if (state === "dead_letter") return isDeadLetter();
  if (state === "discarded") return isNotNull(runs.discardedAt);
  if (state === "unfinished") return and(inArray(runs.status, [...UNFINISHED]), isNull(runs.endedAt));
  const isIt = eq(runs.status, state satisfies LedgerStatus);
  // The second says which index.
  return UNFINISHED.some((one) => one === state) ? and(isIt, isNull(runs.endedAt)) : isIt;
}
