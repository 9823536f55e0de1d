export type { CallOptions } from "./port-options.ts";
export { identityConfig, identityFaults } from "./config.ts";
export { socialAddresses, socialFaults } from "./config-social.ts";
export { IdentityError, type IdentityErrorCode } from "./errors.ts";
export { type IdentityEvent, identityEvents, type IdentityEventType } from "./events.ts";
export type { IdentityNeeds, PublishFact } from "./needs.ts";
export { isName } from "./domain/name.ts";
export type { Permission } from "./permissions.ts";
export { AssertionForm, AttestationForm } from "./passkey-forms.ts";
export type { Passkey } from "./port-passkeys.ts";
export type { AccountProvider, AddressOutcome, AddressSide, KnownSession } from "./port-account.ts";
export type { MailCodes, SignInMethods } from "./port-mail-codes.ts";
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
export type { SecondFactor } from "./port-second-factor.ts";
export { createPasswordRules, type PasswordRules } from "./passwords.ts";
export type { ClosedWorkspace } from "./port-closing.ts";
export type { BreachedPasswords } from "./port-passwords.ts";
export type { DisposableAddresses, HumanCheck } from "./port-sign-ups.ts";
export type { SignUpRules } from "./sign-up-guard.ts";
export type { OwnSession } from "./service-account.ts";
export type { CustomRole, InvitableRole, Role } from "./port-roles.ts";
export type { Connection, SocialProvider, SocialVendors } from "./port-social.ts";
export type { Team } from "./port-teams.ts";
export type { Entry } from "./entry.ts";
export { createIdentity, type Identity } from "./service.ts";
