import { createHash } from "node:crypto";
import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, getTableColumns, inArray, lt, lte, or, sql } from "drizzle-orm";
import { type LedgerStatus, UNFINISHED } from "../domain/ledger.ts";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx } from "../events.ts";
import { runs } from "../schema.ts";
import { type NewHandOver, writeHandOvers } from "./outbox.ts";
import type { Cause } from "./scope.ts";

export type LedgerRow = typeof runs.$inferSelect;

/** One attempt of a run. What says otherwise than the row is late, and changes nothing. */
export type Fence = Pick<LedgerRow, "id" | "handed" | "attempts">;

export interface NewRun extends Cause {
  readonly id: string;
  readonly task: string;
  readonly kind: "job" | "reaction";
  readonly queue: string;
  /** Canonical JSON text. */
  readonly input: string;
  readonly idempotencyKey: string;
  readonly maxAttempts: number;
  readonly eventId?: string;
  readonly reaction?: string;
  readonly schedule?: string | undefined;
  readonly enqueuedAt: Date;
}

const own = <T>(work: () => Promise<T>) => inSystem("workflows", work);

/**
 * Writes a run, unless there is one under its key.
 * @throws WorkflowsError `workflows.idempotency_conflict` when that one was given another input.
 */
export function insertRun(tx: AnyTx, run: NewRun): Promise<{ readonly runId: string; readonly deduplicated: boolean }> {
  return own(async () => {
    const row = rowOf(run);
    const [created] = await tx
      .insert(runs)
      .values(row)
      .onConflictDoNothing({ target: [runs.tenantId, runs.userId, runs.task, runs.idempotencyKey] })
      .returning({ id: runs.id });
    if (created !== undefined) return { runId: created.id, deduplicated: false };
    const [known] = await tx
      .select({ id: runs.id, inputHash: runs.inputHash })
      .from(runs)
      .where(
        and(
          sql`${runs.tenantId} is not distinct from ${run.tenantId}`,
          sql`${runs.userId} is not distinct from ${run.userId}`,
          eq(runs.task, run.task),
          eq(runs.idempotencyKey, run.idempotencyKey),
        ),
      );
    if (known === undefined) throw new WorkflowsError("workflows.unavailable", "the run of this key was just removed");
    if (known.inputHash === row.inputHash) return { runId: known.id, deduplicated: true };
    throw new WorkflowsError("workflows.idempotency_conflict", "the idempotency key was used with another payload");
  });
}

/** Writes the runs of one event, and answers those that were not there yet. */
export async function insertReactions(tx: SystemTx, list: readonly NewRun[]): Promise<ReadonlySet<string>> {
  if (list.length === 0) return new Set();
  const created = await tx.insert(runs).values(list.map(rowOf)).onConflictDoNothing().returning({ id: runs.id });
  return new Set(created.map(({ id }) => id));
}

/**
 * Counts an attempt and makes it the one that may settle the run. `undefined` when there is nothing to do: it has ended,
 * or was handed over anew. `exhausted` when the attempts that it had were lost with their processes; it is dead then.
 */
export function beginAttempt(
  tx: AnyTx,
  given: Pick<Fence, "id" | "handed">,
  times: { readonly now: Date; readonly leaseUntil: Date },
): Promise<LedgerRow | "exhausted" | undefined> {
  return own(async () => {
    const open = and(eq(runs.id, given.id), eq(runs.handed, given.handed), unfinished());
    const [begun] = await tx
      .update(runs)
      .set({
        status: "running",
        attempts: sql`${runs.attempts} + 1`,
        startedAt: sql`coalesce(${runs.startedAt}, ${times.now.toISOString()}::timestamptz)`,
        leaseUntil: times.leaseUntil,
      })
      .where(and(open, lt(runs.attempts, runs.maxAttempts)))
      .returning();
    if (begun !== undefined) return begun;
    const [lost] = await tx
      .update(runs)
      .set({
        status: "dead",
        endedAt: times.now,
        leaseUntil: null,
        lastError: sql`coalesce(${runs.lastError}, 'the process ended during the last attempt')`,
      })
      .where(open)
      .returning({ id: runs.id });
    return lost && "exhausted";
  });
}

/** False when the attempt is no longer the one that may say so. */
export async function settle(
  tx: AnyTx,
  attempt: Fence,
  outcome: { readonly status: LedgerStatus; readonly endedAt?: Date; readonly lastError?: string },
): Promise<boolean> {
  return own(async () => {
    const changed = await tx
      .update(runs)
      .set({ ...outcome, leaseUntil: null })
      .where(isCurrent(attempt))
      .returning({ id: runs.id });
    return changed.length > 0;
  });
}

/** Takes an attempt back as if it had never begun. */
export async function release(tx: AnyTx, attempt: Fence): Promise<void> {
  await own(async () =>
    tx
      .update(runs)
      .set({ status: "queued", attempts: sql`${runs.attempts} - 1`, leaseUntil: null })
      .where(isCurrent(attempt)),
  );
}

export function findRow(tx: AnyTx, id: string): Promise<LedgerRow | undefined> {
  return own(async () => {
    const [row] = await tx.select().from(runs).where(eq(runs.id, id));
    return row;
  });
}

/** True when it ended the run; false when there was nothing to end. */
export function cancelRun(tx: AnyTx, id: string, now: Date): Promise<boolean> {
  return own(async () => {
    const changed = await tx
      .update(runs)
      .set({ status: "cancelled", endedAt: now, leaseUntil: null })
      .where(and(eq(runs.id, id), unfinished()))
      .returning({ id: runs.id });
    return changed.length > 0;
  });
}

/** How often each of the runs was handed over anew; without those that have ended. */
export async function unfinishedOf(tx: SystemTx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ id: runs.id, handed: runs.handed })
    .from(runs)
    .where(and(inArray(runs.id, [...ids]), unfinished()));
  return new Map(rows.map(({ id, handed }) => [id, handed]));
}

/**
 * The engine has them. It may have run them already, so the status moves only from `pending`. Answers those of which it is
 * still true: one that is to be handed over anew is not among them.
 */
export async function markHanded(
  tx: SystemTx,
  list: readonly { readonly id: string; readonly handed: number; readonly engineRunId: string }[],
): Promise<ReadonlySet<string>> {
  if (list.length === 0) return new Set();
  const rows = await tx
    .update(runs)
    .set({
      engineRunId: sql`given."engineRunId"`,
      status: sql`case when ${runs.status} = 'pending' then 'queued' else ${runs.status} end`,
    })
    .from(sql`json_to_recordset(${JSON.stringify(list)}::json) as given (id uuid, handed integer, "engineRunId" text)`)
    .where(and(eq(runs.id, sql`given.id`), eq(runs.handed, sql`given.handed`)))
    .returning({ id: runs.id });
  return new Set(rows.map(({ id }) => id));
}

/**
 * Puts runs on their way again that an engine without a memory has lost: at the start of a process all that wait, and at
 * any time those whose attempt has not been heard of for longer than it may take.
 */
export async function handOverAnew(tx: SystemTx, now: Date, options: { readonly waiting: boolean }): Promise<number> {
  const lost = and(eq(runs.status, "running"), lte(runs.leaseUntil, now));
  const rows = await tx
    .update(runs)
    .set({ status: "pending", handed: sql`${runs.handed} + 1`, leaseUntil: null })
    .where(options.waiting ? or(inArray(runs.status, ["queued", "waiting_retry"]), lost) : lost)
    .returning(getTableColumns(runs));
  const again = rows.toSorted((one, other) => one.enqueuedAt.getTime() - other.enqueuedAt.getTime());
  await writeHandOvers(
    tx,
    again.map((row): NewHandOver => ({ ...causeIn(row), ...wayOf(row), at: now })),
  );
  return rows.length;
}

/** Whose a stored row is, and who caused it. */
export function causeIn({ tenantId, userId, actor, requestId, traceparent }: Cause): Cause {
  return { tenantId, userId, actor, requestId, traceparent };
}

const wayOf = ({ id, task }: LedgerRow) => ({ runId: id, task, orderKey: null });
const unfinished = () => inArray(runs.status, [...UNFINISHED]);
const isCurrent = ({ id, handed, attempts }: Fence) =>
  and(eq(runs.id, id), eq(runs.handed, handed), eq(runs.attempts, attempts), eq(runs.status, "running"));

function rowOf({ input, ...run }: NewRun) {
  const parsed: unknown = JSON.parse(input);
  const inputHash = createHash("sha256").update(input).digest("hex");
  return { ...run, input: parsed, inputHash, status: "pending" as const };
}
