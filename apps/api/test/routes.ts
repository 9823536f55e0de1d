import { asOwner } from "../src/database/owner.ts";
import type { Route } from "./description.ts";
import {
  type App,
  type Body,
  client,
  json,
  memberOf,
  newcomer,
  signUp,
  signUpForm,
  type Tab,
  tokenFor,
  withWorkspace,
} from "./support.ts";

/** Roles from the least to the most that they may do. */
export const ROLES = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** A workspace with somebody in each role, and another one that none of them belongs to. */
export type World = Awaited<ReturnType<typeof createWorld>>;

export async function createWorld(app: App, ownerUrl: string) {
  const ours = await withWorkspace(app);
  const theirs = await withWorkspace(app);
  const theirMember = await memberOf(app, theirs, "member");
  const [owner, admin, member, viewer] = [
    ours.owner,
    await memberOf(app, ours, "admin"),
    await memberOf(app, ours, "member"),
    await memberOf(app, ours, "viewer"),
  ];
  return {
    app,
    ownerUrl,
    ours,
    by: { owner, admin, member, viewer },
    /** Somebody who is signed in and belongs to another workspace. */
    stranger: theirs.owner,
    /** What the ids in paths are called, each with one of another tenant. */
    foreign: {
      workspaceId: theirs.workspace.id,
      slug: theirs.workspace.slug,
      userId: theirMember.person.id,
      invitationId: (await invitation(theirs)).id,
    } as Readonly<Record<string, string>>,
  };
}

export interface Call {
  readonly caller: Tab;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

interface Row {
  /** The least that lets a caller in: nothing, a session, a role in the workspace, or running the platform. */
  readonly who: "anyone" | "person" | "operator" | Role;
  /** A call that is right, its caller being just who may. */
  readonly arrange: (world: World) => Call | Promise<Call>;
}

export function send(route: Route, { caller, params = {}, query = "", body }: Call): Promise<Response> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  return caller.send(route.method, path + query, {
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const inOurs = (role: Role, more: (world: World) => Partial<Call> | Promise<Partial<Call>> = () => ({})): Row => ({
  who: role,
  arrange: async (world) => {
    const call = await more(world);
    const { id: workspaceId } = world.ours.workspace;
    return { caller: world.by[role], ...call, params: { workspaceId, ...call.params } };
  },
});

const anyone = (more: (world: World) => Partial<Call> | Promise<Partial<Call>> = () => ({})): Row => ({
  who: "anyone",
  arrange: async (world) => ({ caller: client(world.app), ...(await more(world)) }),
});

const invitation = (
  { owner, path }: Awaited<ReturnType<typeof withWorkspace>>,
  email = signUpForm().email,
): Promise<Body> => owner.post(`${path}/invitations`, { email, role: "member" }).then(json);

/** Somebody who is invited into our workspace. */
const invited: Row = {
  who: "person",
  arrange: async ({ app, ours }) => {
    const caller = await newcomer(app);
    return { caller, params: { invitationId: (await invitation(ours, caller.person.email)).id } };
  },
};

/** A member whom the call may change. */
const someMember = async ({ app, ours }: World) => ({ userId: (await memberOf(app, ours, "member")).person.id });

/** One right call for each route of the description, by its operation. A route without one fails the tests. */
export const ROWS: Readonly<Record<string, Row>> = {
  signUp: anyone(() => ({ body: signUpForm() })),
  signIn: anyone(async ({ app }) => {
    const { email, password } = (await newcomer(app)).person;
    return { body: { email, password } };
  }),
  signOut: anyone(async ({ app }) => ({ caller: await newcomer(app), body: {} })),
  verifyEmail: anyone(async ({ app }) => {
    const token = await tokenFor(app, "verificationMail", (await signUp(app)).person.id);
    return { query: `?token=${encodeURIComponent(token)}` };
  }),
  resendVerification: anyone(async ({ app }) => ({ body: { email: (await signUp(app)).person.email } })),
  requestPasswordReset: anyone(({ by }) => ({ body: { email: by.viewer.person.email } })),
  resetPassword: anyone(async ({ app }) => {
    const token = await tokenFor(app, "passwordResetMail", (await newcomer(app)).person.id);
    return { body: { token, newPassword: "a new password of theirs" } };
  }),

  live: anyone(),
  ready: anyone(),
  health: anyone(),
  readDescription: anyone(),
  reportWebError: anyone(() => ({
    body: { kind: "error", name: "TypeError", message: "x is undefined", path: "/home" },
  })),

  readMe: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  changeMe: { who: "person", arrange: ({ by }) => ({ caller: by.viewer, body: { name: "Bea Sample", locale: "id" } }) },
  createWorkspace: { who: "person", arrange: ({ by }) => ({ caller: by.viewer, body: { name: "Second" } }) },

  findWorkspace: inOurs("viewer", ({ ours }) => ({ params: { slug: ours.workspace.slug } })),
  readWorkspace: inOurs("viewer"),
  listMembers: inOurs("viewer"),
  changeRole: inOurs("admin", async (world) => ({ params: await someMember(world), body: { role: "viewer" } })),
  removeMember: inOurs("admin", async (world) => ({ params: await someMember(world) })),

  listInvitations: inOurs("admin"),
  invite: inOurs("admin", () => ({ body: { email: signUpForm().email, role: "member" } })),
  revokeInvitation: inOurs("admin", async ({ ours }) => ({ params: { invitationId: (await invitation(ours)).id } })),
  readInvitation: invited,
  acceptInvitation: invited,
  declineInvitation: invited,

  listProjects: inOurs("viewer"),
  createProject: inOurs("member", () => ({ body: { name: "Launch" } })),

  readSystem: {
    who: "operator",
    arrange: async ({ app, ownerUrl }) => {
      const caller = await newcomer(app);
      await asOwner(
        ownerUrl,
        (sql) => sql`insert into identity.operators (user_id, granted_by) values (${caller.person.id}, 'a test')`,
      );
      return { caller };
    },
  },
};

/** @throws Error for a route that nobody has written a row for. */
export function rowOf({ operationId }: Pick<Route, "operationId">): Row {
  const row = ROWS[operationId];
  if (row === undefined) throw new Error(`test/routes.ts has no row for ${operationId}`);
  return row;
}
