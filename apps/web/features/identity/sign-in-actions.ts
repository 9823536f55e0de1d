"use client";

import { api, unwrap } from "../../api.ts";
import { whyNot, type Words } from "./member-actions.ts";
import type { Role } from "./workspaces.ts";

const workspace = () => api.v1.workspaces[":workspaceId"];
const inWorkspace = (workspaceId: string) => ({ workspaceId: encodeURIComponent(workspaceId) });

interface DomainRef {
  readonly workspaceId: string;
  readonly domainId: string;
}

const inDomain = ({ workspaceId, domainId }: DomainRef) => ({
  ...inWorkspace(workspaceId),
  domainId: encodeURIComponent(domainId),
});

/* Each resolves with nothing once it is done, or with the sentence that says why not. */

export const verifyDomain = async (ref: DomainRef, words: Words) =>
  whyNot(unwrap(workspace().domains[":domainId"].verification.$post({ param: inDomain(ref) })), words);

export const removeDomain = async (ref: DomainRef, words: Words) =>
  whyNot(unwrap(workspace().domains[":domainId"].$delete({ param: inDomain(ref) })), words);

export const testProvider = async (workspaceId: string, words: Words) =>
  whyNot(unwrap(workspace()["sign-in-connection"].test.$post({ param: inWorkspace(workspaceId) })), words);

export const switchProvider = async (
  workspaceId: string,
  json: { readonly isOn?: boolean; readonly isRequired?: boolean },
  words: Words,
) => whyNot(unwrap(workspace()["sign-in-connection"].$patch({ param: inWorkspace(workspaceId), json })), words);

export const removeProvider = async (workspaceId: string, words: Words) =>
  whyNot(unwrap(workspace()["sign-in-connection"].$delete({ param: inWorkspace(workspaceId) })), words);

/* These throw ApiProblem as every call of the API does: a form says where it belongs. */

export const addDomain = async (workspaceId: string, domain: string) =>
  unwrap(workspace().domains.$post({ param: inWorkspace(workspaceId), json: { domain } }));

interface ProviderInput {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly role: Role;
}

export const saveProvider = async (workspaceId: string, json: ProviderInput) =>
  unwrap(workspace()["sign-in-connection"].$put({ param: inWorkspace(workspaceId), json }));
