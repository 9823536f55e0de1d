import { cache } from "react";
import { ApiProblem, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { Me, ReceivedInvitation, Workspace } from "./workspaces.ts";

/**
 * Who is asking, and their workspaces; `undefined` when nobody is signed in. Asked once per request, however many ask.
 * @throws ApiProblem `unavailable`.
 */
export const findMe = cache(async (): Promise<Me | undefined> => {
  return orUndefined(unwrap(apiAsVisitor().v1.me.$get()), "unauthenticated");
});

/**
 * The workspace at this place in the address; `undefined` when there is none or it is not theirs, which look the same.
 * @throws ApiProblem `unauthenticated`, `unavailable`.
 */
export const findWorkspace = cache(async (slug: string): Promise<Workspace | undefined> => {
  const param = { slug: encodeURIComponent(slug) };
  return orUndefined(unwrap(apiAsVisitor().v1.workspaces["by-slug"][":slug"].$get({ param })), "not_found");
});

/**
 * An invitation to the address of whoever asks; `undefined` for any other id.
 * @throws ApiProblem `unauthenticated`, `unavailable`.
 */
export const findInvitation = cache(async (id: string): Promise<ReceivedInvitation | undefined> => {
  const param = { invitationId: encodeURIComponent(id) };
  return orUndefined(unwrap(apiAsVisitor().v1.invitations[":invitationId"].$get({ param })), "not_found");
});

async function orUndefined<T>(answer: Promise<T>, kind: ApiProblem["kind"]): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof ApiProblem && error.kind === kind) return undefined;
    throw error;
  });
}
