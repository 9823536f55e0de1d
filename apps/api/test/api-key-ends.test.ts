import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import {
  apiKey,
  type Body,
  client,
  json,
  memberOf,
  newcomer,
  programWith,
  startApp,
  withWorkspace,
} from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
const ours = await withWorkspace(app);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const codeIn = async (response: Response) => [response.status, (await json(response))["code"]];

/** As the owner of the database: what takes days otherwise. */
const later = (keyId: string, days: number) =>
  asOwner(database.ownerUrl, async (sql) => {
    await sql`update identity.api_key set created_at = created_at - make_interval(days => ${days}),
      expires_at = expires_at - make_interval(days => ${days}), ends_at = ends_at - make_interval(days => ${days})
      where id = ${keyId}`;
  });

describe("rotating a key", () => {
  it("lets both work for as long as was asked, and then the new one alone", async () => {
    const place = await withWorkspace(app);
    const old = await apiKey(place);
    const answer = await place.owner.post(`${old.path}/rotate`, { overlapHours: 24 });
    const { key, secret } = (await answer.json()) as { key: Body; secret: string };
    const works = async (one: string) => (await programWith(app, one).get(`${place.path}/projects`)).status;
    expect([answer.status, await works(old.secret), await works(secret)]).toEqual([201, 200, 200]);
    expect(key).toMatchObject({ name: old.key["name"], permissions: old.key["permissions"], endsAt: null });
    await later(old.keyId, 2);
    expect([await works(old.secret), await works(secret)]).toEqual([401, 200]);
  });

  it("happens once, however many ask at the same time", async () => {
    const place = await withWorkspace(app);
    const old = await apiKey(place);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => place.owner.post(`${old.path}/rotate`, { overlapHours: 1 })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const one of answers.filter(({ status }) => status !== 201)) {
      expect(await codeIn(one)).toEqual([409, "identity.key_rotated"]);
    }
  });

  it("of one that was revoked or has expired is refused", async () => {
    const place = await withWorkspace(app);
    const [revoked, expired] = [await apiKey(place), await apiKey(place)];
    await place.owner.delete(revoked.path);
    await later(expired.keyId, 31);
    for (const { path } of [revoked, expired]) {
      const answer = await place.owner.post(`${path}/rotate`, { overlapHours: 1 });
      expect(await codeIn(answer)).toEqual([409, "identity.key_ended"]);
    }
  });
});

describe("revoking a key", () => {
  it("I-42: ends it at the next request, also when 20 ask at once, and tells of it once", async () => {
    const place = await withWorkspace(app);
    const { path, secret, keyId } = await apiKey(place);
    const answers = await Promise.all(Array.from({ length: 20 }, () => place.owner.delete(path)));
    for (const { status } of answers) expect(status).toBe(200);
    expect((await programWith(app, secret).get(`${place.path}/projects`)).status).toBe(401);
    const [told] = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ times: number }[]>`select count(*)::int as times from identity.facts
        where type = 'identity.api_key_revoked' and data->>'keyId' = ${keyId}`,
    );
    expect(told?.times).toBe(1);
  });

  it("needs the session of somebody who may", async () => {
    const { path } = await apiKey(ours);
    expect(await codeIn(await client(app).delete(path))).toEqual([401, "identity.unauthenticated"]);
    const member = await memberOf(app, ours, "member");
    expect(await codeIn(await member.delete(path))).toEqual([403, "identity.forbidden"]);
    expect(await codeIn(await (await newcomer(app)).delete(path))).toEqual([404, "identity.workspace_not_found"]);
  });
});

it("goes with its workspace when that is erased, and nothing of it is left", async () => {
  const place = await withWorkspace(app);
  const { keyId, serviceAccountId } = await apiKey(place);
  const body = JSON.stringify({ slug: place.workspace.slug });
  await place.owner.send("DELETE", place.path, { body, headers: { "content-type": "application/json" } });
  await asOwner(
    database.ownerUrl,
    (sql) =>
      sql`update identity.organization set closed_at = closed_at - interval '15 days' where id = ${place.workspace.id}`,
  );
  await system.identity.sweep("a test");
  const left = await asOwner(
    database.ownerUrl,
    (sql) => sql`select id from identity.api_key where id = ${keyId}
      union all select id from identity.service_account where id = ${serviceAccountId}
      union all select id from identity.facts where tenant_id = ${place.workspace.id}`,
  );
  expect(left).toHaveLength(0);
});

it("20 uses at once are all answered, and the key is noted as used", async () => {
  const place = await withWorkspace(app);
  const { secret, keyId } = await apiKey(place);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => programWith(app, secret).get(`${place.path}/projects`)),
  );
  for (const { status } of answers) expect(status).toBe(200);
  const { serviceAccounts } = (await (await place.owner.get(`${place.path}/service-accounts`)).json()) as {
    serviceAccounts: { keys: { id: string; lastUsedAt: string | null }[] }[];
  };
  const key = serviceAccounts.flatMap(({ keys }) => keys).find(({ id }) => id === keyId);
  expect(key?.lastUsedAt).not.toBeNull();
});
