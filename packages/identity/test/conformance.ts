import type { Case } from "@ninefold/testing/conformance-kit";
import { addressCases } from "./cases/addresses.ts";
import { changeCases } from "./cases/changes.ts";
import { closingCases } from "./cases/closing.ts";
import { elsewhereCases } from "./cases/elsewhere.ts";
import { domainCases } from "./cases/domains.ts";
import { entryCases } from "./cases/entry.ts";
import { formCases } from "./cases/forms.ts";
import { invitationCases } from "./cases/invitations.ts";
import { confirmationCases, mailCodeCases } from "./cases/mail-codes.ts";
import { linkCases } from "./cases/links.ts";
import { keyCases } from "./cases/keys.ts";
import { memberCases } from "./cases/members.ts";
import { passkeyCases } from "./cases/passkeys.ts";
import { passwordCases } from "./cases/passwords.ts";
import { roleCases } from "./cases/roles.ts";
import { secondFactorChangeCases } from "./cases/second-factor-changes.ts";
import { secondFactorCases } from "./cases/second-factor.ts";
import { sessionCases } from "./cases/sessions.ts";
import type { IdentityCapability, IdentitySubject } from "./cases/subject.ts";
import { signUpCases } from "./cases/sign-ups.ts";
import { socialCases } from "./cases/social.ts";
import { teamCases } from "./cases/teams.ts";
import { throttleCases } from "./cases/throttle.ts";
import { usageCases } from "./cases/usage.ts";
import { workspaceCases } from "./cases/workspaces.ts";

export type { Attempt, Credentials, IdentityCapability, IdentitySubject } from "./cases/subject.ts";

/** The contract of the port, as data. */
export const identityCases: readonly Case<IdentitySubject, IdentityCapability>[] = [
  ...entryCases,
  ...linkCases,
  ...sessionCases,
  ...passwordCases,
  ...passkeyCases,
  ...throttleCases,
  ...addressCases,
  ...mailCodeCases,
  ...confirmationCases,
  ...socialCases,
  ...elsewhereCases,
  ...formCases,
  ...secondFactorCases,
  ...secondFactorChangeCases,
  ...workspaceCases,
  ...memberCases,
  ...invitationCases,
  ...roleCases,
  ...teamCases,
  ...keyCases,
  ...changeCases,
  ...closingCases,
  ...domainCases,
  ...signUpCases,
  ...usageCases,
];
