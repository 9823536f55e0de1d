import { inSystem } from "@ninefold/identity/tenancy";
import { v7 as uuidv7, validate } from "uuid";
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
  readonly orderKey: string | null;
  readonly at: Date;
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
  const rows = list.map(({ runId, task, at, ...rest }) => {
    return { ...rest, id: runId, kind: "run" as const, name: task, payload: {}, occurredAt: at };
  });
  await inSystem("workflows", async () => tx.insert(outbox).values(rows).onConflictDoNothing());
}

function invalid(message: string): WorkflowsError {
  return new WorkflowsError("workflows.invalid_event", message);
}
