"use client";

import type { KeyPermission } from "@ninefold/identity/permissions";
import { api, unwrap } from "../../api.ts";
import { whyNot, type Words } from "./member-actions.ts";

const accounts = () => api.v1.workspaces[":workspaceId"]["service-accounts"];
const keys = () => accounts()[":serviceAccountId"].keys;

export interface AccountRef {
  readonly workspaceId: string;
  readonly serviceAccountId: string;
}

export interface KeyRef extends AccountRef {
  readonly keyId: string;
}

const inAccount = ({ workspaceId, serviceAccountId }: AccountRef) => ({
  workspaceId: encodeURIComponent(workspaceId),
  serviceAccountId: encodeURIComponent(serviceAccountId),
});
const inKey = ({ keyId, ...ref }: KeyRef) => ({ ...inAccount(ref), keyId: encodeURIComponent(keyId) });

/* Each resolves with nothing once it is done, or with the sentence that says why not. */

export async function removeServiceAccount(ref: AccountRef, words: Words) {
  return whyNot(unwrap(accounts()[":serviceAccountId"].$delete({ param: inAccount(ref) })), words);
}

export async function revokeKey(ref: KeyRef, words: Words) {
  return whyNot(unwrap(keys()[":keyId"].$delete({ param: inKey(ref) })), words);
}

/* These throw ApiProblem as every call of the API does: a form says where it belongs. */

export async function saveServiceAccount(
  workspaceId: string,
  serviceAccountId: string | undefined,
  name: string,
): Promise<unknown> {
  if (serviceAccountId === undefined) {
    return unwrap(accounts().$post({ param: { workspaceId: encodeURIComponent(workspaceId) }, json: { name } }));
  }
  const param = inAccount({ workspaceId, serviceAccountId });
  return unwrap(accounts()[":serviceAccountId"].$patch({ param, json: { name } }));
}

interface KeyInput {
  readonly name: string;
  readonly permissions: KeyPermission[];
  readonly expiresInDays: number;
}

/** Answers the secret, which nobody can ask for again. */
export async function makeKey(ref: AccountRef, json: KeyInput): Promise<string> {
  return (await unwrap(keys().$post({ param: inAccount(ref), json }))).secret;
}

/** The same of the key that takes over. */
export async function rotateKey(ref: KeyRef, overlapHours: number): Promise<string> {
  return (await unwrap(keys()[":keyId"].rotate.$post({ param: inKey(ref), json: { overlapHours } }))).secret;
}
