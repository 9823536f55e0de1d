export { workflowsConfig, type WorkflowsConfig } from "./config.ts";
export { maxPayloadBytes } from "./domain/payload.ts";
export { WorkflowsError, type WorkflowsErrorCode } from "./errors.ts";
export type { EventActor, SystemEvent } from "./events.ts";
export { bindJob, type Job, type JobDefinition, type JobHandler } from "./jobs.ts";
export type { FailedAttempt, WorkflowNeeds } from "./needs.ts";
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
export { createWorkflows, type EnqueueOptions, type Workflows } from "./service.ts";
