import { createHash } from "node:crypto";
import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx } from "../events.ts";
import { runs } from "../schema.ts";
import type { Cause } from "./scope.ts";

export interface NewRun extends Cause {
  readonly id: string;
  readonly task: string;
  readonly kind: "job" | "reaction";
  readonly queue: string;
  /** Canonical JSON text. */
  readonly input: string;
  readonly idempotencyKey: string;
  readonly keyExpiresAt?: Date | null;
  readonly maxAttempts: number;
  readonly eventId?: string;
  readonly reaction?: string;
  readonly schedule?: string;
  readonly priority?: number;
  readonly concurrencyKey?: string | null;
  readonly tags?: string[];
  readonly enqueuedAt: Date;
  readonly dueAt?: Date | null;
  readonly expiresAt?: Date | null;
}

export interface Enqueued {
  readonly runId: string;
  /** True when the run was there already. */
  readonly deduplicated: boolean;
}

const own = <T>(work: () => Promise<T>) => inSystem("workflows", work);

/**
 * Writes runs, each unless there is one under its key, and answers one result for each, in their order.
 * @throws WorkflowsError `workflows.idempotency_conflict` when one under the key was given another input; then nothing
 *   was written that could run.
 */
export function insertRuns(tx: AnyTx, list: readonly NewRun[]): Promise<readonly Enqueued[]> {
  return own(async () => {
    const rows = list.map(rowOf);
    const keyed = rows.filter(({ id, idempotencyKey }) => id !== idempotencyKey);
    // One by itself is written or not. Of several, the others would be by the time that one is known to be in conflict.
    if (rows.length > 1) resolve(keyed, await findByKeys(tx, keyed, { isLasting: true }));
    const created = await insertFresh(tx, rows);
    const inTheWay = keyed.filter(({ id }) => !created.has(id));
    if (inTheWay.length > 0 && (await giveUpKeys(tx, inTheWay)) > 0) {
      for (const id of await insertFresh(tx, inTheWay)) created.add(id);
    }
    const others = keyed.filter(({ id }) => !created.has(id));
    try {
      const known = resolve(others, await findByKeys(tx, others));
      return rows.map(({ id }) => {
        const runId = created.has(id) ? id : known.get(id);
        if (runId !== undefined) return { runId, deduplicated: runId !== id };
        throw new WorkflowsError("workflows.unavailable", "the run of this key was just removed");
      });
    } catch (error) {
      await withdraw(tx, [...created]);
      throw error;
    }
  });
}

/** The run that is under each row's key, by the row's id; without those of which there is none. */
function resolve(rows: readonly Row[], there: ReadonlyMap<string, Known>): ReadonlyMap<string, string> {
  const found = rows.flatMap((row): (readonly [string, string])[] => {
    const known = there.get(keyOf(row));
    if (known === undefined || known.inputHash === row.inputHash)
      return known === undefined ? [] : [[row.id, known.id]];
    throw new WorkflowsError("workflows.idempotency_conflict", "the idempotency key was used with another payload");
  });
  return new Map(found);
}

/** Who wrote the same key with another input between two statements of ours was first: what we wrote is not to run. */
async function withdraw(tx: AnyTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(runs)
    .set({ status: "cancelled", endedAt: runs.enqueuedAt, idempotencyKey: sql`${runs.id}::text` })
    .where(inArray(runs.id, [...ids]));
}

/** Writes the runs of one event, and answers those that were not there yet. */
export async function insertReactions(tx: SystemTx, list: readonly NewRun[]): Promise<ReadonlySet<string>> {
  if (list.length === 0) return new Set();
  const created = await tx.insert(runs).values(list.map(rowOf)).onConflictDoNothing().returning({ id: runs.id });
  return new Set(created.map(({ id }) => id));
}

async function insertFresh(tx: AnyTx, rows: readonly Row[]): Promise<Set<string>> {
  // In the order of their keys: two who write the same keys at once wait for each other, and not in a ring.
  const ordered = rows.toSorted((one, other) => (one.idempotencyKey < other.idempotencyKey ? -1 : 1));
  const created = await tx
    .insert(runs)
    .values(ordered)
    .onConflictDoNothing({ target: [runs.tenantId, runs.userId, runs.task, runs.idempotencyKey] })
    .returning({ id: runs.id });
  return new Set(created.map(({ id }) => id));
}

/** A run whose key is past its lifetime goes on under its own id, and leaves the key to another. */
async function giveUpKeys(tx: AnyTx, rows: readonly Row[]): Promise<number> {
  let given = 0;
  for (const { where, now } of lookUps(rows)) {
    const freed = await tx
      .update(runs)
      .set({ idempotencyKey: sql`${runs.id}::text`, keyExpiresAt: null })
      .where(and(where, lte(runs.keyExpiresAt, now)))
      .returning({ id: runs.id });
    given += freed.length;
  }
  return given;
}

/** @param options.isLasting Without those whose keys are past their lifetime. */
async function findByKeys(
  tx: AnyTx,
  rows: readonly Row[],
  options: { readonly isLasting?: boolean } = {},
): Promise<ReadonlyMap<string, Known>> {
  const found: (readonly [string, Known])[] = [];
  for (const { where, now } of lookUps(rows)) {
    const { id, inputHash, tenantId, userId, task, idempotencyKey } = runs;
    const lasting = options.isLasting ? or(isNull(runs.keyExpiresAt), gt(runs.keyExpiresAt, now)) : undefined;
    const known = await tx
      .select({ id, inputHash, tenantId, userId, task, idempotencyKey })
      .from(runs)
      .where(and(where, lasting));
    for (const one of known) found.push([keyOf(one), one]);
  }
  return new Map(found);
}

interface LookUp {
  readonly where: SQL | undefined;
  readonly now: Date;
}

/** One look-up for each scope and task: with the scope named, by equality or as null, it has the index. */
function lookUps(rows: readonly Row[]): readonly LookUp[] {
  const groups = Map.groupBy(rows, ({ tenantId, userId, task }) => JSON.stringify([tenantId, userId, task]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { tenantId, userId, task, enqueuedAt: now } = first;
    const scope = and(
      tenantId === null ? isNull(runs.tenantId) : eq(runs.tenantId, tenantId),
      userId === null ? isNull(runs.userId) : eq(runs.userId, userId),
    );
    const keys = group.map(({ idempotencyKey }) => idempotencyKey);
    return [{ where: and(scope, eq(runs.task, task), inArray(runs.idempotencyKey, keys)), now }];
  });
}

type Row = ReturnType<typeof rowOf>;
type Known = Pick<typeof runs.$inferSelect, "id" | "inputHash">;

function keyOf({
  tenantId,
  userId,
  task,
  idempotencyKey,
}: Pick<NewRun, "tenantId" | "userId" | "task" | "idempotencyKey">) {
  return JSON.stringify([tenantId, userId, task, idempotencyKey]);
}

function rowOf({ input, ...run }: NewRun) {
  const parsed: unknown = JSON.parse(input);
  const inputHash = hashOf(input);
  const status = run.dueAt ? ("scheduled" as const) : ("pending" as const);
  return { ...run, input: parsed, inputHash, status };
}

/** Of an input as canonical JSON. */
export const hashOf = (input: string) => createHash("sha256").update(input).digest("hex");
