import { Hono } from "hono";
import type { System } from "../compose.ts";
import { personContext, recentlySignedIn, type SessionVariables, signedIn } from "../middleware/session.ts";
import {
  AddressAnswer,
  AddressChange,
  AddressOutcome,
  AddressWish,
  CodeConfirmation,
  Ended,
  PasswordChange,
  PasswordConfirmation,
  SessionList,
  SignInMethods,
} from "./account-shapes.ts";
import { operation, type Refusal } from "./operation.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const sessionId = pathIds({ sessionId: pathId("A session of one's own.") });

/** A person's own sessions, and the proof of who they are that risky actions ask for. */
export function accountRoutes({ identity, notifications }: Pick<System, "identity" | "notifications">) {
  const person = signedIn(identity);
  const recent = recentlySignedIn(identity);
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
      await identity.confirmPassword(c.var.session, c.req.valid("json"));
      return c.json(DONE, 200);
    })
    .get("/me/sign-in-methods", operation(listSignInMethods), person, async (c) =>
      c.json(await identity.findSignInMethods(c.var.session), 200),
    )
    .post("/me/confirmation-code", operation(requestConfirmationCode), person, async (c) => {
      await identity.requestConfirmationCode(c.var.session);
      return c.json(DONE, 200);
    })
    .post("/me/confirmation-code/confirm", operation(confirmByCode), person, jsonBody(CodeConfirmation), async (c) => {
      await identity.confirmByCode(c.var.session, c.req.valid("json"));
      return c.json(DONE, 200);
    })
    .get("/me/address-change", operation(readAddressChange), person, async (c) => {
      const found = await identity.findAddressChange(c.var.session);
      return c.json({ change: found === undefined ? null : { ...found, agreed: [...found.agreed] } }, 200);
    })
    .post("/me/address-change", operation(changeAddress), person, recent, jsonBody(AddressWish), async (c) => {
      await identity.requestAddressChange(c.var.session, c.req.valid("json").email);
      return c.json(DONE, 200);
    })
    .delete("/me/address-change", operation(cancelAddressChange), person, async (c) => {
      await identity.cancelAddressChange(c.var.session);
      return c.json(DONE, 200);
    })
    .post("/address-change", operation(answerAddressChange), jsonBody(AddressAnswer), async (c) =>
      c.json({ status: await identity.answerAddressChange(c.req.valid("json")) }, 200),
    )
    .post("/me/password", operation(changePassword), person, jsonBody(PasswordChange), async (c) => {
      await identity.changePassword(c.var.session, c.req.valid("json"));
      await wake(c.var);
      return c.json(DONE, 200);
    });
}

const shared = { tag: "identity", access: "self", cache: "no-store", limit: "api" } as const;

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
  summary:
    "Give the password again, and a code of the second factor where there is one: what answers `identity.step_up_required` is let through for ten minutes",
  answers: { 200: Done },
  refuses: [
    "403 identity.forbidden",
    "403 identity.second_factor_required",
    "404 identity.session_not_found",
    "409 identity.no_password",
    "422 identity.wrong_password",
    "422 identity.wrong_second_factor",
    "429 identity.too_many_attempts",
  ] satisfies Refusal[],
} as const;

const listSignInMethods = {
  ...shared,
  id: "listSignInMethods",
  access: "self",
  summary: "What the caller can sign in with",
  answers: { 200: SignInMethods },
} as const;

const requestConfirmationCode = {
  ...shared,
  id: "requestConfirmationCode",
  access: "self",
  limit: "sign-in",
  summary: "Send a code to the caller's address, for this session; within a minute it is the same mail",
  answers: { 200: Done },
  refuses: ["403 identity.forbidden", "404 identity.session_not_found"] satisfies Refusal[],
} as const;

const confirmByCode = {
  ...requestConfirmationCode,
  id: "confirmByCode",
  summary: "Give that code: the same as giving the password again. Five wrong ones end it",
  refuses: [
    ...requestConfirmationCode.refuses,
    "403 identity.second_factor_required",
    "422 identity.wrong_code",
    "422 identity.wrong_second_factor",
    "429 identity.too_many_attempts",
  ] satisfies Refusal[],
} as const;

const changePassword = {
  ...confirmPassword,
  id: "changePassword",
  summary: "Choose another password, by giving the one of now; every other session ends",
  refuses: [
    ...confirmPassword.refuses,
    "422 identity.password_breached",
    "422 identity.password_guessable",
  ] satisfies Refusal[],
} as const;

const readAddressChange = {
  ...shared,
  id: "readAddressChange",
  summary: "The address that the caller wants to have, and who has agreed so far",
  answers: { 200: AddressChange },
} as const;

const changeAddress = {
  ...shared,
  id: "changeAddress",
  limit: "sign-in",
  summary: "Ask for another address; both are mailed, and it changes once both agreed. Answers alike for a taken one",
  answers: { 200: Done },
  refuses: [
    "403 identity.forbidden",
    "404 identity.person_not_found",
    "409 identity.same_address",
    "422 identity.disposable_address",
    "422 identity.invalid_email",
  ] satisfies Refusal[],
} as const;

const cancelAddressChange = {
  ...shared,
  id: "cancelAddressChange",
  summary: "Take back what `changeAddress` asked for",
  answers: { 200: Done },
} as const;

const answerAddressChange = {
  ...shared,
  id: "answerAddressChange",
  access: "anyone",
  limit: "sign-in",
  summary: "Agree to a change of address, or stop it, by the link of one of the two mails",
  answers: { 200: AddressOutcome },
  refuses: ["422 identity.invalid_link", "503 identity.unavailable"] satisfies Refusal[],
} as const;
