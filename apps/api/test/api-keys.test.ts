import { randomUUID } from "node:crypto";
import { KEY_PERMISSIONS } from "@ninefold/identity/permissions";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { mediaVendor } from "./media-vendor.ts";
import { createWorld, rowOf, send } from "./routes.ts";
import { apiKey, json, programWith, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls, await mediaVendor());
const world = await createWorld(app, database.ownerUrl);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const { ours } = world;
const EVERYTHING = { permissions: [...KEY_PERMISSIONS] };
const own = await apiKey(ours, EVERYTHING);
const account = own.serviceAccountId;
const codeIn = async (response: Response) => [response.status, (await json(response))["code"]];
const takesKeys = ({ security = [] }: { readonly security?: readonly object[] }) =>
  security.some((one) => "apiKey" in one);

/** As the owner of the database: what takes days otherwise. */
const later = (keyId: string, days: number) =>
  asOwner(database.ownerUrl, async (sql) => {
    await sql`update identity.api_key set created_at = created_at - make_interval(days => ${days}),
      expires_at = expires_at - make_interval(days => ${days}), ends_at = ends_at - make_interval(days => ${days})
      where id = ${keyId}`;
  });

const guarded = description.routes.filter((route) => rowOf(route).who !== "anyone");
describe.each(guarded.map((route) => [route.operationId, route] as const))("a key at %s", (_id, route) => {
  const row = rowOf(route);

  if (takesKeys(route)) {
    it("is let in with the one permission that the route asks for, and with no other", async () => {
      const permission = String(route["x-access"]);
      expect(KEY_PERMISSIONS).toContain(permission);
      const call = await row.arrange(world);
      const others = KEY_PERMISSIONS.filter((one) => one !== permission);
      const without = await apiKey(ours, { permissions: others }, account);
      const refused = await send(route, { ...call, caller: programWith(app, without.secret) });
      expect(await codeIn(refused)).toEqual([403, "identity.forbidden"]);
      const owns = route.operationId === "completeFile" || route.operationId === "removeFile";
      const { secret, path } = await apiKey(ours, { permissions: [permission] }, account);
      const answer = await send(route, { ...call, caller: programWith(app, secret) });
      for (const one of [without.path, path]) await ours.owner.delete(one);
      // An upload is completed by whoever began it, and a file is removed by whoever may write.
      expect(answer.ok || (owns && answer.status === 404)).toBe(true);
    });

    it("I-24: of another workspace finds nothing here, whatever it was given", async () => {
      const call = await row.arrange(world);
      const params = { ...call.params, workspaceId: String(world.foreign["workspaceId"]) };
      const caller = programWith(app, own.secret);
      const foreign = await send(route, { ...call, caller, params });
      const unknown = await send(route, { ...call, caller, params: { ...params, workspaceId: randomUUID() } });
      expect(await codeIn(foreign)).toEqual([404, "identity.workspace_not_found"]);
      expect(await codeIn(unknown)).toEqual([404, "identity.workspace_not_found"]);
    });
  } else if (row.who !== "anyone") {
    it("is refused, whatever it was given: the route is for people", async () => {
      const call = await row.arrange(world);
      const caller = programWith(app, own.secret);
      expect(await codeIn(await send(route, { ...call, caller }))).toEqual([403, "identity.person_only"]);
    });
  }

  if (row.who !== "anyone") {
    it("answers 401 alike to whatever is no key that works", async () => {
      const call = await row.arrange(world);
      const answers = await Promise.all(
        NO_KEYS.map(async (secret) => {
          const response = await send(route, { ...call, caller: programWith(app, secret) });
          const { requestId: _own, ...body } = await json(response);
          return { status: response.status, body };
        }),
      );
      expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(answers[0]).toMatchObject({ status: 401, body: { code: "identity.invalid_key" } });
    });
  }
});

const NO_KEYS = await (async () => {
  const [revoked, expired, removed] = [await apiKey(ours), await apiKey(ours), await apiKey(ours)];
  await ours.owner.delete(revoked.path);
  await later(expired.keyId, 31);
  await ours.owner.delete(`${ours.path}/service-accounts/${removed.serviceAccountId}`);
  const swapped = own.secret.slice(0, -1) + (own.secret.endsWith("0") ? "1" : "0");
  const [unknown, closed] = [await aSecretOfNobody(), await withWorkspace(app)];
  const ofClosed = await apiKey(closed);
  const body = JSON.stringify({ slug: closed.workspace.slug });
  await closed.owner.send("DELETE", closed.path, { body, headers: { "content-type": "application/json" } });
  return [
    revoked.secret,
    expired.secret,
    removed.secret,
    ofClosed.secret,
    unknown,
    swapped,
    own.secret.toUpperCase().replace("NF_", "nf_"),
    own.secret.slice(0, -1),
    `${own.secret}0`,
    `${own.secret} ${own.secret}`,
    "nf_",
    `nf_${"0".repeat(8_000)}`,
  ];
})();

/** A secret that is well formed: of a service account that is gone with its workspace's row. */
async function aSecretOfNobody(): Promise<string> {
  const { secret, keyId } = await apiKey(ours);
  await asOwner(database.ownerUrl, (sql) => sql`delete from identity.api_key where id = ${keyId}`);
  return secret;
}

describe("which routes take keys", () => {
  it("is exactly what a key can be given", () => {
    const asked = new Set(description.routes.filter(takesKeys).map((route) => route["x-access"]));
    expect(asked).toEqual(new Set(KEY_PERMISSIONS));
  });
});
