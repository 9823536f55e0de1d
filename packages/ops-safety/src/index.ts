export { opsSafetyConfig, type OpsSafetyConfig } from "./config.ts";
export { OpsSafetyError, type OpsSafetyErrorCode } from "./errors.ts";
export type { FinishedCall, SafetyNeeds } from "./needs.ts";
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
export { createSafety, type GuardedCall, type Safety } from "./service.ts";
