import { problemResponse } from "../auth-http.ts";
import { builtIn } from "../domain/roles.ts";
import { IdentityError } from "../errors.ts";
import { noSignIn } from "./no-sign-in.ts";
import { memoryPictures } from "./memory/pictures.ts";
import { memoryUsage } from "./memory/usage.ts";
import type { IdentityProvider, Membership, Session } from "../port.ts";

/**
 * One owner, one workspace, no sign-in: for a product that one person runs for themselves. Refused in production.
 * The owner runs the platform as well. Nobody else can be invited, so every invitation is one that is not there.
 */
export function singleUserIdentity(owner: Session["person"], workspace: Membership["workspace"]): IdentityProvider {
  const startedAt = new Date();
  const membership: Membership = { workspace, ...builtIn("owner") };
  const session = (): Session => ({ ...SESSION, person: owner, authTime: new Date() });
  const isOwner = (userId: string) => userId === owner.id;
  const usage = memoryUsage({
    now: () => new Date(),
    hasWorkspace: (id) => id === workspace.id,
    isMember: (id, userId) => id === workspace.id && isOwner(userId),
  });
  usage.follow({
    type: "identity.member_joined",
    data: { workspaceId: workspace.id, userId: owner.id, role: "owner" },
  });

  return {
    capabilities: {
      password: false,
      mail: false,
      passkeys: false,
      secondFactor: false,
      social: false,
      elsewhere: false,
      domains: false,
      manyWorkspaces: false,
      members: false,
      profile: false,
      apiKeys: false,
    },
    ...noSignIn(NO_SIGN_IN),
    handle: async (_request, options = {}) => problemResponse({ code: "identity.no_endpoint" }, options.requestId),
    findSession: async () => session(),
    findPerson: async (userId) => (isOwner(userId) ? { person: owner, verified: true } : undefined),
    findPersonByAddress: async (address) => (address === owner.email ? { person: owner, verified: true } : undefined),
    updatePerson: async () => refuse("The owner's name and language are part of the configuration."),
    ...memoryPictures((of) => ("userId" in of ? isOwner(of.userId) : of.workspaceId === workspace.id)),
    isOperator: async (userId) => isOwner(userId),

    listSessions: async (userId) => (isOwner(userId) ? [{ ...SESSION, ...seen(startedAt) }] : []),
    endSession: async () => refuse(NO_SIGN_IN),
    endOtherSessions: async () => 0,
    requestAddressChange: async () => refuse(NO_SIGN_IN),
    findAddressChange: async () => undefined,
    cancelAddressChange: async () => undefined,
    mintAddressToken: async () => undefined,
    answerAddressChange: async () => {
      throw new IdentityError("identity.invalid_link", "This link was used, has expired, or was never one.");
    },

    socialProviders: [],
    signInPlace: undefined,
    beginConnection: async () => refuse(NO_SIGN_IN),

    createWorkspace: async () => refuse("This installation has one workspace."),
    listMemberships: async (userId) => (isOwner(userId) ? [membership] : []),
    findMembership: async (userId, ref) =>
      isOwner(userId) && ("id" in ref ? ref.id === workspace.id : ref.slug === workspace.slug) ? membership : undefined,

    listMembers: async (workspaceId) =>
      workspaceId === workspace.id
        ? [{ person: { id: owner.id, name: owner.name, email: owner.email }, ...builtIn("owner"), joinedAt: startedAt }]
        : [],
    changeRole: async () => refuse(ALONE),
    removeMember: async () => refuse(ALONE),
    updateWorkspace: async () => refuse("The workspace's name and address are part of the configuration."),
    transferOwnership: async () => refuse(ALONE),
    closeWorkspace: async () => refuse(ALONE),
    reopenWorkspace: async () => {
      throw new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
    },
    listClosedWorkspaces: async () => [],
    listErasableWorkspaces: async () => [],
    eraseWorkspace: async () => false,
    listRoles: async () => [],
    createRole: async () => refuse(ALONE),
    updateRole: async () => refuse(ALONE),
    removeRole: async () => refuse(ALONE),
    listTeams: async () => [],
    createTeam: async () => refuse(ALONE),
    renameTeam: async () => refuse(ALONE),
    removeTeam: async () => refuse(ALONE),
    addTeamMember: async () => refuse(ALONE),
    removeTeamMember: async () => refuse(ALONE),
    listServiceAccounts: async () => [],
    createServiceAccount: async () => refuse(NO_KEYS),
    renameServiceAccount: async () => refuse(NO_KEYS),
    removeServiceAccount: async () => refuse(NO_KEYS),
    createApiKey: async () => refuse(NO_KEYS),
    rotateApiKey: async () => refuse(NO_KEYS),
    revokeApiKey: async () => refuse(NO_KEYS),
    findKeyHolder: async () => undefined,
    createInvitation: async () => refuse(ALONE),
    listInvitations: async () => [],
    resendInvitation: async () => noInvitation(),
    revokeInvitation: async () => noInvitation(),
    findInvitationLetter: async () => undefined,
    listReceivedInvitations: async () => [],
    findReceivedInvitation: async () => undefined,
    acceptInvitation: async () => noInvitation(),
    declineInvitation: async () => noInvitation(),

    ...usage.port,
    takeFacts: async () => [],
  };
}

const SESSION = { id: "single-user", expiresAt: new Date(8.64e15) };
const seen = (signedInAt: Date) => ({ signedInAt, lastSeenAt: new Date(), userAgent: undefined, address: undefined });

const NO_SIGN_IN = "This installation has no sign-in.";
const NO_KEYS = "This installation has no keys: nobody has to sign in.";
const ALONE = "This installation has one person.";

function refuse(message: string): never {
  throw new IdentityError("identity.forbidden", message);
}

function noInvitation(): never {
  throw new IdentityError("identity.invitation_not_found", "This invitation is not here, or not yours.");
}
