export {
  defaultWorkflows,
  workflowsConfig,
  type WorkflowsConfig,
  workflowsFaults,
  type WorkflowsProvider,
} from "./config.ts";
export { LEDGER_STATUSES, type LedgerStatus } from "./domain/ledger.ts";
export { maxPayloadBytes } from "./domain/payload.ts";
export { WorkflowsError, type WorkflowsErrorCode } from "./errors.ts";
export type { AnyTx, EventActor, NewEvent, Reaction, Reactions, ReactionTable, Scope, SystemEvent } from "./events.ts";
export { bindJob, type Job, type JobAttempt, type JobDefinition, type JobHandler, type Schedule } from "./jobs.ts";
export { MOMENTS } from "./domain/timeline.ts";
export { OWN_MOMENTS, OWN_STATES, type OwnMoment, type OwnState } from "./domain/own-state.ts";
export type { Backlog } from "./service/backlog.ts";
export { createOwnRuns, type OwnRun, type OwnRunDetail, type OwnRuns } from "./service/own-runs.ts";
export type { QueueReport } from "./service/queues.ts";
export type { AttemptCause, FailedAttempt, PublishFact, RelayTrouble, WorkflowNeeds } from "./needs.ts";
export type {
  Attempt,
  CallOptions,
  EnqueueRequest,
  Run,
  RunStatus,
  StopOptions,
  Task,
  WorkflowCapabilities,
  WorkflowEngine,
} from "./port.ts";
export type { LedgerRun } from "./runs.ts";
export { databaseClock } from "./service/clock.ts";
export { createDeadLetters, type DeadLetterFilter, type DeadLetters } from "./service/dead-letters.ts";
export type { By, ListedRun } from "./service/decision.ts";
export { listTaskLimits, type TaskLimits } from "./service/execute.ts";
export { createRunAdmin, RUN_STATES, type RunAdmin, type RunState } from "./service/run-admin.ts";
export { createScheduleAdmin, type ListedSchedule, type ScheduleAdmin } from "./service/schedule-admin.ts";
export type { EnqueueItem, EnqueueOptions } from "./service/enqueue.ts";
export type { Enqueued } from "./service/insert.ts";
export { createWorkflows, type Workflows } from "./service.ts";
export { type Sweeper, sweepJob } from "./sweep-job.ts";
