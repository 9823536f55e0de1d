import type { Entry, Identity, Session } from "@ninefold/identity";
import { type PersonContext, userIdOf } from "@ninefold/identity/tenancy";
import { createMiddleware } from "hono/factory";
import { refuse } from "../problem.ts";
import { described, type Refusal } from "../routes/operation.ts";
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

/** Takes the tenant from the URL of this request and checks membership now. A foreign workspace is a 404 like an unknown one. */
export const inWorkspace = (identity: Pick<Identity, "enter">) =>
  described(
    createMiddleware<{ Variables: WorkspaceVariables }>(async (c, next) => {
      const { workspaceId: id = "", slug } = c.req.param() as { workspaceId?: string; slug?: string };
      const workspace = slug === undefined ? { id } : { slug };
      const entry = await identity.enter(c.var.session, workspace, c.var.requestId);
      c.set("workspace", entry);
      c.var.note({ tenantId: entry.context.tenantId });
      await next();
    }),
    { "x-refusals": ["404 identity.workspace_not_found"] satisfies Refusal[] },
  );

/** Lets operators of the platform in. To anybody else who is signed in, there is nothing here. */
export const operator = (identity: Pick<Identity, "isOperator">) =>
  described(
    createMiddleware<{ Variables: SessionVariables }>(async (c, next) =>
      (await identity.isOperator(c.var.session)) ? next() : refuse(c, "http.no_route"),
    ),
    { "x-refusals": ["404 http.no_route"] satisfies Refusal[] },
  );
