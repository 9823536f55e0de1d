import { randomUUID } from "node:crypto";
import type { SystemTx } from "@ninefold/identity/tenancy";
import { and, asc, count, desc, getTableColumns, gte, inArray, isNull, lt, min, or, type SQL, sql } from "drizzle-orm";
import { runs } from "../schema.ts";
import {
  attemptsByTask,
  type AuditEntry,
  type By,
  entry,
  isDeadLetter,
  type ListedRun,
  operatorDoor,
  reasonIn,
  replayed,
  type RunAdminNeeds,
} from "./decision.ts";
import { handOverOf, writeHandOvers } from "./outbox.ts";
import { are, type Which } from "./which.ts";

export type DeadLetters = ReturnType<typeof createDeadLetters>;

/** Which dead letters; all of them where nothing is said. */
export interface DeadLetterFilter extends Which {
  /** Part of what the last attempt said, in upper or lower case. */
  readonly error?: string | undefined;
  /** From this moment on, and before that one. */
  readonly diedAfter?: Date | undefined;
  readonly diedBefore?: Date | undefined;
}

export interface DeadLetterPreview {
  /** When it was counted: as `diedBefore`, it keeps out what dies afterwards. */
  readonly at: Date;
  /** How many a discard would take, and how many a replay: a task that this release does not have stays dead. */
  readonly count: number;
  readonly replayable: number;
  readonly oldestAt: Date | null;
  /** By task and error, the most first, at most 50. */
  readonly kinds: readonly DeadLetterKind[];
}

export interface DeadLetterKind {
  readonly task: string;
  /** Its first 200 characters. */
  readonly error: string | null;
  readonly count: number;
  readonly oldestAt: Date;
  readonly isReplayable: boolean;
}

export interface Moved {
  readonly moved: number;
  /** What fits and was left: above the limit, in the hands of somebody else just then, or dead once more. */
  readonly left: number;
}

export interface Replayed extends Moved {
  /** What stays dead since this release does not have its task. */
  readonly unknown: readonly { readonly task: string; readonly count: number }[];
}

const MAX_KINDS = 50;
const ERROR_CHARACTERS = 200;
/** In one transaction: so many are locked at a time. */
const CHUNK_ROWS = 200;

/** For operators, across all tenants: what is dead, and what to do about many at once. */
export function createDeadLetters(needs: RunAdminNeeds) {
  const asOperator = operatorDoor(needs.doors);

  /** Answers how many it took. What two operators want at once, one of them gets. */
  async function decide(by: By, { name, which, limit, about, each }: Decision): Promise<number> {
    let moved = 0;
    try {
      for (let isMore = true; isMore && moved < limit;) {
        const wanted = Math.min(CHUNK_ROWS, limit - moved);
        const taken = await asOperator(by, async (tx) => {
          const rows = await tx
            .select(LISTED)
            .from(runs)
            .where(which)
            .orderBy(asc(runs.deadSince), asc(runs.id))
            .limit(wanted)
            .for("update", { skipLocked: true });
          if (rows.length > 0) await each.decide(tx, rows);
          for (const row of rows) await needs.audit(tx, entry(each.action, row, each.data));
          return rows.length;
        });
        moved += taken;
        isMore = taken === wanted;
      }
    } finally {
      // Also of what broke off: what was done until then is done, and each run has its own entry.
      const subject = { type: "dead_letters", id: randomUUID() };
      await asOperator(by, (tx) => needs.audit(tx, { action: name, subject, data: { ...about, limit, moved } }));
    }
    return moved;
  }

  return {
    /** What a decision with this filter would be about, now. */
    async preview(by: By, filter: DeadLetterFilter): Promise<DeadLetterPreview> {
      const known = attemptsByTask(needs);
      const at = needs.now();
      const error = sql<string | null>`left(${runs.lastError}, ${sql.raw(String(ERROR_CHARACTERS))})`;
      return asOperator(by, async (tx) => {
        const tasks = await countByTask(tx, filter);
        const kinds = await tx
          .select({ task: runs.task, error, count: count(), oldestAt: min(runs.endedAt) })
          .from(runs)
          .where(fits(filter))
          .groupBy(runs.task, error)
          .orderBy(desc(count()), asc(runs.task), asc(error))
          .limit(MAX_KINDS);
        return {
          at,
          count: sumOf(tasks),
          replayable: sumOf(tasks.filter(({ task }) => known.has(task))),
          oldestAt: oldestOf(tasks),
          kinds: kinds.flatMap(({ oldestAt, ...kind }) =>
            oldestAt === null ? [] : [{ ...kind, oldestAt, isReplayable: known.has(kind.task) }],
          ),
        };
      });
    },

    /**
     * Has what fits made again, oldest death first, at most `limit` of it: each as `RunAdmin.replay` would. One that dies
     * again meanwhile is not taken a second time.
     */
    async replayMany(by: By, filter: DeadLetterFilter, { limit }: { readonly limit: number }): Promise<Replayed> {
      const attempts = attemptsByTask(needs);
      const isUntouched = or(isNull(runs.replayedAt), lt(runs.replayedAt, needs.now()));
      const moved = await decide(by, {
        name: "workflows.dead_letters_replayed",
        which: and(fits(filter), inArray(runs.task, [...attempts.keys()]), isUntouched),
        limit,
        about: flat(filter),
        each: {
          action: "workflows.run_replayed",
          data: {},
          async decide(tx, rows) {
            const now = needs.now();
            for (const [task, same] of Map.groupBy(rows, (row) => row.task)) {
              const set = replayed(attempts.get(task) ?? 1, now);
              await tx
                .update(runs)
                .set(set)
                .where(inArray(runs.id, idsOf(same)));
            }
            const onTheirWay = rows.map((row) => handOverOf(row, now));
            await writeHandOvers(tx, onTheirWay);
          },
        },
      });
      const rest = await asOperator(by, (tx) => countByTask(tx, filter));
      const unknown = rest.filter(({ task }) => !attempts.has(task));
      return {
        moved,
        left: sumOf(rest) - sumOf(unknown),
        unknown: unknown.map(({ task, rows }) => ({ task, count: rows })),
      };
    },

    /**
     * Leaves what fits dead for good, oldest death first, at most `limit` of it.
     * @throws WorkflowsError `workflows.invalid_reason` unless it has 1 to 500 characters.
     */
    async discardMany(by: By, filter: DeadLetterFilter, { limit, reason }: Discarding): Promise<Moved> {
      const discardReason = reasonIn(reason);
      const moved = await decide(by, {
        name: "workflows.dead_letters_discarded",
        which: fits(filter),
        limit,
        about: { ...flat(filter), reason: discardReason },
        each: {
          action: "workflows.run_discarded",
          data: { reason: discardReason },
          async decide(tx, rows) {
            await tx
              .update(runs)
              .set({ discardedAt: needs.now(), discardReason })
              .where(inArray(runs.id, idsOf(rows)));
          },
        },
      });
      return { moved, left: sumOf(await asOperator(by, (tx) => countByTask(tx, filter))) };
    },
  };
}

interface Discarding {
  readonly limit: number;
  readonly reason: string;
}

interface Decision {
  /** Of the entry that says what was asked for, and how much came of it. */
  readonly name: string;
  readonly about: AuditEntry["data"];
  readonly which: SQL | undefined;
  readonly limit: number;
  /** What is done about each, and what its own entry says. */
  readonly each: {
    readonly action: string;
    readonly data: AuditEntry["data"];
    readonly decide: (tx: SystemTx, rows: readonly ListedRun[]) => Promise<void>;
  };
}

/** All but what they were given: that may be large. */
const { input: _input, inputHash: _hash, ...LISTED } = getTableColumns(runs);

function fits(filter: DeadLetterFilter): SQL | undefined {
  const { error, diedAfter, diedBefore } = filter;
  return and(
    isDeadLetter(),
    are(filter),
    error === undefined ? undefined : sql`position(lower(${error}) in lower(${runs.lastError})) > 0`,
    diedAfter && gte(runs.deadSince, diedAfter),
    diedBefore && lt(runs.deadSince, diedBefore),
  );
}

/** For the audit log. */
function flat(filter: DeadLetterFilter): AuditEntry["data"] {
  const said = Object.entries(filter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]));
}

const countByTask = (tx: SystemTx, filter: DeadLetterFilter) =>
  tx
    .select({ task: runs.task, rows: count(), oldestAt: min(runs.endedAt) })
    .from(runs)
    .where(fits(filter))
    .groupBy(runs.task);

type Counted = Awaited<ReturnType<typeof countByTask>>;
const sumOf = (tasks: Counted) => tasks.reduce((sum, { rows }) => sum + rows, 0);
const idsOf = (rows: readonly ListedRun[]) => rows.map(({ id }) => id);

function oldestOf(tasks: Counted): Date | null {
  const times = tasks.flatMap(({ oldestAt }) => (oldestAt === null ? [] : [oldestAt.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
