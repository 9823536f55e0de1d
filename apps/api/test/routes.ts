import { createHash, randomUUID } from "node:crypto";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { asOwner } from "../src/database/owner.ts";
import type { Route } from "./description.ts";
import { deadRun, waitingRun } from "./dead-run.ts";
import { plantSchedule } from "./planted-schedule.ts";
import { PIXEL, sendFile, type Ticket } from "./media-vendor.ts";
import { armed, begun, codeAt, waiting } from "./armed.ts";
import { startEmulator } from "@ninefold/testing/emulators";
import { newDomain, put } from "./sso.ts";
import { addPasskey, askedToConfirm, askedToSignIn, attested, authenticator, passkeyIdOf } from "./passkeys.ts";
import {
  addressToken,
  apiKey,
  type App,
  type Body,
  client,
  confirmationCode,
  exported,
  json,
  localDns,
  mailReport,
  memberOf,
  NEW_KEY,
  newcomer,
  notified,
  program,
  signInMail,
  signUp,
  signUpForm,
  subscribe,
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
  const theirProject = await project(theirs);
  const theirKey = await apiKey(theirs);
  await send({ method: "POST", path: `${ours.path}/billing/checkout` }, { caller: owner, ...OPEN_CHECKOUT });
  return {
    app,
    ownerUrl,
    ours,
    subscription: await subscribe(app, ours),
    by: { owner, admin, member, viewer },
    /** Somebody who is signed in and belongs to another workspace. */
    stranger: theirs.owner,
    /** What the ids in paths are called, each with one of another tenant. */
    foreign: {
      // Not one of ours, and nobody else's either.
      provider: "facebook",
      workspaceId: theirs.workspace.id,
      slug: theirs.workspace.slug,
      userId: theirMember.person.id,
      invitationId: (await invitation(theirs)).id,
      projectId: theirProject.id,
      taskId: (await task(theirs, theirProject.id)).id,
      uploadId: (await sent(theirs.owner, `${theirs.path}/projects/${theirProject.id}/uploads`, TEXT)).id,
      fileId: await storedFile(theirs.owner, theirs.path, theirProject.id),
      exportId: await exported(app, theirs.owner),
      notificationId: await notified(app, theirs),
      passkeyId: await passkeyIdOf(theirs.owner),
      sessionId: await sessionIdOf(app, theirs.owner.person),
      roleId: (await role(theirs)).role as string,
      teamId: (await team(theirs)).id,
      serviceAccountId: theirKey.serviceAccountId,
      keyId: theirKey.keyId,
      domainId: await recordedDomain(theirs),
      runId: await deadRun(ownerUrl, theirs.workspace.id),
    } as Readonly<Record<string, string>>,
  };
}

export interface Call {
  readonly caller: Tab;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Row {
  /** The least that lets a caller in: nothing, a session, a role in the workspace, or running the platform. */
  readonly who: "anyone" | "person" | "operator" | Role;
  /** A call that is right, its caller being just who may. */
  readonly arrange: (world: World) => Call | Promise<Call>;
  /** Another adapter's: with the one of this composition nothing is there, and that one has tests of its own. */
  readonly isElsewhere?: true;
}

const OPEN_CHECKOUT = {
  body: { planKey: "business", interval: "year" },
  headers: { "idempotency-key": randomUUID() },
};

export function send(
  route: Pick<Route, "method" | "path">,
  { caller, params = {}, query = "", body, headers: given = {} }: Call,
): Promise<Response> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const headers: Record<string, string> = {
    ...given,
    ...(body !== undefined && { "content-type": "application/json" }),
  };
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

const PICTURE = { name: "me.png", contentType: "image/png", sizeBytes: PIXEL.byteLength };
const TEXT = { name: "notes.txt", contentType: "text/plain", sizeBytes: 5 };

const project = ({ owner, path }: Awaited<ReturnType<typeof withWorkspace>>): Promise<Body> =>
  owner.post(`${path}/projects`, { name: "Launch" }).then(json);

const role = ({ owner, path }: Awaited<ReturnType<typeof withWorkspace>>): Promise<Body> =>
  owner.post(`${path}/roles`, { name: `Role ${randomUUID()}`, permissions: ["member:read"] }).then(json);

const team = ({ owner, path }: Awaited<ReturnType<typeof withWorkspace>>): Promise<Body> =>
  owner.post(`${path}/teams`, { name: `Team ${randomUUID()}` }).then(json);

const task = ({ owner, path }: Awaited<ReturnType<typeof withWorkspace>>, projectId: string): Promise<Body> =>
  owner.post(`${path}/projects/${projectId}/tasks`, { title: "Write the page" }).then(json);

/** An upload that was begun and sent, and is not completed. */
async function sent(by: Tab, path: string, wanted: typeof PICTURE) {
  const begun = await by.post(path, wanted);
  if (!begun.ok) throw new Error(`the upload answered ${begun.status}: ${await begun.text()}`);
  const ticket = (await begun.json()) as Ticket;
  const body = wanted === PICTURE ? PIXEL : new TextEncoder().encode("hello");
  return { id: ticket.id, reference: await sendFile(ticket, body) };
}

async function storedFile(by: Tab, path: string, projectId: string): Promise<string> {
  const { id, reference } = await sent(by, `${path}/projects/${projectId}/uploads`, TEXT);
  await by.post(`${path}/uploads/${id}/complete`, { reference });
  return id;
}

/** A project of ours, and something to do with it. */
const inProject = (role: Role, more: Partial<Call> = {}): Row =>
  inOurs(role, async ({ ours }) => ({ ...more, params: { projectId: (await project(ours)).id } }));
const withTask = (role: Role, more: Partial<Call> = {}): Row =>
  inOurs(role, async ({ ours }) => {
    const { id: projectId } = await project(ours);
    return { ...more, params: { projectId, taskId: (await task(ours, projectId)).id } };
  });
const withFile = (role: Role): Row =>
  inOurs(role, async ({ ours }) => ({
    params: { fileId: await storedFile(ours.owner, ours.path, (await project(ours)).id) },
  }));

/** A service account or a key of ours, and something to do with it. */
const withServiceAccount = (more: Partial<Call> = {}): Row =>
  inOurs("admin", async ({ ours }) => ({ ...more, params: { serviceAccountId: (await program(ours)).id } }));
const withKey = (more: Partial<Call> = {}): Row =>
  inOurs("admin", async ({ ours }) => {
    const { serviceAccountId, keyId } = await apiKey(ours);
    return { ...more, params: { serviceAccountId, keyId } };
  });

/** A role or a team of ours, and something to do with it. */
const withRole = (more: Partial<Call> = {}): Row =>
  inOurs("admin", async ({ ours }) => ({ ...more, params: { roleId: (await role(ours)).role as string } }));
const withTeam = (more: (world: World) => Promise<Partial<Call>> = async () => ({})): Row =>
  inOurs("admin", async (world) => {
    const { params, ...rest } = await more(world);
    return { ...rest, params: { teamId: (await team(world.ours)).id, ...params } };
  });

const someWaitingRun = async ({ ours, ownerUrl }: World) => ({
  params: { runId: await waitingRun(ownerUrl, ours.workspace.id) },
});
const someDeadRun = async ({ ours, ownerUrl }: World) => ({ runId: await deadRun(ownerUrl, ours.workspace.id) });

/** A schedule as a worker has left it. */
const withSchedule =
  (name: string, { isPaused = false } = {}) =>
  async ({ ownerUrl }: World) => {
    await plantSchedule(ownerUrl, name, isPaused ? "a test" : null);
    return {};
  };

/** Somebody new who runs the platform. */
function forOperator(body?: (world: World) => Call["body"], params?: (world: World) => Promise<Call["params"]>): Row {
  return {
    who: "operator",
    arrange: async (world) => {
      const caller = await newcomer(world.app);
      await asOwner(
        world.ownerUrl,
        (sql) => sql`insert into identity.operators (user_id, granted_by) values (${caller.person.id}, 'a test')`,
      );
      const sent = body?.(world);
      const path = await params?.(world);
      return { caller, ...(sent !== undefined && { body: sent }), ...(path && { params: path }) };
    },
  };
}

/** Another session of somebody's. */
async function sessionIdOf(app: App, { email, password }: { email: string; password: string }): Promise<string> {
  const tab = client(app);
  await tab.post("/api/auth/sign-in/email", { email, password });
  const { sessions } = (await (await tab.get("/api/v1/me/sessions")).json()) as { sessions: readonly { id: string }[] };
  return sessions[0]?.id ?? "";
}

/** Somebody new who has a passkey. */
const withPasskey = (body?: Call["body"]): Row => ({
  who: "person",
  arrange: async ({ app }) => {
    const caller = await newcomer(app);
    return { caller, params: { passkeyId: await passkeyIdOf(caller) }, ...(body && { body }) };
  },
});

/** A member whom the call may change. */
const someMember = async ({ app, ours }: World) => ({ userId: (await memberOf(app, ours, "member")).person.id });

/** One right call for each route of the description, by its operation. A route without one fails the tests. */
export const ROWS: Readonly<Record<string, Row>> = {
  signUp: anyone(() => ({ body: signUpForm() })),
  signIn: anyone(async ({ app }) => {
    const { email, password } = (await newcomer(app)).person;
    return { body: { email, password } };
  }),
  signInWithToken: anyone(async ({ app }) => {
    const { email, password } = (await newcomer(app)).person;
    return { body: { email, password } };
  }),
  giveSecondFactor: anyone(async ({ app }) => {
    const ana = await armed(app);
    return { caller: await waiting(app, ana), body: { code: codeAt(ana.secret, 1) } };
  }),
  beginPasskeySignIn: anyone(() => ({ body: {} })),
  signInWithPasskey: anyone(async ({ app }) => {
    const own = authenticator();
    await addPasskey(await newcomer(app), own);
    const caller = client(app);
    return { caller, body: { credential: own.get(await askedToSignIn(caller)) } };
  }),
  requestSignInMail: anyone(({ by }) => ({ body: { email: by.viewer.person.email } })),
  signInByLink: anyone(async ({ app }) => ({ body: { token: (await signInMail(app)).token } })),
  signInByCode: anyone(async ({ app }) => {
    const { tab, code } = await signInMail(app);
    return { caller: tab, body: { code } };
  }),
  signOut: anyone(async ({ app }) => ({ caller: await newcomer(app), body: {} })),
  verifyEmail: anyone(async ({ app }) => {
    const { id, password } = (await signUp(app)).person;
    return { body: { token: await tokenFor(app, "verificationMail", id), password } };
  }),
  resendVerification: anyone(async ({ app }) => ({ body: { email: (await signUp(app)).person.email } })),
  requestPasswordReset: anyone(({ by }) => ({ body: { email: by.viewer.person.email } })),
  resetPassword: anyone(async ({ app }) => {
    const token = await tokenFor(app, "passwordResetMail", (await newcomer(app)).person.id);
    return { body: { token, newPassword: "a new password of theirs" } };
  }),

  beginSocial: anyone(() => ({ body: { provider: "github" } })),
  readNewcomer: anyone(async (world) => ({ caller: await newcomerBySocial(world), body: {} })),
  acceptAsNewcomer: anyone(async (world) => ({
    caller: await newcomerBySocial(world),
    body: { name: "Mira Sample", locale: "id", termsVersion: TERMS_VERSION },
  })),
  receiveSocial: anyone(() => ({ params: { provider: "github" } })),
  receiveApple: anyone(),
  beginSso: anyone(async (world) => ({ body: { email: `somebody@${(await companyIn(world)).domain}` } })),
  receiveSso: anyone(({ ours }) => ({ params: { workspaceId: ours.workspace.id } })),
  endElsewhere: { ...anyone(), isElsewhere: true },
  listSocialProviders: anyone(),
  listConnections: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  beginConnection: {
    who: "person",
    arrange: async ({ app }) => ({ caller: await newcomer(app), body: { provider: "github" } }),
  },
  confirmByConnection: {
    who: "person",
    arrange: async ({ app }) => ({ caller: await newcomer(app), body: { provider: "github", next: "/account" } }),
  },
  endConnection: {
    who: "person",
    arrange: async ({ app }) => ({ caller: await newcomer(app), params: { provider: "github" } }),
  },

  listOfferedConnections: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  beginOfferedConnection: {
    who: "person",
    arrange: async (world) => {
      const { id, member } = await companyIn(world);
      return { caller: member, body: { workspaceId: id } };
    },
  },
  endOfferedConnection: {
    who: "person",
    arrange: async (world) => {
      const { id, member } = await companyIn(world);
      return { caller: member, params: { workspaceId: id } };
    },
  },

  live: anyone(),
  ready: anyone(),
  health: anyone(),
  readStatus: anyone(),
  readDescription: anyone(),
  readSignUps: anyone(),
  reportWebError: anyone(() => ({
    body: { kind: "error", name: "TypeError", message: "x is undefined", path: "/home" },
  })),

  readMe: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  changeMe: { who: "person", arrange: ({ by }) => ({ caller: by.viewer, body: { name: "Bea Sample", locale: "id" } }) },
  listSessions: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  endOtherSessions: { who: "person", arrange: async ({ app }) => ({ caller: await newcomer(app) }) },
  endSession: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await newcomer(app);
      return { caller, params: { sessionId: await sessionIdOf(app, caller.person) } };
    },
  },
  confirmPassword: {
    who: "person",
    arrange: ({ by }) => ({ caller: by.viewer, body: { password: by.viewer.person.password } }),
  },
  listPasskeys: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  beginPasskey: { who: "person", arrange: async ({ app }) => ({ caller: await newcomer(app) }) },
  addPasskey: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await newcomer(app);
      return { caller, body: { name: "Laptop", credential: await attested(caller) } };
    },
  },
  renamePasskey: withPasskey({ name: "Phone" }),
  removePasskey: withPasskey(),
  beginPasskeyConfirmation: withPasskey(),
  confirmPasskey: {
    who: "person",
    arrange: async ({ app }) => {
      const [caller, own] = [await newcomer(app), authenticator()];
      await addPasskey(caller, own);
      return { caller, body: { credential: own.get(await askedToConfirm(caller)) } };
    },
  },
  listSignInMethods: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  requestConfirmationCode: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  confirmByCode: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await newcomer(app);
      return { caller, body: { mailedCode: await confirmationCode(app, caller) } };
    },
  },
  readAddressChange: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  changeAddress: {
    who: "person",
    arrange: async ({ app }) => ({ caller: await newcomer(app), body: { email: signUpForm().email } }),
  },
  cancelAddressChange: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  answerAddressChange: anyone(async ({ app }) => {
    const caller = await newcomer(app);
    await caller.post("/api/v1/me/address-change", { email: signUpForm().email });
    return { body: { token: await addressToken(app, caller.person.id, "old"), agrees: true } };
  }),
  changePassword: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await newcomer(app);
      const body = { currentPassword: caller.person.password, newPassword: "another long one of theirs" };
      return { caller, body };
    },
  },
  readSecondFactor: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  beginSecondFactor: { who: "person", arrange: async ({ app }) => ({ caller: await newcomer(app) }) },
  confirmSecondFactor: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await begun(app);
      return { caller, body: { code: codeAt(caller.secret, 0) } };
    },
  },
  renewRecoveryCodes: { who: "person", arrange: async ({ app }) => ({ caller: await armed(app) }) },
  removeSecondFactor: { who: "person", arrange: async ({ app }) => ({ caller: await armed(app) }) },
  listExports: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  requestExport: { who: "person", arrange: async ({ app }) => ({ caller: await newcomer(app) }) },
  downloadExport: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await newcomer(app);
      return { caller, params: { exportId: await exported(app, caller) } };
    },
  },
  createWorkspace: { who: "person", arrange: ({ by }) => ({ caller: by.viewer, body: { name: "Second" } }) },

  findWorkspace: inOurs("viewer", ({ ours }) => ({ params: { slug: ours.workspace.slug } })),
  readWorkspace: inOurs("viewer"),
  listMembers: inOurs("viewer"),
  changeRole: inOurs("admin", async (world) => ({ params: await someMember(world), body: { role: "viewer" } })),
  removeMember: inOurs("admin", async (world) => ({ params: await someMember(world) })),

  updateWorkspace: inOurs("admin", () => ({ body: { name: "Acme Again" } })),
  // To oneself, which changes nothing: the world keeps its owner.
  transferOwnership: inOurs("owner", ({ ours }) => ({ body: { userId: ours.owner.person.id } })),

  closeWorkspace: inOurs("owner", async ({ by }) => {
    const workspace = await json(await by.owner.post("/api/v1/workspaces", { name: "Short-lived" }));
    const path = `/api/v1/workspaces/${workspace.id}`;
    for (const role of ["admin", "member", "viewer"] as const) {
      const { email } = by[role].person;
      const { id } = await json(await by.owner.post(`${path}/invitations`, { email, role }));
      await by[role].post(`/api/v1/invitations/${id}/accept`, {});
    }
    return { params: { workspaceId: workspace.id }, body: { slug: workspace.slug } };
  }),
  listClosedWorkspaces: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  reopenWorkspace: {
    who: "person",
    arrange: async ({ app }) => {
      const { owner, workspace, path } = await withWorkspace(app);
      const body = JSON.stringify({ slug: workspace.slug });
      await owner.send("DELETE", path, { body, headers: { "content-type": "application/json" } });
      return { caller: owner, params: { workspaceId: workspace.id } };
    },
  },

  listRoles: inOurs("viewer"),
  createRole: inOurs("admin", () => ({ body: { name: `Role ${randomUUID()}`, permissions: ["member:read"] } })),
  updateRole: withRole({ body: { permissions: ["member:read", "project:read"] } }),
  removeRole: withRole(),

  listTeams: inOurs("viewer"),
  createTeam: inOurs("admin", () => ({ body: { name: `Team ${randomUUID()}` } })),
  renameTeam: withTeam(async () => ({ body: { name: `Team ${randomUUID()}` } })),
  removeTeam: withTeam(),
  addTeamMember: withTeam(async (world) => ({ body: await someMember(world) })),
  removeTeamMember: withTeam(async (world) => ({ params: await someMember(world) })),

  listServiceAccounts: inOurs("admin"),
  createServiceAccount: inOurs("admin", () => ({ body: { name: `Program ${randomUUID()}` } })),
  renameServiceAccount: withServiceAccount({ body: { name: `Program ${randomUUID()}` } }),
  removeServiceAccount: withServiceAccount(),
  createApiKey: withServiceAccount({ body: NEW_KEY }),
  rotateApiKey: withKey({ body: { overlapHours: 24 } }),
  revokeApiKey: withKey(),
  readWorkspaceSignIn: inOurs("admin"),
  claimDomain: inOurs("admin", () => ({ body: { domain: newDomain() } })),
  verifyDomain: inOurs("admin", async ({ ours }) => ({ params: { domainId: await recordedDomain(ours) } })),
  removeDomain: inOurs("admin", async ({ ours }) => ({ params: { domainId: await recordedDomain(ours) } })),
  saveSignInConnection: inOurs("admin", async () => ({ body: await connectionForm() })),
  testSignInConnection: inOurs("admin", async (world) => {
    await companyIn(world);
    return {};
  }),
  switchSignInConnection: inOurs("admin", async (world) => {
    await companyIn(world);
    return { body: { isOn: true } };
  }),
  removeSignInConnection: inOurs("admin"),

  listInvitations: inOurs("admin"),
  invite: inOurs("admin", () => ({ body: { email: signUpForm().email, role: "member" } })),
  resendInvitation: inOurs("admin", async ({ ours, ownerUrl }) => {
    const { id } = await invitation(ours);
    await asOwner(
      ownerUrl,
      (sql) => sql`update identity.invitation set sent_at = sent_at - interval '2 hours' where id = ${id}`,
    );
    return { params: { invitationId: id } };
  }),
  revokeInvitation: inOurs("admin", async ({ ours }) => ({ params: { invitationId: (await invitation(ours)).id } })),
  readInvitation: invited,
  acceptInvitation: invited,
  declineInvitation: invited,

  listProjects: inOurs("viewer"),
  createProject: inOurs("member", () => ({ body: { name: "Launch" } })),
  readProject: inProject("viewer"),
  deleteProject: inProject("admin"),
  listTasks: inProject("viewer"),
  createTask: inProject("member", { body: { title: "Write the page" } }),
  changeTask: withTask("member", { body: { title: "Write the page", isDone: true } }),
  deleteTask: withTask("member"),
  exportProjects: inOurs("viewer", () => ({ headers: { "idempotency-key": randomUUID() } })),

  beginAvatar: { who: "person", arrange: ({ by }) => ({ caller: by.viewer, body: PICTURE }) },
  completeAvatar: {
    who: "person",
    arrange: async ({ app }) => {
      const caller = await newcomer(app);
      const { id, reference } = await sent(caller, "/api/v1/me/avatar-uploads", PICTURE);
      return { caller, params: { uploadId: id }, body: { reference } };
    },
  },
  removeAvatar: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  beginLogo: inOurs("admin", () => ({ body: PICTURE })),
  completeLogo: inOurs("admin", async ({ ours }) => {
    const { id, reference } = await sent(ours.owner, `${ours.path}/logo-uploads`, PICTURE);
    return { params: { uploadId: id }, body: { reference } };
  }),
  removeLogo: inOurs("admin"),
  listProjectFiles: inProject("viewer"),
  listFiles: inOurs("viewer"),
  beginProjectFile: inProject("member", { body: TEXT }),
  completeFile: inOurs("member", async ({ ours }) => {
    const { id, reference } = await sent(ours.owner, `${ours.path}/projects/${(await project(ours)).id}/uploads`, TEXT);
    return { params: { uploadId: id }, body: { reference } };
  }),
  openFile: withFile("viewer"),
  removeFile: withFile("member"),

  readBilling: inOurs("admin"),
  readUsage: inOurs("admin"),
  // Opened before there was a subscription, which would stand in its way now: it is answered again.
  startCheckout: inOurs("admin", () => OPEN_CHECKOUT),
  cancelSubscription: inOurs("admin"),
  receiveBillingDelivery: anyone(({ subscription: { deliver } }) => ({ params: { vendor: "memory" }, ...deliver() })),

  listNotifications: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  readNotifications: {
    who: "person",
    arrange: ({ by }) => ({ caller: by.viewer, body: { upTo: randomUUID() } }),
  },
  readNotification: {
    who: "person",
    arrange: async ({ app, ours }) => ({
      caller: ours.owner,
      params: { notificationId: await notified(app, ours) },
    }),
  },
  streamNotifications: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  listNotificationPreferences: { who: "person", arrange: ({ by }) => ({ caller: by.viewer }) },
  setNotificationPreference: {
    who: "person",
    arrange: ({ by }) => ({ caller: by.viewer, body: { category: "workspace_activity", email: true } }),
  },
  receiveMailReport: anyone(({ app }) => mailReport(app)),

  listAudit: inOurs("admin"),
  listOwnRuns: inOurs("admin"),
  readOwnRun: inOurs("admin", someWaitingRun),
  cancelOwnRun: inOurs("admin", someWaitingRun),
  readFlags: inOurs("viewer"),

  readSystem: forOperator(),
  listSwitches: forOperator(),
  activateSwitch: forOperator(() => ({
    // Nothing is called so, hence nothing goes down with it.
    dependency: "suite.nothing",
    reason: "a test",
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })),
  clearSwitch: forOperator(() => ({ dependency: "suite.nothing" })),
  listDependencies: forOperator(),
  listFlags: forOperator(),
  setRollout: forOperator(() => ({ flag: "product.compact_projects", value: true, percent: 0 })),
  setOverride: forOperator(({ ours }) => ({
    flag: "product.compact_projects",
    workspaceId: ours.workspace.id,
    value: false,
  })),
  clearOverride: forOperator(({ ours }) => ({ flag: "product.compact_projects", workspaceId: ours.workspace.id })),
  listRunbooks: forOperator(),
  readQueues: forOperator(),
  listRuns: forOperator(),
  readRun: forOperator(undefined, someDeadRun),
  stopRun: forOperator(
    () => ({ reason: "a test" }),
    async ({ ours, ownerUrl }) => ({ runId: await waitingRun(ownerUrl, ours.workspace.id) }),
  ),
  replayRun: forOperator(undefined, someDeadRun),
  discardRun: forOperator(() => ({ reason: "a test" }), someDeadRun),
  previewDeadLetters: forOperator(),
  replayDeadLetters: forOperator(() => ({ task: "no.such.task", limit: 10 })),
  discardDeadLetters: forOperator(() => ({ task: "no.such.task", reason: "a test", limit: 10 })),
  listSchedules: forOperator(),
  runSchedule: forOperator(() => ({ name: "media.sweep" }), withSchedule("media.sweep")),
  pauseSchedule: forOperator(() => ({ name: "media.sweep", reason: "a test" }), withSchedule("media.sweep")),
  resumeSchedule: forOperator(() => ({ name: "identity.sweep" }), withSchedule("identity.sweep", { isPaused: true })),
};

/** @throws Error for a route that nobody has written a row for. */
export function rowOf({ operationId }: Pick<Route, "operationId">): Row {
  const row = ROWS[operationId];
  if (row === undefined) throw new Error(`test/routes.ts has no row for ${operationId}`);
  return row;
}

type Place = Pick<Awaited<ReturnType<typeof withWorkspace>>, "owner" | "path">;

/** A domain that the workspace has claimed, its record in DNS. */
async function recordedDomain({ owner, path }: Place): Promise<string> {
  const { id, record } = await json(await owner.post(`${path}/domains`, { domain: newDomain() }));
  const { name, value } = record as { readonly name: string; readonly value: string };
  (await localDns()).add({ type: "TXT", name, value });
  return id;
}

let provider: ReturnType<typeof startEmulator<"openid">> | undefined;
async function connectionForm() {
  const { issuer, clientId, clientSecret } = await (provider ??= startEmulator("openid"));
  return { issuer, clientId, clientSecret, role: "member" };
}

/** Our workspace with its single sign-on switched on, and a member with an address in its domain. */
async function companyIn({ app, ours, ownerUrl }: World) {
  const { owner, path, workspace } = ours;
  await put(owner, `${path}/sign-in-connection`, await connectionForm());
  const { domains } = await json(await owner.get(`${path}/sign-in`));
  const old = (domains as readonly { readonly id: string; readonly state: string }[]).filter(
    ({ state }) => state === "verified",
  );
  for (const { id } of old) await owner.delete(`${path}/domains/${id}`);
  const domainId = await recordedDomain(ours);
  const { domain } = await json(await owner.post(`${path}/domains/${domainId}/verification`, {}));
  await owner.patch(`${path}/sign-in-connection`, { isOn: true });
  const member = await memberOf(app, ours, "member");
  const email = `ana-${randomUUID()}@${String(domain)}`;
  await asOwner(ownerUrl, (sql) => sql`update identity.user set email = ${email} where id = ${member.person.id}`);
  return { id: workspace.id, domain: String(domain), member };
}

/** A browser that is back from a vendor, with somebody who has no account yet. */
async function newcomerBySocial({ app, ownerUrl }: World): Promise<Tab> {
  const tab = client(app);
  const { url } = await json(await tab.post("/api/auth/social/begin", { provider: "github" }));
  const state = new URL(String(url)).searchParams.get("state") ?? "";
  const hash = createHash("sha256").update(state).digest("base64url");
  const { email } = signUpForm();
  await asOwner(
    ownerUrl,
    (sql) => sql`update identity.social_attempts set purpose = 'newcomer', subject = ${randomUUID()}, email = ${email},
      name = 'Mira' where state_hash = ${hash}`,
  );
  return tab;
}
