export type { CallOptions } from "./port-options.ts";
export { identityConfig } from "./config.ts";
export { socialAddresses, socialFaults } from "./config-social.ts";
export { IdentityError, type IdentityErrorCode } from "./errors.ts";
export { type IdentityEvent, identityEvents, type IdentityEventType } from "./events.ts";
export type { IdentityNeeds, PublishFact } from "./needs.ts";
export { isName } from "./domain/name.ts";
export type { Permission } from "./permissions.ts";
export type { AccountProvider, AddressOutcome, AddressSide, KnownSession } from "./port-account.ts";
export type {
  HandleOptions,
  IdentityCapabilities,
  IdentityProvider,
  Invitation,
  InvitationLetter,
  KnownPerson,
  Locale,
  Member,
  Membership,
  MintedToken,
  NewWorkspace,
  Person,
  PictureOf,
  PicturesOf,
  ReceivedInvitation,
  Session,
  Workspace,
  WorkspaceRef,
} from "./port.ts";
export { createPasswordRules, type PasswordRules } from "./passwords.ts";
export type { BreachedPasswords } from "./port-passwords.ts";
export type { OwnSession } from "./service-account.ts";
export type { CustomRole, InvitableRole, Role } from "./port-roles.ts";
export type { Connection, SocialProvider, SocialVendors } from "./port-social.ts";
export type { Team } from "./port-teams.ts";
export type { Entry } from "./entry.ts";
export { createIdentity, type Identity } from "./service.ts";
