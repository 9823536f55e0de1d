import type { Passkey } from "@ninefold/identity";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { recentlySignedIn, type SessionVariables, signedIn } from "../middleware/session.ts";
import { operation, type Refusal } from "./operation.ts";
import {
  NewPasskey,
  PasskeyCreationShape,
  PasskeyList,
  PasskeyProof,
  PasskeyRename,
  PasskeyRequestShape,
  PasskeyShape,
} from "./passkey-shapes.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const passkeyId = pathIds({ passkeyId: pathId("A passkey of one's own.") });

/** A person's own passkeys, and the proof of who they are by one of them. Signing in with one is in `auth.ts`. */
export function passkeyRoutes(system: Pick<System, "identity" | "idempotency" | "telemetry">) {
  const { identity } = system;
  const person = signedIn(identity);
  const recent = recentlySignedIn(identity);

  return new Hono<{ Variables: SessionVariables }>()
    .get("/me/passkeys", operation(listPasskeys), person, async (c) =>
      c.json({ passkeys: (await identity.listPasskeys(c.var.session)).map(onTheWire) }, 200),
    )
    .post("/me/passkeys/options", operation(beginPasskey), person, recent, async (c) =>
      c.json(await identity.beginPasskey(c.var.session), 200),
    )
    .post("/me/passkeys", operation(addPasskey), person, recent, idempotent(system), jsonBody(NewPasskey), async (c) =>
      c.json(onTheWire(await identity.addPasskey(c.var.session, c.req.valid("json"))), 201),
    )
    .patch(
      "/me/passkeys/:passkeyId",
      operation(renamePasskey),
      person,
      passkeyId,
      jsonBody(PasskeyRename),
      async (c) => {
        await identity.renamePasskey(c.var.session, c.req.valid("param").passkeyId, c.req.valid("json").name);
        return c.json(DONE, 200);
      },
    )
    .delete("/me/passkeys/:passkeyId", operation(removePasskey), person, recent, passkeyId, async (c) => {
      await identity.removePasskey(c.var.session, c.req.valid("param").passkeyId);
      return c.json(DONE, 200);
    })
    .post("/me/passkey-confirmation/options", operation(beginConfirmation), person, async (c) =>
      c.json(await identity.beginPasskeyConfirmation(c.var.session), 200),
    )
    .post("/me/passkey-confirmation", operation(confirm), person, jsonBody(PasskeyProof), async (c) => {
      await identity.confirmPasskey(c.var.session, c.req.valid("json").credential);
      return c.json(DONE, 200);
    });
}

const onTheWire = ({ lastUsedAt, ...passkey }: Passkey) => ({ ...passkey, lastUsedAt: lastUsedAt ?? null });

const shared = { access: "self", tag: "identity", cache: "no-store", limit: "api" } as const;

const listPasskeys = {
  ...shared,
  id: "listPasskeys",
  access: "self",
  summary: "What the caller signs in with instead of a password",
  answers: { 200: PasskeyList },
} as const;

const beginPasskey = {
  ...shared,
  id: "beginPasskey",
  access: "self",
  summary: "Ask what a browser has to make for a new passkey; for this session and once",
  answers: { 200: PasskeyCreationShape },
  refuses: ["403 identity.forbidden", "404 identity.person_not_found"] satisfies Refusal[],
} as const;

const addPasskey = {
  ...shared,
  id: "addPasskey",
  access: "self",
  limit: "sign-in",
  summary: "Keep a passkey that the browser has made; the caller is told by mail",
  answers: { 201: PasskeyShape },
  refuses: [
    "403 identity.forbidden",
    "409 identity.passkey_taken",
    "409 identity.too_many_passkeys",
    "422 identity.invalid_name",
    "422 identity.passkey_refused",
  ] satisfies Refusal[],
} as const;

const renamePasskey = {
  ...shared,
  id: "renamePasskey",
  access: "self",
  summary: "Call a passkey something else",
  answers: { 200: Done },
  refuses: [
    "403 identity.forbidden",
    "404 identity.passkey_not_found",
    "422 identity.invalid_name",
  ] satisfies Refusal[],
} as const;

const removePasskey = {
  ...shared,
  id: "removePasskey",
  access: "self",
  summary: "Let a passkey sign nobody in any more; the caller is told by mail",
  answers: { 200: Done },
  refuses: ["403 identity.forbidden", "404 identity.passkey_not_found"] satisfies Refusal[],
} as const;

const beginConfirmation = {
  ...shared,
  id: "beginPasskeyConfirmation",
  access: "self",
  summary: "Ask what a browser has to sign, to prove who the caller is; for this session and once",
  answers: { 200: PasskeyRequestShape },
  refuses: ["403 identity.forbidden", "404 identity.passkey_not_found"] satisfies Refusal[],
} as const;

const confirm = {
  ...shared,
  id: "confirmPasskey",
  access: "self",
  limit: "sign-in",
  summary: "Use a passkey again: what answers `identity.step_up_required` is let through for ten minutes",
  answers: { 200: Done },
  refuses: [
    "403 identity.forbidden",
    "404 identity.session_not_found",
    "422 identity.passkey_refused",
  ] satisfies Refusal[],
} as const;
