import type { Person } from "@ninefold/identity";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { signedIn, type SessionVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { pictureUrls } from "./pictures.ts";
import { MeShape, PersonAnswer, ProfileChange } from "./identity-shapes.ts";
import { jsonBody } from "./validation.ts";
import { toWorkspace } from "./workspaces.ts";

export function meRoutes(system: Pick<System, "identity" | "media">) {
  const { identity } = system;
  const person = signedIn(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/me", operation(readMe), person, async (c) => {
      const { session } = c.var;
      const [memberships, invitations, isOperator] = await Promise.all([
        identity.listMemberships(session),
        identity.listMyInvitations(session),
        identity.isOperator(session),
      ]);
      const { person: me } = session;
      const workspaceIds = memberships.map(({ workspace }) => workspace.id);
      const urlOf = await pictureUrls(system, { userIds: [me.id], workspaceIds });
      const workspaces = memberships.map((one) => toWorkspace(one, urlOf(one.workspace.id)));
      return c.json({ person: toPerson(me, isOperator, urlOf(me.id)), workspaces, invitations }, 200);
    })
    .patch("/me", operation(changeMe), person, jsonBody(ProfileChange), async (c) => {
      const changed = await identity.updatePerson(c.var.session, c.req.valid("json"));
      const urlOf = await pictureUrls(system, { userIds: [changed.id] });
      return c.json({ person: toPerson(changed, await identity.isOperator(c.var.session), urlOf(changed.id)) }, 200);
    });
}

const readMe = {
  id: "readMe",
  access: "self",
  tag: "identity",
  summary: "Who is signed in, with their workspaces and invitations",
  cache: "no-store",
  limit: "api",
  answers: { 200: MeShape },
} as const;

const changeMe = {
  id: "changeMe",
  access: "self",
  tag: "identity",
  summary: "Change one's own name or language",
  cache: "no-store",
  limit: "api",
  answers: { 200: PersonAnswer },
  refuses: ["404 identity.person_not_found", "422 identity.invalid_name"],
} as const;

const toPerson = ({ id, name, email, locale }: Person, isOperator: boolean, pictureUrl: string | null) => ({
  id,
  name,
  email,
  locale,
  isOperator,
  pictureUrl,
});
