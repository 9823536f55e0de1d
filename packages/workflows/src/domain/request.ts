import { WorkflowsError } from "../errors.ts";
import type { EnqueueRequest } from "../port.ts";

/**
 * What one idempotency key is unique in: the same key of another tenant, or for another task, is another key.
 * @throws WorkflowsError `workflows.invalid_idempotency_key`.
 */
export function scopeOf({ tenantId, task, idempotencyKey }: EnqueueRequest): string {
  if (idempotencyKey.length < 1 || idempotencyKey.length > 255 || idempotencyKey.includes("\0")) {
    throw new WorkflowsError(
      "workflows.invalid_idempotency_key",
      "an idempotency key has 1 to 255 characters, none NUL",
    );
  }
  return JSON.stringify([tenantId, task, idempotencyKey]);
}
