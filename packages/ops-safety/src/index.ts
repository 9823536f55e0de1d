export { opsSafetyConfig, type OpsSafetyConfig } from "./config.ts";
export { OpsSafetyError, type OpsSafetyErrorCode } from "./errors.ts";
export type { GuardedCall, GuardOptions, GuardPolicy } from "./guard.ts";
export type { DeclaredFlag, FinishedCall, OperatorChange, SafetyNeeds } from "./needs.ts";
export type {
  CallOptions,
  Flag,
  FlagSubject,
  FlagValue,
  KillSwitch,
  SafetyCapabilities,
  SafetyStore,
  SwitchRequest,
} from "./port.ts";
export { createSafety, type DecidedFlag, type Safety } from "./service.ts";
