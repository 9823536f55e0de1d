import { createTestDatabase } from "@ninefold/testing/test-database";
import { hc } from "hono/client";
import { afterAll, expect, expectTypeOf, it } from "vitest";
import type { ApiType } from "../src/app.ts";
import { memberOf, ORIGIN, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

/** The client that the web app has; it knows paths, bodies and answers from the routes alone. */
it("is made from the routes, so that a page can't ask for what is not there", async () => {
  const acme = await withWorkspace(app);
  const member = await memberOf(app, acme, "member");
  const headers = { cookie: acme.owner.cookie(), origin: ORIGIN };
  const { v1 } = hc<ApiType>("http://localhost", { fetch: app.request, headers }).api;
  const param = { workspaceId: acme.workspace.id };

  const me = await (await v1.me.$get()).json();
  expectTypeOf(me.person.locale).toEqualTypeOf<"en" | "id">();
  expectTypeOf(me.invitations).toExtend<readonly { readonly expiresAt: string }[]>();
  expect(me.workspaces).toEqual([acme.workspace]);

  const listed = await (await v1.workspaces[":workspaceId"].members.$get({ param, query: { limit: "1" } })).json();
  expectTypeOf(listed).toExtend<{ members: { joinedAt: string }[]; nextCursor: string | null }>();

  const userId = member.person.id;
  const one = v1.workspaces[":workspaceId"].members[":userId"];
  const changed = await one.$patch({ param: { ...param, userId }, json: { role: "viewer" } });
  expectTypeOf(await changed.json()).toEqualTypeOf<{ readonly done: true }>();
  // @ts-expect-error -- no role is a number
  const refused = await one.$patch({ param: { ...param, userId }, json: { role: 7 } });
  expect(await refused.text()).toContain("http.invalid_body");
});
