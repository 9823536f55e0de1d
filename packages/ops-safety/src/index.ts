export { assertKey, MAX_KEY_LENGTH } from "./domain/idempotency.ts";
export { LIMIT_CLASSES, type LimitClass, networkOf } from "./domain/limit-classes.ts";
export type { Standing } from "./domain/window.ts";
export { opsSafetyConfig, type OpsSafetyConfig } from "./config.ts";
export { OpsSafetyError, type OpsSafetyErrorCode } from "./errors.ts";
export type { GuardedCall, GuardOptions } from "./guard.ts";
export type { DeclaredFlag, FinishedCall, GuardPolicy, OperatorChange, SafetyNeeds } from "./needs.ts";
export type {
  CallOptions,
  DependencyState,
  Flag,
  FlagRule,
  FlagSubject,
  FlagValue,
  KillSwitch,
  ProcessReport,
  SafetyCapabilities,
  SafetyStore,
  SwitchRequest,
} from "./port.ts";
export { createSafety, type DecidedFlag, type Safety } from "./service.ts";
export { type Audit, createAudit, type Entry } from "./service/audit.ts";
export { eraseSafetyRecords } from "./service/erasure.ts";
export { type Copy, createExports, type Exports } from "./service/exports.ts";
export { createIdempotency, type Idempotency, type KeyOwner } from "./service/idempotency.ts";
export { createLimits, type Limits } from "./service/limits.ts";
export { type ExportBuilder, exportJob, type Sweeper, sweepJob } from "./jobs.ts";
