import {
  type Entry,
  type Identity,
  IdentityError,
  type Permission,
  type PersonEntry,
  type Session,
} from "@ninefold/identity";
import { type PersonContext, userIdOf } from "@ninefold/identity/tenancy";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { refuse } from "../problem.ts";
import { type Access, type AccessVariables, described, isOpenTo, type Refusal } from "../routes/operation.ts";
import { keyHolderOf } from "./api-key.ts";
import type { RequestVariables } from "./request.ts";
import { sessionOf } from "./session-of.ts";

export interface SessionVariables extends RequestVariables {
  session: Session;
}
/** Who asks, for the record. */
export const by = ({ session, requestId }: SessionVariables) => ({ actor: session.person.id, requestId });

/** Of a route that a person alone may call. */
export interface WorkspaceVariables extends SessionVariables {
  workspace: PersonEntry;
}
/** Of a route that programs may call as well: it has nothing that only a person has. */
export interface CallerVariables extends RequestVariables {
  workspace: Entry;
}

/** For what is the person's own, in no workspace. */
export function personContext({ session, requestId }: Pick<SessionVariables, "session" | "requestId">): PersonContext {
  const userId = userIdOf(session.person.id);
  return { userId, actor: { type: "person", id: userId }, requestId };
}

const UNKNOWN_CALLER = [
  "401 identity.unauthenticated",
  "401 identity.invalid_key",
  "503 identity.unavailable",
] satisfies Refusal[];

/** Answers 401 without a session, and 403 to a key, whatever it may: the route is for people. */
export const signedIn = (identity: Pick<Identity, "findSession" | "findKeyHolder">) =>
  described(
    createMiddleware<{ Variables: SessionVariables }>(async (c, next) => {
      // Before the session is looked for: a request that names a key is the key's, whatever cookie comes along.
      const asked = keyHolderOf(identity, c.req.raw);
      if (asked !== undefined) {
        const holder = await asked;
        if (holder === undefined) return refuse(c, "identity.invalid_key");
        c.var.note({ keyId: holder.keyId });
        throw new IdentityError("identity.person_only", "This is for people who are signed in. A key can't do it.");
      }
      const session = await sessionOf(identity, c.req.raw);
      if (session === undefined) return refuse(c, "identity.unauthenticated");
      c.set("session", session);
      c.var.note({ userId: session.person.id });
      return next();
    }),
    {
      security: [{ session: [] }, { bearer: [] }],
      "x-refusals": [...UNKNOWN_CALLER, "403 identity.person_only"] satisfies Refusal[],
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

const NOT_HERE = [
  "403 identity.forbidden",
  "403 identity.single_sign_on_required",
  "404 identity.workspace_not_found",
] satisfies Refusal[];

/**
 * Takes the tenant from the URL of this request and checks membership now, then the permission that the route names. A
 * foreign workspace is a 404 like an unknown one.
 */
export const inWorkspace = (identity: Pick<Identity, "enter" | "noteUse">) =>
  described(
    createMiddleware<{ Variables: WorkspaceVariables & AccessVariables }>(async (c, next) => {
      const entry = await identity.enter(c.var.session, workspaceIn(c), c.var.requestId);
      c.set("workspace", entry);
      c.var.note({ tenantId: entry.context.tenantId });
      const { to, orSelf = false } = c.var.access ?? {};
      if (!orSelf || c.req.param("userId") !== entry.person.id) entry.require(permissionIn(to));
      identity.noteUse(entry.context);
      await next();
    }),
    { "x-refusals": NOT_HERE },
  );

/**
 * In place of the two above, for what a program may do as well: takes a session or a key, and enters the workspace of the
 * URL by it. A key is good in its own workspace; any other is a 404 to it, like an unknown one.
 */
export const callerInWorkspace = (
  identity: Pick<Identity, "findSession" | "findKeyHolder" | "enter" | "enterByKey" | "noteUse">,
) =>
  described(
    createMiddleware<{ Variables: CallerVariables & AccessVariables }>(async (c, next) => {
      const { note, requestId } = c.var;
      const asked = keyHolderOf(identity, c.req.raw);
      const caller = await (asked ?? sessionOf(identity, c.req.raw));
      if (caller === undefined) return refuse(c, asked ? "identity.invalid_key" : "identity.unauthenticated");
      const isProgram = "keyId" in caller;
      note(isProgram ? { keyId: caller.keyId } : { userId: caller.person.id });
      const ref = workspaceIn(c);
      const entry = isProgram
        ? identity.enterByKey(caller, ref, requestId)
        : await identity.enter(caller, ref, requestId);
      c.set("workspace", entry);
      note({ tenantId: entry.context.tenantId });
      entry.require(permissionIn(c.var.access?.to));
      identity.noteUse(entry.context);
      return next();
    }),
    {
      security: [{ session: [] }, { bearer: [] }, { apiKey: [] }],
      "x-refusals": [...UNKNOWN_CALLER, ...NOT_HERE],
    },
  );

function workspaceIn(c: Context) {
  const { workspaceId: id = "", slug } = c.req.param() as Partial<Record<string, string>>;
  return slug === undefined ? { id } : { slug };
}

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
