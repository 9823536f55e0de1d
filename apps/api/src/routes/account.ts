import { Hono } from "hono";
import type { System } from "../compose.ts";
import { signedIn, type SessionVariables } from "../middleware/session.ts";
import { Ended, PasswordConfirmation, SessionList } from "./account-shapes.ts";
import { personContext } from "./notifications.ts";
import { operation, type Refusal } from "./operation.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const sessionId = pathIds({ sessionId: pathId("A session of one's own.") });

/** A person's own sessions, and the proof of who they are that risky actions ask for. */
export function accountRoutes({ identity, notifications }: Pick<System, "identity" | "notifications">) {
  const person = signedIn(identity);
  /** What streams to a session that has ended ends now; where this fails, at its next heartbeat. */
  const wake = (vars: SessionVariables) => notifications.wake(personContext(vars)).catch(() => undefined);

  return new Hono<{ Variables: SessionVariables }>()
    .get("/me/sessions", operation(listSessions), person, async (c) =>
      c.json({ sessions: [...(await identity.listSessions(c.var.session))] }, 200),
    )
    .delete("/me/sessions", operation(endOtherSessions), person, async (c) => {
      const ended = await identity.endOtherSessions(c.var.session);
      await wake(c.var);
      return c.json({ ended }, 200);
    })
    .delete("/me/sessions/:sessionId", operation(endSession), person, sessionId, async (c) => {
      await identity.endSession(c.var.session, c.req.valid("param").sessionId);
      await wake(c.var);
      return c.json(DONE, 200);
    })
    .post("/me/password/confirm", operation(confirmPassword), person, jsonBody(PasswordConfirmation), async (c) => {
      await identity.confirmPassword(c.var.session, c.req.valid("json").password);
      return c.json(DONE, 200);
    });
}

const shared = { tag: "identity", cache: "no-store", limit: "api" } as const;

const listSessions = {
  ...shared,
  id: "listSessions",
  summary: "Where the caller is signed in",
  answers: { 200: SessionList },
} as const;

const endOtherSessions = {
  ...shared,
  id: "endOtherSessions",
  summary: "Sign out everywhere else",
  answers: { 200: Ended },
} as const;

const endSession = {
  ...shared,
  id: "endSession",
  summary: "End one session; the one that asks too",
  answers: { 200: Done },
  refuses: ["404 identity.session_not_found"] satisfies Refusal[],
} as const;

const confirmPassword = {
  ...shared,
  id: "confirmPassword",
  limit: "sign-in",
  summary: "Give the password again: what answers `identity.step_up_required` is let through for ten minutes",
  answers: { 200: Done },
  refuses: [
    "403 identity.forbidden",
    "404 identity.session_not_found",
    "422 identity.wrong_password",
  ] satisfies Refusal[],
} as const;
