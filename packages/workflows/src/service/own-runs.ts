import { type Doors, inSystem, type TenantContext, type TenantTx } from "@ninefold/identity/tenancy";
import { and, desc, eq, inArray } from "drizzle-orm";
import { validate } from "uuid";
import { type OwnMoment, type OwnState, ownState, ownTimeline, statusesOf } from "../domain/own-state.ts";
import { WorkflowsError } from "../errors.ts";
import { type Job, taskName } from "../jobs.ts";
import { runs } from "../schema.ts";
import { cancelRun, type LedgerRow } from "./ledger.ts";
import { areBehind } from "./which.ts";

export type OwnRuns = ReturnType<typeof createOwnRuns>;

/** What it wants from the rest of the system, in its own words. */
export interface OwnRunNeeds {
  readonly doors: Pick<Doors, "withTenant">;
  readonly jobs: () => readonly Job[];
  readonly now: () => Date;
  /** Has the engine let go of a run that is cancelled in the ledger. */
  readonly stop: (context: TenantContext, runId: string) => Promise<void>;
  /** Writes who did it, in the same transaction: what can not be recorded does not happen. */
  readonly audit: (
    tx: TenantTx,
    entry: {
      readonly action: string;
      readonly subject: { readonly type: string; readonly id: string };
      readonly data: Readonly<Record<string, string>>;
    },
  ) => Promise<void>;
}

/** A run as its workspace sees it: nothing of what it was given, of what went wrong inside, or of which member it is about. */
export interface OwnRun {
  readonly id: string;
  /** The job's id, or a reaction's name: stable, and without its version. */
  readonly job: string;
  readonly kind: LedgerRow["kind"];
  readonly state: OwnState;
  /** 0 to 100, where its handler says so. */
  readonly progress: number | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly enqueuedAt: Date;
  readonly dueAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** True while the workspace may cancel it. */
  readonly isCancellable: boolean;
}

export interface OwnRunQuery {
  readonly state?: OwnState | undefined;
  readonly kind?: LedgerRow["kind"] | undefined;
  readonly limit: number;
  /** The last run of the page before. */
  readonly after?: { readonly enqueuedAt: Date; readonly id: string } | undefined;
}

/** What runs in the background for one workspace, and what its people may do about it. Row-level security decides which runs those are. */
export function createOwnRuns(needs: OwnRunNeeds) {
  const inOwn = <T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    needs.doors.withTenant(context, (tx) => inSystem("workflows", () => work(tx)));

  const definitionOf = ({ task }: Pick<LedgerRow, "task">) => needs.jobs().find((one) => taskName(one) === task);

  const shown = (row: ShownRow): OwnRun => {
    const { id, task, kind, status, progress, attempts, maxAttempts, enqueuedAt, dueAt, startedAt, endedAt } = row;
    const job = task.slice(0, task.lastIndexOf("@"));
    const isCancellable = endedAt === null && (definitionOf(row)?.mayBeCancelled ?? false);
    const times = { enqueuedAt, dueAt, startedAt, endedAt };
    return { id, job, kind, state: ownState(status), progress, attempts, maxAttempts, ...times, isCancellable };
  };

  return {
    /** Newest first. */
    async list(context: TenantContext, { state, kind, limit, after }: OwnRunQuery): Promise<readonly OwnRun[]> {
      const rows = await inOwn(context, (tx) =>
        tx
          .select(SHOWN)
          .from(runs)
          .where(
            and(
              // Row-level security says so already, in words that no index has.
              eq(runs.tenantId, context.tenantId),
              state && inArray(runs.status, [...statusesOf(state)]),
              kind && eq(runs.kind, kind),
              after && areBehind(after),
            ),
          )
          .orderBy(desc(runs.enqueuedAt), desc(runs.id))
          .limit(limit),
      );
      return rows.map(shown);
    },

    /**
     * One of them, with what happened to it.
     * @throws WorkflowsError `workflows.run_not_found`, for anybody else's as well.
     */
    async read(context: TenantContext, id: string): Promise<OwnRunDetail> {
      const row = await inOwn(context, (tx) => findShown(tx, id));
      return { ...shown(row), timeline: ownTimeline(row) };
    },

    /**
     * Ends one that has not ended, where its job allows that: it never starts, or its signal is aborted and what it still
     * does is not recorded.
     * @throws WorkflowsError `workflows.run_not_found`, for anybody else's as well; `workflows.not_cancellable`;
     *   `workflows.ended`, also for the second of two who ask at once.
     */
    async cancel(context: TenantContext, id: string): Promise<void> {
      await inOwn(context, async (tx) => {
        const row = await findShown(tx, id);
        if (definitionOf(row)?.mayBeCancelled !== true) {
          throw new WorkflowsError("workflows.not_cancellable", "this is not the workspace's to cancel");
        }
        if (!(await cancelRun(tx, id, needs.now()))) {
          throw new WorkflowsError("workflows.ended", "this has ended already");
        }
        const { job } = shown(row);
        await needs.audit(tx, { action: "workflows.run_cancelled", subject: { type: "run", id }, data: { job } });
      });
      await needs.stop(context, id);
    },
  };
}

export interface OwnRunDetail extends OwnRun {
  readonly timeline: readonly { readonly what: OwnMoment; readonly at: Date }[];
}

/** What is given to it, and what it said when it failed, is not even read. */
const SHOWN = {
  id: runs.id,
  task: runs.task,
  kind: runs.kind,
  status: runs.status,
  progress: runs.progress,
  attempts: runs.attempts,
  maxAttempts: runs.maxAttempts,
  enqueuedAt: runs.enqueuedAt,
  dueAt: runs.dueAt,
  startedAt: runs.startedAt,
  replayedAt: runs.replayedAt,
  endedAt: runs.endedAt,
};
type ShownRow = Pick<LedgerRow, keyof typeof SHOWN>;

async function findShown(tx: TenantTx, id: string): Promise<ShownRow> {
  const [row] = validate(id) ? await tx.select(SHOWN).from(runs).where(eq(runs.id, id)) : [];
  if (row === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
  return row;
}
