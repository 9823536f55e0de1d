/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "workflows.invalid_payload": "invalid",
  "workflows.invalid_idempotency_key": "invalid",
  "workflows.invalid_event": "invalid",
  /** A delay, a due time, a lifetime that is none. */
  "workflows.invalid_time": "invalid",
  "workflows.invalid_priority": "invalid",
  "workflows.invalid_concurrency": "invalid",
  "workflows.invalid_concurrency_key": "invalid",
  "workflows.invalid_tags": "invalid",
  /** More runs at once than one call takes. */
  "workflows.invalid_batch": "invalid",
  "workflows.invalid_scope": "invalid",
  "workflows.unknown_job": "invalid",
  "workflows.invalid_reason": "invalid",
  "workflows.invalid_schedule": "invalid",
  "workflows.run_not_found": "not_found",
  "workflows.schedule_not_found": "not_found",
  "workflows.idempotency_conflict": "conflict",
  "workflows.duplicate_job": "conflict",
  "workflows.already_started": "conflict",
  "workflows.cancelled": "conflict",
  "workflows.unknown_event": "conflict",
  "workflows.dead": "conflict",
  "workflows.not_dead": "conflict",
  "workflows.dead_letters_grow": "conflict",
  "workflows.schedule_paused": "conflict",
  "workflows.schedule_not_paused": "conflict",
  "workflows.not_cancellable": "conflict",
  "workflows.ended": "conflict",
  "workflows.deadline_exceeded": "unavailable",
  "workflows.unavailable": "unavailable",
} as const;

export type WorkflowsErrorCode = keyof typeof KIND;

export class WorkflowsError extends Error {
  override readonly name = "WorkflowsError";
  readonly code: WorkflowsErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[WorkflowsErrorCode];
  /** True when the same call may succeed later unchanged. */
  readonly retryable: boolean;
  /** `message` is logged and kept on the run: no payload in it. */
  constructor(code: WorkflowsErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = this.kind === "unavailable";
  }
}
