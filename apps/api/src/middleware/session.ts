import { type Entry, type Identity, IdentityError, type Permission, type Session } from "@ninefold/identity";
import { type PersonContext, userIdOf } from "@ninefold/identity/tenancy";
import { createMiddleware } from "hono/factory";
import { refuse } from "../problem.ts";
import { type Access, type AccessVariables, described, isOpenTo, type Refusal } from "../routes/operation.ts";
import type { RequestVariables } from "./request.ts";
import { sessionOf } from "./session-of.ts";

export interface SessionVariables extends RequestVariables {
  session: Session;
}
export interface WorkspaceVariables extends SessionVariables {
  workspace: Entry;
}

/** For what is the person's own, in no workspace. */
export function personContext({ session, requestId }: Pick<SessionVariables, "session" | "requestId">): PersonContext {
  const userId = userIdOf(session.person.id);
  return { userId, actor: { type: "person", id: userId }, requestId };
}

/** Answers 401 without a session. */
export const signedIn = (identity: Pick<Identity, "findSession">) =>
  described(
    createMiddleware<{ Variables: SessionVariables }>(async (c, next) => {
      const session = await sessionOf(identity, c.req.raw);
      if (session === undefined) return refuse(c, "identity.unauthenticated");
      c.set("session", session);
      c.var.note({ userId: session.person.id });
      return next();
    }),
    {
      security: [{ session: [] }, { bearer: [] }],
      "x-refusals": ["401 identity.unauthenticated", "503 identity.unavailable"] satisfies Refusal[],
    },
  );

/** Answers 403 when the password was not given for a while: for what a stolen session must not be enough for. */
export const recentlySignedIn = (identity: Pick<Identity, "requireRecentSignIn">) =>
  described(
    createMiddleware<{ Variables: SessionVariables }>(async (c, next) => {
      identity.requireRecentSignIn(c.var.session);
      await next();
    }),
    { "x-refusals": ["403 identity.step_up_required"] satisfies Refusal[] },
  );

/**
 * Takes the tenant from the URL of this request and checks membership now, then the permission that the route names. A
 * foreign workspace is a 404 like an unknown one.
 */
export const inWorkspace = (identity: Pick<Identity, "enter">) =>
  described(
    createMiddleware<{ Variables: WorkspaceVariables & AccessVariables }>(async (c, next) => {
      const { workspaceId: id = "", slug, userId } = c.req.param() as Partial<Record<string, string>>;
      const workspace = slug === undefined ? { id } : { slug };
      const entry = await identity.enter(c.var.session, workspace, c.var.requestId);
      c.set("workspace", entry);
      c.var.note({ tenantId: entry.context.tenantId });
      const { to, orSelf = false } = c.var.access ?? {};
      if (!orSelf || userId !== entry.person.id) entry.require(permissionIn(to));
      await next();
    }),
    {
      "x-refusals": [
        "403 identity.forbidden",
        "403 identity.single_sign_on_required",
        "404 identity.workspace_not_found",
      ] satisfies Refusal[],
    },
  );

/** Denies by default: a route in a workspace that names no permission lets nobody in. */
function permissionIn(access: Access | undefined): Permission {
  if (access === undefined || isOpenTo(access)) {
    throw new IdentityError("identity.forbidden", "This route names no permission.");
  }
  return access;
}

/** Lets operators of the platform in. To anybody else who is signed in, there is nothing here. */
export const operator = (identity: Pick<Identity, "isOperator">) =>
  described(
    createMiddleware<{ Variables: SessionVariables }>(async (c, next) =>
      (await identity.isOperator(c.var.session)) ? next() : refuse(c, "http.no_route"),
    ),
    { "x-refusals": ["404 http.no_route"] satisfies Refusal[] },
  );
