"use client";

import { ApiProblem, api, unwrap } from "../../api.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { failureSentence } from "./failure.ts";
import type { Role } from "./workspaces.ts";

export interface Words {
  /** By code: what a refusal means here. */
  readonly codes: Readonly<Record<string, string>>;
  readonly failures: FailureCopy;
}

interface MemberRef {
  readonly workspaceId: string;
  readonly userId: string;
}

const members = () => api.v1.workspaces[":workspaceId"].members[":userId"];

/* Each resolves with nothing once it is done, or with the sentence that says why not. */

export async function changeRole({ workspaceId, userId }: MemberRef, role: Role, words: Words) {
  const param = { workspaceId: encodeURIComponent(workspaceId), userId: encodeURIComponent(userId) };
  return whyNot(unwrap(members().$patch({ param, json: { role } })), words);
}

/** Naming oneself leaves the workspace. */
export async function removeMember({ workspaceId, userId }: MemberRef, words: Words) {
  const param = { workspaceId: encodeURIComponent(workspaceId), userId: encodeURIComponent(userId) };
  return whyNot(unwrap(members().$delete({ param })), words);
}

export async function revokeInvitation(workspaceId: string, invitationId: string, words: Words) {
  const param = { workspaceId: encodeURIComponent(workspaceId), invitationId: encodeURIComponent(invitationId) };
  return whyNot(unwrap(api.v1.workspaces[":workspaceId"].invitations[":invitationId"].$delete({ param })), words);
}

export async function whyNot(work: Promise<unknown>, { codes, failures }: Words): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return failureSentence(error, codes, failures);
    throw error;
  }
}
