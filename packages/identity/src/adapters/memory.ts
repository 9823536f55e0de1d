import type { IdentityProvider } from "../port.ts";
import type { SocialVendors } from "../port-social.ts";
import { NO_VENDORS } from "../social/no-vendors.ts";
import { createPasswordRules, type PasswordRules } from "../passwords.ts";
import type { SignUpRules } from "../sign-up-guard.ts";
import { commonPasswords } from "./common-passwords/index.ts";
import { memoryAddressChanges } from "./memory/address-changes.ts";
import { memoryDomains } from "./memory/domains.ts";
import { memoryClosing } from "./memory/closing.ts";
import { memoryFacts, type RecordFact } from "./memory/facts.ts";
import { memoryKeys } from "./memory/keys.ts";
import { memoryPeople } from "./memory/people.ts";
import { memoryPictures } from "./memory/pictures.ts";
import { memoryInvitations } from "./memory/invitations.ts";
import { memoryRoles } from "./memory/roles.ts";
import { memoryState } from "./memory/state.ts";
import { memoryTeams } from "./memory/teams.ts";
import { memoryUsage } from "./memory/usage.ts";
import { memoryWorkspaces } from "./memory/workspaces.ts";

export interface MemoryIdentityOptions {
  readonly now?: () => Date;
  /** Of the pages that may call. */
  readonly origin?: string;
  /** What new passwords are held to; the common ones are refused when absent. */
  readonly passwords?: PasswordRules;
  /** What a new account is held to; nothing but the counts of its network when absent. */
  readonly signUps?: SignUpRules;
  /** Who vouches for people; nobody when absent. */
  readonly social?: SocialVendors;
}

/** For unit tests: everything in this process, with the same endpoints and rules as the default adapter. */
export function memoryIdentity(options: MemoryIdentityOptions = {}): IdentityProvider & {
  /** What the owner of the database does elsewhere. */
  grantOperator(userId: string): void;
} {
  const { now = () => new Date(), origin = "http://localhost:3000" } = options;
  const facts = memoryFacts(now);
  const usage = memoryUsage({
    now,
    hasWorkspace: (id) => workspaces.has(id),
    isMember: (id, userId) => state.membersOf(id).some((one) => one.userId === userId),
  });
  const record: RecordFact = (event) => {
    facts.record(event);
    usage.follow(event);
  };
  const { passwords = createPasswordRules({ offline: commonPasswords(), product: [] }) } = options;
  const people = memoryPeople({
    now,
    origin,
    passwords,
    signUps: options.signUps ?? {},
    // Asked once everything below is there.
    invitedAddress: (id) => state.open().find((one) => one.id === id)?.email,
    record,
    social: options.social ?? NO_VENDORS,
  });
  const state = memoryState({ now, record, people });
  const workspaces = memoryWorkspaces(state);
  return {
    capabilities: {
      password: true,
      mail: true,
      passkeys: true,
      secondFactor: true,
      social: true,
      elsewhere: false,
      domains: true,
      manyWorkspaces: true,
      members: true,
      profile: true,
      apiKeys: true,
    },
    ...people.port,
    ...workspaces.port,
    ...memoryAddressChanges({ now, people, record }),
    ...memoryInvitations(state, workspaces),
    ...memoryClosing(state),
    ...memoryDomains(state),
    ...memoryRoles(state),
    ...memoryTeams(state),
    ...usage.port,
    ...memoryKeys(state),
    ...memoryPictures((of) => ("userId" in of ? people.find(of.userId) !== undefined : workspaces.has(of.workspaceId))),
    takeFacts: facts.take,
    grantOperator: people.grantOperator,
  };
}
