import { type Context, Hono } from "hono";
import type { System } from "../compose.ts";
import { recentlySignedIn, type SessionVariables, signedIn } from "../middleware/session.ts";
import {
  ConnectionList,
  ConnectionWish,
  Departure,
  SocialProof,
  SocialProviders,
  SocialProviderShape,
} from "./connection-shapes.ts";
import { operation, type Refusal } from "./operation.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathIds } from "./validation.ts";

/** By whom people sign in besides a password, and what their accounts are connected to. */
export function connectionRoutes({ identity }: Pick<System, "identity">) {
  const person = signedIn(identity);
  const recent = recentlySignedIn(identity);
  const provider = pathIds({ provider: SocialProviderShape });

  return new Hono<{ Variables: SessionVariables }>()
    .get("/social-providers", operation(listProviders), (c) => {
      const { elsewhere: _elsewhere, ...ways } = identity.capabilities;
      return c.json({ providers: [...identity.socialProviders], ways, place: identity.signInPlace ?? null }, 200);
    })
    .get("/me/connections", operation(listConnections), person, async (c) =>
      c.json({ connections: [...(await identity.listConnections(c.var.session))] }, 200),
    )
    .post("/me/connections", operation(beginConnection), person, recent, jsonBody(ConnectionWish), async (c) =>
      depart(c, await identity.beginConnection(c.var.session, c.req.valid("json").provider)),
    )
    .post("/me/connections/confirm", operation(confirmByConnection), person, jsonBody(SocialProof), async (c) => {
      const { provider: by, next } = c.req.valid("json");
      return depart(c, await identity.beginConfirmation(c.var.session, by, next));
    })
    .delete("/me/connections/:provider", operation(endConnection), person, recent, provider, async (c) => {
      await identity.endConnection(c.var.session, c.req.valid("param").provider);
      return c.json(DONE, 200);
    });
}

function depart(c: Context, { url, cookies }: { readonly url: string; readonly cookies: readonly string[] }) {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
  return c.json({ url }, 200);
}

const shared = { tag: "identity", cache: "no-store", limit: "api", access: "self" } as const;

const listProviders = {
  ...shared,
  id: "listSocialProviders",
  access: "anyone",
  summary: "Vendors by whom people can sign in here",
  answers: { 200: SocialProviders },
} as const;

const listConnections = {
  ...shared,
  id: "listConnections",
  summary: "By whom the caller can sign in besides a password",
  answers: { 200: ConnectionList },
} as const;

const beginConnection = {
  ...shared,
  id: "beginConnection",
  limit: "sign-in",
  summary: "Begin to connect an account of a vendor's: where to send the browser",
  answers: { 200: Departure },
  refuses: ["403 identity.forbidden", "422 identity.social_off"] satisfies Refusal[],
} as const;

const confirmByConnection = {
  ...beginConnection,
  id: "confirmByConnection",
  summary: "Prove by a connected account what `confirmPassword` proves by the password: where to send the browser",
} as const;

const endConnection = {
  ...shared,
  id: "endConnection",
  summary: "Disconnect an account of a vendor's; a confirmed address still takes a link to a new password",
  answers: { 200: Done },
  refuses: ["403 identity.forbidden", "404 http.no_route"] satisfies Refusal[],
} as const;
