export type { AppDriver, Credentials, Mail, Mailbox, OpenDriver, Person, Project, Task, Workspace } from "./port.ts";
export { TestingError } from "./errors.ts";
export type { TestingErrorCode } from "./errors.ts";
export { testingConfig } from "./config.ts";
export type { TestingConfig } from "./config.ts";
export { newPerson } from "./person.ts";
