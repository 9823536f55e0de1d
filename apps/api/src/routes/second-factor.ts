import { Hono } from "hono";
import type { System } from "../compose.ts";
import { personContext, recentlySignedIn, type SessionVariables, signedIn } from "../middleware/session.ts";
import { operation, type Refusal } from "./operation.ts";
import { RecoveryCodes, SecondFactor, SecondFactorCode, SecondFactorSecret } from "./second-factor-shapes.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody } from "./validation.ts";

/** A person's own second factor. What is secret in these answers is in no other, and is never kept for a repeat. */
export function secondFactorRoutes({ identity, notifications }: Pick<System, "identity" | "notifications">) {
  const person = signedIn(identity);
  const recent = recentlySignedIn(identity);
  /** What streams to a session that has ended ends now; where this fails, at its next heartbeat. */
  const wake = (vars: SessionVariables) => notifications.wake(personContext(vars)).catch(() => undefined);

  return new Hono<{ Variables: SessionVariables }>()
    .get("/me/second-factor", operation(readSecondFactor), person, async (c) =>
      c.json({ secondFactor: (await identity.findSecondFactor(c.var.session)) ?? null }, 200),
    )
    .post("/me/second-factor", operation(beginSecondFactor), person, recent, async (c) =>
      c.json(await identity.beginSecondFactor(c.var.session), 200),
    )
    .post(
      "/me/second-factor/confirm",
      operation(confirmSecondFactor),
      person,
      recent,
      jsonBody(SecondFactorCode),
      async (c) => {
        const recoveryCodes = await identity.confirmSecondFactor(c.var.session, c.req.valid("json").code);
        await wake(c.var);
        return c.json({ recoveryCodes: [...recoveryCodes] }, 200);
      },
    )
    .post("/me/second-factor/recovery-codes", operation(renewRecoveryCodes), person, recent, async (c) =>
      c.json({ recoveryCodes: [...(await identity.renewRecoveryCodes(c.var.session))] }, 200),
    )
    .delete("/me/second-factor", operation(removeSecondFactor), person, recent, async (c) => {
      await identity.removeSecondFactor(c.var.session);
      await wake(c.var);
      return c.json(DONE, 200);
    });
}

const shared = { tag: "identity", access: "self", cache: "no-store", limit: "api" } as const;

const readSecondFactor = {
  ...shared,
  id: "readSecondFactor",
  summary: "Whether the caller has a second factor, and how many recovery codes are left",
  answers: { 200: SecondFactor },
} as const;

const beginSecondFactor = {
  ...shared,
  id: "beginSecondFactor",
  limit: "sign-in",
  summary: "Make a secret for an authenticator app; nothing changes until it is confirmed, within an hour",
  answers: { 200: SecondFactorSecret },
  refuses: [
    "403 identity.forbidden",
    "404 identity.person_not_found",
    "409 identity.second_factor_on",
  ] satisfies Refusal[],
} as const;

const confirmSecondFactor = {
  ...shared,
  id: "confirmSecondFactor",
  limit: "sign-in",
  summary: "Turn the second factor on by a code of the app; every other session ends",
  answers: { 200: RecoveryCodes },
  refuses: [
    "403 identity.forbidden",
    "404 identity.session_not_found",
    "409 identity.second_factor_off",
    "409 identity.second_factor_on",
    "422 identity.wrong_second_factor",
  ] satisfies Refusal[],
} as const;

const renewRecoveryCodes = {
  ...shared,
  id: "renewRecoveryCodes",
  limit: "sign-in",
  summary: "Make other recovery codes; the ones before are void",
  answers: { 200: RecoveryCodes },
  refuses: ["403 identity.forbidden", "409 identity.second_factor_off"] satisfies Refusal[],
} as const;

const removeSecondFactor = {
  ...renewRecoveryCodes,
  id: "removeSecondFactor",
  summary: "Turn the second factor off; every other session ends",
  answers: { 200: Done },
} as const;
