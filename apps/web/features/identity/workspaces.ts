import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

export type Me = InferResponseType<Api["v1"]["me"]["$get"], 200>;

/** A workspace as the person asking sees it. */
export type Workspace = Me["workspaces"][number];

export type Role = Workspace["role"];

/** An invitation to the person asking. */
export type ReceivedInvitation = Me["invitations"][number];

type WorkspaceRoute = Api["v1"]["workspaces"][":workspaceId"];

export type MembersPage = InferResponseType<WorkspaceRoute["members"]["$get"], 200>;

export type Member = MembersPage["members"][number];

/** One that the workspace sent and nobody has answered. */
export type Invitation = InferResponseType<WorkspaceRoute["invitations"]["$get"], 200>["invitations"][number];

export type InvitableRole = Invitation["role"];

/** A role that members can have, and what it allows. */
export type RoleGrant = InferResponseType<WorkspaceRoute["roles"]["$get"], 200>["roles"][number];

export type Team = InferResponseType<WorkspaceRoute["teams"]["$get"], 200>["teams"][number];

/** Whom programs act as here, with its keys. */
export type ServiceAccount = InferResponseType<
  WorkspaceRoute["service-accounts"]["$get"],
  200
>["serviceAccounts"][number];

export type ApiKey = ServiceAccount["keys"][number];

/** What a workspace used in a month. */
export type Usage = InferResponseType<WorkspaceRoute["usage"]["$get"], 200>;

export type ClosedWorkspace = InferResponseType<
  Api["v1"]["me"]["closed-workspaces"]["$get"],
  200
>["workspaces"][number];

type SignInRoute = InferResponseType<WorkspaceRoute["sign-in"]["$get"], 200>;
export type WorkspaceDomain = SignInRoute["domains"][number];
export type SignInConnection = NonNullable<SignInRoute["connection"]>;
/** The single sign-on of a workspace that somebody is in. */
export type OfferedConnection = InferResponseType<
  Api["v1"]["me"]["sign-in-connections"]["$get"],
  200
>["connections"][number];

/** What the page of the sign-up has to know. */
export type SignUps = InferResponseType<Api["v1"]["sign-ups"]["$get"], 200>;

/** What people can sign in with here. */
export type WaysIn = InferResponseType<Api["v1"]["social-providers"]["$get"], 200>;

export function workspacePath(slug: string): string {
  return `/w/${encodeURIComponent(slug)}`;
}

export function membersPath(slug: string): string {
  return `${workspacePath(slug)}/members`;
}

export function settingsPath(slug: string, part?: "teams" | "roles" | "keys" | "sign-in" | "runs"): string {
  const path = `${workspacePath(slug)}/settings`;
  return part === undefined ? path : `${path}/${part}`;
}

export function auditPath(slug: string): string {
  return `${workspacePath(slug)}/audit`;
}

export function filesPath(slug: string): string {
  return `${workspacePath(slug)}/files`;
}

export function invitationPath(id: string): string {
  return `/invite/${encodeURIComponent(id)}`;
}
