export { identityConfig } from "./config.ts";
export { IdentityError, type IdentityErrorCode } from "./errors.ts";
export { type Permission } from "./permissions.ts";
export type {
  CallOptions,
  IdentityCapabilities,
  IdentityProvider,
  Membership,
  NewWorkspace,
  Person,
  Role,
  Session,
  Workspace,
  WorkspaceRef,
} from "./port.ts";
export { createIdentity, type Entry, type Identity } from "./service.ts";
