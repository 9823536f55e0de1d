"use client";

import type { Permission } from "@ninefold/identity/permissions";
import { api, unwrap } from "../../api.ts";
import { whyNot, type Words } from "./member-actions.ts";

const workspace = () => api.v1.workspaces[":workspaceId"];
const inWorkspace = (workspaceId: string) => ({ workspaceId: encodeURIComponent(workspaceId) });

/* Each resolves with nothing once it is done, or with the sentence that says why not. */

export async function handOver(workspaceId: string, userId: string, words: Words) {
  return whyNot(unwrap(workspace().owner.$post({ param: inWorkspace(workspaceId), json: { userId } })), words);
}

/** `typed`: its address, which shows that this one is meant. */
export async function closeWorkspace(workspaceId: string, typed: string, words: Words) {
  return whyNot(unwrap(workspace().$delete({ param: inWorkspace(workspaceId), json: { slug: typed } })), words);
}

export async function reopenWorkspace(workspaceId: string, words: Words) {
  const { reopen } = api.v1.me["closed-workspaces"][":workspaceId"];
  return whyNot(unwrap(reopen.$post({ param: inWorkspace(workspaceId) })), words);
}

/** Its mail goes out again. */
export async function resendInvitation(workspaceId: string, invitationId: string, words: Words) {
  const param = { ...inWorkspace(workspaceId), invitationId: encodeURIComponent(invitationId) };
  return whyNot(unwrap(workspace().invitations[":invitationId"].resend.$post({ param })), words);
}

interface TeamRef {
  readonly workspaceId: string;
  readonly teamId: string;
}

const inTeam = ({ workspaceId, teamId }: TeamRef) => ({
  ...inWorkspace(workspaceId),
  teamId: encodeURIComponent(teamId),
});

export async function removeTeam(ref: TeamRef, words: Words) {
  return whyNot(unwrap(workspace().teams[":teamId"].$delete({ param: inTeam(ref) })), words);
}

export async function addTeamMember(ref: TeamRef, userId: string, words: Words) {
  return whyNot(unwrap(workspace().teams[":teamId"].members.$post({ param: inTeam(ref), json: { userId } })), words);
}

export async function removeTeamMember(ref: TeamRef, userId: string, words: Words) {
  const param = { ...inTeam(ref), userId: encodeURIComponent(userId) };
  return whyNot(unwrap(workspace().teams[":teamId"].members[":userId"].$delete({ param })), words);
}

export async function removeRole(workspaceId: string, roleId: string, words: Words) {
  const param = { ...inWorkspace(workspaceId), roleId: encodeURIComponent(roleId) };
  return whyNot(unwrap(workspace().roles[":roleId"].$delete({ param })), words);
}

/* These throw ApiProblem as every call of the API does: a form says where it belongs. */

export async function saveTeam(workspaceId: string, teamId: string | undefined, name: string): Promise<unknown> {
  if (teamId === undefined) return unwrap(workspace().teams.$post({ param: inWorkspace(workspaceId), json: { name } }));
  return unwrap(workspace().teams[":teamId"].$patch({ param: inTeam({ workspaceId, teamId }), json: { name } }));
}

interface RoleInput {
  readonly name: string;
  readonly permissions: Permission[];
}

export async function saveRole(workspaceId: string, roleId: string | undefined, json: RoleInput): Promise<unknown> {
  if (roleId === undefined) return unwrap(workspace().roles.$post({ param: inWorkspace(workspaceId), json }));
  const param = { ...inWorkspace(workspaceId), roleId: encodeURIComponent(roleId) };
  return unwrap(workspace().roles[":roleId"].$patch({ param, json }));
}

export async function saveWorkspace(workspaceId: string, json: { readonly name?: string; readonly slug?: string }) {
  return unwrap(workspace().$patch({ param: inWorkspace(workspaceId), json }));
}
