import { WorkflowsError } from "../errors.ts";
import type { EnqueueRequest } from "../port.ts";

/**
 * What one idempotency key is unique in: the same key of another tenant, or for another task, is another key.
 * @throws WorkflowsError `workflows.invalid_idempotency_key`.
 */
export function scopeOf({ tenantId, task, idempotencyKey }: EnqueueRequest): string {
  assertIdempotencyKey(idempotencyKey);
  return JSON.stringify([tenantId, task, idempotencyKey]);
}

/** @throws WorkflowsError `workflows.invalid_idempotency_key`. */
export function assertIdempotencyKey(key: string): void {
  if (isKey(key)) return;
  throw new WorkflowsError("workflows.invalid_idempotency_key", "an idempotency key has 1 to 255 characters, none NUL");
}

/** True for what a database column and every engine take as a key, and give back as it was. */
export function isKey(text: string): boolean {
  return text.length >= 1 && text.length <= 255 && !text.includes("\0") && text.isWellFormed();
}
