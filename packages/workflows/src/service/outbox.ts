import { inSystem } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { v7 as uuidv7, validate } from "uuid";
import { laneOf } from "../domain/lanes.ts";
import { toPayload } from "../domain/payload.ts";
import { isKey } from "../domain/request.ts";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx, NewEvent } from "../events.ts";
import { outbox } from "../schema.ts";
import { type Cause, causeOf } from "./scope.ts";

/** A run on its way to the engine. */
export interface NewHandOver extends Cause {
  readonly runId: string;
  readonly task: string;
  /** Set for what keeps an order: it goes by that, and takes no place. */
  readonly orderKey: string | null;
  readonly concurrencyKey: string | null;
  readonly priority: number;
  readonly at: Date;
}

/** A stored run's way to the engine, once more or for the first time. */
export function handOverOf(
  row: Cause & Pick<NewHandOver, "task" | "concurrencyKey" | "priority"> & { readonly id: string },
  at: Date,
): NewHandOver {
  const { id: runId, task, concurrencyKey, priority, tenantId, userId, actor, requestId, traceparent } = row;
  const cause = { tenantId, userId, actor, requestId, traceparent };
  return { ...cause, runId, task, orderKey: null, concurrencyKey, priority, at };
}

/** Writes one outbox row. The same id again writes nothing. */
export async function writeEvent(tx: AnyTx, event: NewEvent, now: Date): Promise<string> {
  const { id = uuidv7(), type, occurredAt = now, orderKey = null } = event;
  if (!validate(id)) throw invalid("the id of an event is a UUID");
  if (!isKey(type)) throw invalid("the type of an event has 1 to 255 characters, none NUL");
  if (orderKey !== null && !isKey(orderKey)) throw invalid("an order key has 1 to 255 characters, none NUL");
  if (Number.isNaN(occurredAt.getTime())) throw invalid("the time of an event is no time");
  const payload: unknown = JSON.parse(toPayload(event.data));
  const cause = causeOf(tx, event);
  const row = { id, kind: "event" as const, name: type, payload, orderKey, occurredAt, ...cause };
  // No target named: with one, Postgres would want the right to read what request code may only insert.
  await inSystem("workflows", async () => tx.insert(outbox).values(row).onConflictDoNothing());
  return id;
}

/** Writes outbox rows in this order. A row has its run's id, so a run is on its way once; what it is, the ledger knows. */
export async function writeHandOvers(tx: AnyTx, list: readonly NewHandOver[]): Promise<void> {
  if (list.length === 0) return;
  const rows = list.map(({ runId, task, at, concurrencyKey, ...rest }) => {
    const lane = rest.orderKey === null ? laneOf({ ...rest, task, concurrencyKey }) : null;
    return { ...rest, id: runId, kind: "run" as const, name: task, lane, payload: {}, occurredAt: at };
  });
  await inSystem("workflows", async () => tx.insert(outbox).values(rows).onConflictDoNothing());
}

/** Wakes the relays at the commit, as each new row of the outbox does. */
export async function announce(tx: AnyTx): Promise<void> {
  await inSystem("workflows", async () => tx.execute(sql`select pg_notify('ninefold_outbox', '')`));
}

function invalid(message: string): WorkflowsError {
  return new WorkflowsError("workflows.invalid_event", message);
}
