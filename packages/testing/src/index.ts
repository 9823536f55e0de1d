export type {
  AppDriver,
  Credentials,
  Deed,
  FailedJob,
  Mail,
  Mailbox,
  News,
  OpenDriver,
  OwnFile,
  Person,
  PlanInUse,
  Project,
  Task,
  Workspace,
} from "./port.ts";
export { TestingError } from "./errors.ts";
export type { TestingErrorCode } from "./errors.ts";
export { testingConfig } from "./config.ts";
export type { TestingConfig } from "./config.ts";
export { eventually } from "./eventually.ts";
export { newPerson } from "./person.ts";
