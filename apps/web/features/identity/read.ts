import { redirect } from "next/navigation";
import { cache } from "react";
import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import { BUILT_IN_GRANTS } from "./roles.ts";
import type {
  ClosedWorkspace,
  Invitation,
  MembersPage,
  RoleGrant,
  ServiceAccount,
  SignUps,
  Team,
  Usage,
  WaysIn,
} from "./workspaces.ts";

/* What pages read beside the session. Every one throws ApiProblem as every read of the API does. */

/** Longest first, a page at a time; `after` is `nextCursor` of the one before. */
export async function listMembers(workspaceId: string, after: string | undefined): Promise<MembersPage> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const query = after === undefined ? {} : { cursor: after };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].members.$get({ param, query }));
}

/** All of them, for where one is chosen. */
export async function listAllMembers(workspaceId: string): Promise<MembersPage["members"]> {
  const all: MembersPage["members"] = [];
  let after: string | undefined;
  do {
    const page = await listMembers(workspaceId, after);
    all.push(...page.members);
    after = page.nextCursor ?? undefined;
  } while (after !== undefined);
  return all;
}

/** Those that nobody has answered yet, newest first. For those who may invite. */
export async function listInvitations(workspaceId: string): Promise<readonly Invitation[]> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const { invitations } = await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].invitations.$get({ param }));
  return invitations;
}

/**
 * What people can sign in with here. Where the API does not say: with a password, whose form says what is wrong. Every page
 * wants to know, and it changes with a deployment alone: it is asked once a minute.
 */
export async function readWaysIn(): Promise<WaysIn> {
  if (known !== undefined && known.until > Date.now()) return known.waysIn;
  try {
    const waysIn = await unwrap(apiAsVisitor().v1["social-providers"].$get());
    known = { waysIn, until: Date.now() + 60_000 };
    return waysIn;
  } catch {
    return { providers: [], ways: ALL_WAYS, place: null };
  }
}

let known: { readonly waysIn: WaysIn; readonly until: number } | undefined;

const ALL_WAYS = {
  password: true,
  mail: true,
  passkeys: true,
  secondFactor: true,
  social: true,
  profile: true,
  members: true,
  manyWorkspaces: true,
  domains: true,
  apiKeys: true,
};

/** False for what one person runs for themselves: nobody signs in, and nobody can sign out. */
export const hasSignIn = ({ ways, place }: WaysIn): boolean => ways.password || place !== null;

/** For pages of passwords and mails, which have nothing to say where people sign in at another's page. */
export async function onlyWithPasswords(): Promise<void> {
  if (!(await readWaysIn()).ways.password) redirect("/sign-in");
}

/** Domains of a workspace, and its single sign-on. For those who may change it. */
export async function readSignIn(workspaceId: string) {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"]["sign-in"].$get({ param }));
}

/** Where the person is signed in, what with, and the address that they want to have. */
export async function readSecurity() {
  const { me } = apiAsVisitor().v1;
  const [{ sessions }, { change }, { secondFactor }, { passkeys }, methods, { connections }, waysIn, offered] =
    await Promise.all([
      unwrap(me.sessions.$get()),
      unwrap(me["address-change"].$get()),
      unwrap(me["second-factor"].$get()),
      unwrap(me.passkeys.$get()),
      unwrap(me["sign-in-methods"].$get()),
      unwrap(me.connections.$get()),
      readWaysIn(),
      unwrap(me["sign-in-connections"].$get()),
    ]);
  const { providers, ways, place } = waysIn;
  return {
    sessions,
    change,
    secondFactor,
    passkeys,
    methods,
    ways,
    place,
    social: { connections, providers },
    offered: offered.connections,
  };
}

/** Those that the person deleted and may still take back. */
export async function listClosedWorkspaces(): Promise<readonly ClosedWorkspace[]> {
  return (await unwrap(apiAsVisitor().v1.me["closed-workspaces"].$get())).workspaces;
}

/** Whether anybody may sign up. Where nobody can be asked, the form says so when it is sent. */
export async function readSignUps(): Promise<SignUps> {
  return unwrap(apiAsVisitor().v1["sign-ups"].$get()).catch(() => ({ isOpen: true, humanCheck: null }));
}

/** The built-in roles, and the workspace's own by name. */
export const listRoles = cache(async (workspaceId: string): Promise<readonly RoleGrant[]> => {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  return (await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].roles.$get({ param }))).roles;
});

/** The same, for where the built-in ones will do when the others don't come. */
export const rolesToChoose = async (workspaceId: string): Promise<readonly RoleGrant[]> =>
  listRoles(workspaceId).catch(() => BUILT_IN_GRANTS);

/** By name. */
export async function listTeams(workspaceId: string): Promise<readonly Team[]> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  return (await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].teams.$get({ param }))).teams;
}

interface KnownAccounts {
  readonly accounts: readonly ServiceAccount[];
  /** ISO 8601: when that was so. */
  readonly at: string;
}

/** By name, each with its keys, newest first. For those who manage them. */
export async function listServiceAccounts(workspaceId: string): Promise<KnownAccounts> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const { $get } = apiAsVisitor().v1.workspaces[":workspaceId"]["service-accounts"];
  const { serviceAccounts: accounts } = await unwrap($get({ param }));
  return { accounts, at: new Date().toISOString() };
}

/** Of this month. For those who see what the workspace pays. */
export async function readUsage(workspaceId: string): Promise<Usage> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].usage.$get({ param, query: {} }));
}

export async function readSystem() {
  return unwrap(apiAsVisitor().v1.admin.system.$get());
}
