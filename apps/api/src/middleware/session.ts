import type { Entry, Identity, Session } from "@ninefold/identity";
import { createMiddleware } from "hono/factory";
import { problem, respond } from "../problem.ts";
import type { RequestVariables } from "./request.ts";

export interface SessionVariables extends RequestVariables {
  session: Session;
}
export interface WorkspaceVariables extends SessionVariables {
  workspace: Entry;
}

/** Answers 401 without a session. */
export const signedIn = (identity: Pick<Identity, "findSession">) =>
  createMiddleware<{ Variables: SessionVariables }>(async (c, next) => {
    const session = await identity.findSession(c.req.raw.headers);
    if (session === undefined) {
      return respond(c, problem({ status: 401, code: "identity.unauthenticated", requestId: c.var.requestId }));
    }
    c.set("session", session);
    return next();
  });

/** Takes the tenant from the URL of this request and checks membership now. A foreign workspace is a 404 like an unknown one. */
export const inWorkspace = (identity: Pick<Identity, "enter">) =>
  createMiddleware<{ Variables: WorkspaceVariables }>(async (c, next) => {
    const { workspaceId: id = "", slug } = c.req.param() as { workspaceId?: string; slug?: string };
    const workspace = slug === undefined ? { id } : { slug };
    c.set("workspace", await identity.enter(c.var.session, workspace, c.var.requestId));
    await next();
  });
