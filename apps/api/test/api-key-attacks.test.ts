import { randomUUID } from "node:crypto";
import { KEY_PERMISSIONS } from "@ninefold/identity/permissions";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { compose } from "../src/compose.ts";
import { asOwner } from "../src/database/owner.ts";
import { readEnv } from "../src/env.ts";
import {
  apiKey,
  environment,
  json,
  memberOf,
  NEW_KEY,
  ORIGIN,
  program,
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

const EVERYTHING = { permissions: [...KEY_PERMISSIONS] };
const codeIn = async (response: Response) => [response.status, (await json(response))["code"]];

describe("a request that names a key", () => {
  it("is the key's, whatever cookie comes along, and needs no origin", async () => {
    const { secret } = await apiKey(ours, { permissions: ["project:read"] });
    const cookie = ours.owner.cookie();
    const as = { authorization: `Bearer ${secret}`, cookie };
    expect((await app.request(`${ours.path}/projects`, { headers: as })).status).toBe(200);
    // The cookie may this, and the key may not.
    const body = JSON.stringify({ name: "Launch" });
    const init = { method: "POST", body, headers: { ...as, "content-type": "application/json" } };
    expect(await codeIn(await app.request(`${ours.path}/projects`, init))).toEqual([403, "identity.forbidden"]);
    expect(await codeIn(await app.request("/api/v1/me", { headers: as }))).toEqual([403, "identity.person_only"]);
    const { secret: revoked, path } = await apiKey(ours);
    await ours.owner.delete(path);
    const dead = { authorization: `Bearer ${revoked}`, cookie };
    expect(await codeIn(await app.request("/api/v1/me", { headers: dead }))).toEqual([401, "identity.invalid_key"]);
  });

  it("is refused to a page of another site, which has to ask first", async () => {
    const headers = {
      origin: "https://evil.example",
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization",
    };
    const answer = await app.request(`${ours.path}/projects`, { method: "OPTIONS", headers });
    expect(await codeIn(answer)).toEqual([403, "http.foreign_origin"]);
    const own = await app.request(`${ours.path}/projects`, {
      method: "OPTIONS",
      headers: { ...headers, origin: ORIGIN },
    });
    expect(own.headers.get("access-control-allow-headers")).not.toMatch(/authorization/i);
  });

  it("is counted with every other key of its service account, and not with the person who made it", async () => {
    const place = await withWorkspace(app);
    const first = await apiKey(place);
    const second = await apiKey(place, {}, first.serviceAccountId);
    const left = async (secret: string) => {
      const answer = await programWith(app, secret).get(`${place.path}/projects`);
      return Number(/r=(\d+)/.exec(answer.headers.get("ratelimit") ?? "")?.[1]);
    };
    const before = await left(first.secret);
    expect(await left(second.secret)).toBe(before - 1);
  });

  it("has idempotency keys of its own, and gets the first answer again", async () => {
    const place = await withWorkspace(app);
    const { secret } = await apiKey(place, EVERYTHING);
    const key = { "idempotency-key": randomUUID() };
    const ask = () => programWith(app, secret).post(`${place.path}/projects`, { name: "Launch" }, key);
    const [first, again] = [await json(await ask()), await ask()];
    expect([again.headers.get("idempotency-replayed"), (await json(again)).id]).toEqual(["true", first.id]);
    // The same key of a person's is another one.
    const theirs = await place.owner.post(`${place.path}/projects`, { name: "Launch" }, key);
    expect((await json(theirs)).id).not.toBe(first.id);
  });

  it("leaves its id in the access log, and its secret nowhere", async () => {
    const lines: string[] = [];
    const env = readEnv({ ...environment(database.urls), OBSERVABILITY_PROVIDER: "log" });
    const logged = await compose(env, { writeLine: (line) => lines.push(line) });
    const { secret, keyId } = await apiKey(ours, EVERYTHING);
    const other = createApp(logged, { origin: ORIGIN, trustedProxies: [] });
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "Launch" });
    expect((await other.request(`${ours.path}/projects`, { method: "POST", headers, body })).status).toBe(201);
    expect((await other.request("/api/v1/me", { headers })).status).toBe(403);
    await logged.close();
    const requests = lines.filter((line) => line.includes('"request"'));
    expect(requests).toHaveLength(2);
    for (const line of requests) expect(line).toContain(keyId);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    const rows = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ text: string }[]>`
        select key::text as text from ops_safety.idempotency_keys union all
        select row_to_json(a)::text from ops_safety.audit_entries a union all
        select row_to_json(f)::text from identity.facts f union all
        select row_to_json(k)::text from identity.api_key k`,
    );
    expect(rows.some(({ text }) => text.includes(keyId))).toBe(true);
    expect(rows.filter(({ text }) => text.includes(secret))).toEqual([]);
  });
});

describe("what a program does", () => {
  it("is its service account's in the audit log, by name, also once whoever made it has left", async () => {
    const place = await withWorkspace(app);
    const admin = await memberOf(app, place, "admin");
    const { secret, serviceAccountId } = await apiKey({ ...place, owner: admin }, EVERYTHING);
    await place.owner.delete(`${place.path}/members/${admin.person.id}`);
    const made = await programWith(app, secret).post(`${place.path}/projects`, { name: "Launch" });
    expect(made.status).toBe(201);
    const { entries } = (await (
      await place.owner.get(`${place.path}/audit?action=product.project_created`)
    ).json()) as {
      entries: { actor: { type: string; id: string; name: string } }[];
    };
    expect(entries[0]?.actor).toMatchObject({ type: "service", id: serviceAccountId });
    expect(entries[0]?.actor.name).toMatch(/^Program /);
  });

  it("goes on when the account of whoever made it is gone", async () => {
    const place = await withWorkspace(app);
    const admin = await memberOf(app, place, "admin");
    const { secret } = await apiKey({ ...place, owner: admin }, EVERYTHING);
    await asOwner(database.ownerUrl, (sql) => sql`delete from identity."user" where id = ${admin.person.id}`);
    expect((await programWith(app, secret).get(`${place.path}/projects`)).status).toBe(200);
    const { serviceAccounts } = (await (await place.owner.get(`${place.path}/service-accounts`)).json()) as {
      serviceAccounts: { createdBy: unknown; keys: { createdBy: unknown }[] }[];
    };
    expect(serviceAccounts[0]).toMatchObject({ createdBy: null, keys: [{ createdBy: null }] });
  });

  it("completes and removes a file that it began", async () => {
    const place = await withWorkspace(app);
    const caller = programWith(app, (await apiKey(place, EVERYTHING)).secret);
    const { id: projectId } = await json(await caller.post(`${place.path}/projects`, { name: "Launch" }));
    const task = await caller.post(`${place.path}/projects/${projectId}/tasks`, { title: "Write the page" });
    expect(task.status).toBe(201);
    const wanted = { name: "notes.txt", contentType: "text/plain", sizeBytes: 5 };
    expect((await caller.post(`${place.path}/projects/${projectId}/uploads`, wanted)).status).toBe(201);
  });
});

describe("making a key", () => {
  it("I-43: wants a recent sign-in, and so does rotating one; revoking does not", async () => {
    const place = await withWorkspace(app);
    const { serviceAccountId, path } = await apiKey(place);
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity.session set created_at = created_at - interval '1 hour',
        authenticated_at = null where user_id = ${place.owner.person.id}`,
    );
    const keys = `${place.path}/service-accounts/${serviceAccountId}/keys`;
    expect(await codeIn(await place.owner.post(keys, NEW_KEY))).toEqual([403, "identity.step_up_required"]);
    expect(await codeIn(await place.owner.post(`${path}/rotate`, { overlapHours: 1 }))).toEqual([
      403,
      "identity.step_up_required",
    ]);
    expect((await place.owner.delete(path)).status).toBe(200);
  });

  it.each([
    ["nothing", { permissions: [] }, "identity.invalid_key_permissions"],
    ["what decides who gets in", { permissions: ["member:manage"] }, "http.invalid_body"],
    ["what makes keys", { permissions: ["key:manage"] }, "http.invalid_body"],
    ["what no permission is", { permissions: ["project:read", "*"] }, "http.invalid_body"],
    ["no end", { expiresInDays: undefined }, "http.invalid_body"],
    ["an end at once", { expiresInDays: 0 }, "http.invalid_body"],
    ["an end after more than a year", { expiresInDays: 367 }, "http.invalid_body"],
    ["half a day", { expiresInDays: 0.5 }, "http.invalid_body"],
    ["no name", { name: " " }, "identity.invalid_name"],
    ["an owner of one's own choice", { createdBy: randomUUID() }, "http.invalid_body"],
  ])("with %s is refused", async (_what, spoiled, code) => {
    const { id } = await program(ours);
    const answer = await ours.owner.post(`${ours.path}/service-accounts/${id}/keys`, { ...NEW_KEY, ...spoiled });
    expect(await codeIn(answer)).toEqual([422, code]);
  });

  it("gives no permission that its maker lacks, nor the secret of a key that has one", async () => {
    const place = await withWorkspace(app);
    const role = await json(
      await place.owner.post(`${place.path}/roles`, { name: "Keys", permissions: ["key:manage", "project:read"] }),
    );
    const maker = await memberOf(app, place, String(role["role"]));
    const strong = await apiKey(place, { permissions: ["audit:read"] });
    const keys = `${place.path}/service-accounts/${strong.serviceAccountId}/keys`;
    const wanted = { ...NEW_KEY, permissions: ["project:read", "project:write"] };
    expect(await codeIn(await maker.post(keys, wanted))).toEqual([403, "identity.forbidden"]);
    expect((await maker.post(keys, NEW_KEY)).status).toBe(201);
    const rotated = await maker.post(`${strong.path}/rotate`, { overlapHours: 24 });
    expect(await codeIn(rotated)).toEqual([403, "identity.forbidden"]);
    expect((await maker.delete(strong.path)).status).toBe(200);
  });

  it("while its maker is being demoted ends with a key or a refusal, and never with more than they had", async () => {
    const place = await withWorkspace(app);
    const admin = await memberOf(app, place, "admin");
    const { id } = await program(place);
    const keys = `${place.path}/service-accounts/${id}/keys`;
    const [demoted, ...made] = await Promise.all([
      place.owner.patch(`${place.path}/members/${admin.person.id}`, { role: "viewer" }),
      ...Array.from({ length: 8 }, () => admin.post(keys, NEW_KEY)),
    ]);
    expect(demoted.status).toBe(200);
    for (const one of made) expect([201, 403]).toContain(one.status);
    expect(await codeIn(await admin.post(keys, NEW_KEY))).toEqual([403, "identity.forbidden"]);
  });

  it("answers a retry with the same secret, to its maker alone, and keeps that answer sealed", async () => {
    const place = await withWorkspace(app);
    const admin = await memberOf(app, place, "admin");
    const { id } = await program(place);
    const keys = `${place.path}/service-accounts/${id}/keys`;
    const retry = { "idempotency-key": randomUUID() };
    const secretOf = async (by: typeof admin) => (await json(await by.post(keys, NEW_KEY, retry)))["secret"];
    const secret = await secretOf(admin);
    expect(await secretOf(admin)).toBe(secret);
    expect(await secretOf(place.owner)).not.toBe(secret);
    const kept = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ response: Buffer }[]>`select response from ops_safety.idempotency_keys where response is not null`,
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ response }) => response.includes(String(secret)))).toEqual([]);
  });

  it("shows its secret once, and keeps a hash", async () => {
    const place = await withWorkspace(app);
    const { secret, key } = await apiKey(place);
    expect(secret).toMatch(/^nf_[0-9A-Za-z]{49}$/);
    expect(key).toMatchObject({ prefix: secret.slice(0, 12), permissions: ["project:read"], lastUsedAt: null });
    const listed = await (await place.owner.get(`${place.path}/service-accounts`)).text();
    expect(listed).toContain(secret.slice(0, 12));
    expect(listed).not.toContain(secret.slice(0, 13));
  });
});
