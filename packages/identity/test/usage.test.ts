import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { dayOf, monthOf } from "../src/domain/usage.ts";
import { identityEvents } from "../src/events.ts";
import type { PublishFact } from "../src/needs.ts";
import { createIdentity } from "../src/service.ts";
import { assertOwnSchema, openDatabase } from "../src/tenancy.ts";
import { memberIn, newcomer, owner } from "./cases/subject.ts";
import { betterAuthTarget, ORIGIN } from "./targets.ts";

const DAY_MS = 24 * 3_600_000;
const database = await createTestDatabase();
const admin = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
const weak = postgres(database.urls.DATABASE_IDENTITY_URL, { max: 1, onnotice: () => undefined });
const target = betterAuthTarget(database);
const subject = await target.make();
const { provider } = subject;
const open = openDatabase({
  appUrl: database.urls.DATABASE_APP_URL,
  systemUrl: database.urls.DATABASE_SYSTEM_URL,
  onQuery: assertOwnSchema,
});
/** So much ahead of the database's clock is the relay's. */
let aheadMs = 0;
const identity = createIdentity(provider, {
  slugSuffix: () => randomUUID().slice(0, 6),
  doors: open.doorsOf("identity"),
  now: () => new Date(Date.now() + aheadMs),
  origin: ORIGIN,
});

afterAll(async () => {
  await Promise.all([target.end(), open.close(), admin.end(), weak.end()]);
  await database.drop();
});

type Told = Parameters<PublishFact>[1];

/** What was told of use when the relay looked so much later. */
async function toldAfter(ms: number, publish: (event: Told) => Promise<unknown> = async () => undefined) {
  const told: Told[] = [];
  aheadMs = ms;
  try {
    await identity.moveFacts(async (_tx, event) => {
      if (event.type !== "identity.usage_recorded") return;
      await publish(event);
      told.push(event);
    }, 1_000);
  } finally {
    aheadMs = 0;
  }
  return told.map(({ data }) => identityEvents["identity.usage_recorded"].strict().parse(data));
}

const requests = (workspaceId: string, quantity: number, at = new Date()) => ({
  id: randomUUID(),
  workspaceId,
  quantity,
  from: at,
  to: at,
});

const now = () => monthOf(new Date());
const times = (at: Date) => ({ day: dayOf(at), from: at.toISOString(), to: at.toISOString() });
const rowsOf = (workspaceId: string) =>
  admin<{ meter: string; quantity: number }[]>`
    select meter, quantity from identity.usage where tenant_id = ${workspaceId} order by recorded_at`;

describe("a seat", () => {
  it("begins and ends with its membership, in one commit, whoever writes it", async () => {
    const ana = await owner(subject);
    const { id } = ana.workspace;
    const [ben, cai] = [await newcomer(subject), await newcomer(subject)];
    const join = (sql: Pick<postgres.Sql, "unsafe">, userId: string) =>
      sql.unsafe(
        `insert into identity.member (organization_id, user_id, role, created_at) values ($1, $2, 'member', now())`,
        [id, userId],
      );
    await admin
      .begin(async (sql) => {
        await join(sql, cai.id);
        throw new Error("no");
      })
      .catch(() => undefined);
    await join(admin, ben.id);
    expect((await provider.readUsage(id, now())).seats).toEqual({ now: 2, highest: 2 });
    // By the role of the product, which goes through a cascade.
    await weak`delete from identity."user" where id = ${ben.id}`;
    expect((await provider.readUsage(id, now())).seats).toEqual({ now: 1, highest: 2 });
    expect((await rowsOf(id)).map(({ quantity }) => quantity)).toEqual([1, 1, -1]);
  });

  it("is known at its highest also when many go at once", async () => {
    const ana = await owner(subject);
    const { id } = ana.workspace;
    const people: Awaited<ReturnType<typeof memberIn>>[] = [];
    for (let n = 0; n < 6; n += 1) people.push(await memberIn(subject, ana, "member"));
    await Promise.all(
      people.map(({ id: userId }) => provider.removeMember({ workspaceId: id, actorId: ana.id, userId })),
    );
    expect((await provider.readUsage(id, now())).seats).toEqual({ now: 1, highest: 7 });
  });

  it("is there for whoever was a member before anybody counted", async () => {
    const ana = await owner(subject);
    await memberIn(subject, ana, "viewer");
    const { id } = ana.workspace;
    await admin`delete from identity.usage`;
    await admin`delete from identity.usage_days`;
    const migration = await readFile(path.join(import.meta.dirname, "../drizzle/0012_usage.sql"), "utf8");
    const [fill = ""] = /INSERT INTO identity\.usage .*?GROUP BY organization_id;/s.exec(migration) ?? [];
    await admin.unsafe(fill);
    expect((await provider.readUsage(id, now())).seats).toEqual({ now: 2, highest: 2 });
  });
});

describe("a record of use", () => {
  it("I-135 is one of many: 400 sends of 100 records by several processes at once are 100", async () => {
    const workspaces: string[] = [];
    for (let n = 0; n < 5; n += 1) workspaces.push((await owner(subject)).workspace.id);
    const records = Array.from({ length: 100 }, (_, n) => requests(workspaces[n % 5] ?? "", 1));
    const other = betterAuthTarget(database);
    const stores = [provider, (await other.make()).provider];
    const sends = Array.from({ length: 40 }, async (_, n) => {
      const ten = records.filter((_one, index) => index % 10 === n % 10);
      await stores[n % 3 === 0 ? 0 : 1]?.recordRequests(n % 2 === 0 ? ten : ten.toReversed());
    });
    await Promise.all(sends);
    const used = await Promise.all(workspaces.map((id) => provider.readUsage(id, now())));
    expect(used.map(({ apiRequests }) => apiRequests)).toEqual([20, 20, 20, 20, 20]);
    await other.end();
  });

  it("is appended by whoever serves requests, and neither read, changed nor removed by them", async () => {
    for (const query of ["select * from", "update identity.usage set quantity = 2; --", "delete from"]) {
      const sent = query.startsWith("update") ? query : `${query} identity.usage`;
      await expect(weak.unsafe(sent)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(weak`delete from identity.usage_days`).rejects.toMatchObject({ code: "42501" });
  });

  it("I-137 is corrected by another one, of less than nothing, on the day that it is about", async () => {
    const { id } = (await owner(subject)).workspace;
    await provider.recordRequests([requests(id, 10)]);
    await toldAfter(2 * 60_000);
    await weak`insert into identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
      values (gen_random_uuid(), ${id}, 'api_requests', -4, now(), now())`;
    expect((await provider.readUsage(id, now())).apiRequests).toBe(6);
    const told = await toldAfter(2 * 60_000);
    expect(told.filter(({ workspaceId }) => workspaceId === id)).toMatchObject([
      { meter: "api_requests", quantity: -4, day: dayOf(new Date()) },
    ]);
  });

  it.each([
    ["I-138 of nothing", { quantity: 0 }],
    ["I-138 of more than anybody can use", { quantity: 1_000_000_001 }],
    ["of two days", { toAt: new Date(Date.now() + DAY_MS) }],
    ["of an end before its beginning", { toAt: new Date(Date.now() - 1_000) }],
    ["of a meter that is none", { meter: "storage" }],
  ])("%s is refused by the table too", async (_what, wrong) => {
    const { id } = (await owner(subject)).workspace;
    const at = new Date();
    const { quantity, toAt, meter } = { quantity: 1, toAt: at, meter: "api_requests", ...wrong };
    const insert = weak`insert into identity.usage (id, tenant_id, meter, quantity, from_at, to_at)
      values (gen_random_uuid(), ${id}, ${meter}, ${quantity}, ${at}, ${toAt})`;
    await expect(insert).rejects.toMatchObject({ code: "23514" });
  });
});

describe("what was used", () => {
  it("is told once the oldest of it is a minute old, as one event a workspace, meter and day", async () => {
    await toldAfter(2 * 60_000);
    const ana = await owner(subject);
    const { id } = ana.workspace;
    const [late, at] = [new Date(Date.now() - DAY_MS + 60_000), new Date()];
    await provider.recordRequests([requests(id, 1, late), requests(id, 2, late)]);
    await provider.recordRequests([requests(id, 3, at)]);
    await provider.noteActivePeople([{ workspaceId: id, userId: ana.id, at }]);
    expect(await toldAfter(50_000)).toEqual([]);
    const told = (await toldAfter(61_000)).filter(({ workspaceId }) => workspaceId === id);
    expect(told).toHaveLength(4);
    expect(told).toEqual(
      expect.arrayContaining([
        { workspaceId: id, meter: "api_requests", quantity: 3, ...times(late) },
        { workspaceId: id, meter: "api_requests", quantity: 3, ...times(at) },
        { workspaceId: id, meter: "active_people", quantity: 1, ...times(at) },
        expect.objectContaining({ meter: "seats", quantity: 1 }),
      ]),
    );
    expect(await toldAfter(3_600_000)).toEqual([]);
  });

  it("I-139 is told once more when telling it failed, and once in all", async () => {
    await toldAfter(2 * 60_000);
    const { id } = (await owner(subject)).workspace;
    await provider.recordRequests([requests(id, 5)]);
    const failing = toldAfter(2 * 60_000, async ({ data }) => {
      if ("meter" in data && data.meter === "seats") throw new Error("the process is gone");
    });
    await expect(failing).rejects.toThrow("the process is gone");
    const told = await toldAfter(2 * 60_000);
    expect(told.map(({ meter, quantity }) => [meter, quantity])).toEqual([
      ["api_requests", 5],
      ["seats", 1],
    ]);
    expect(await toldAfter(2 * 60_000)).toEqual([]);
  });

  it("is told once when several relays look at the same time", async () => {
    await toldAfter(2 * 60_000);
    const { id } = (await owner(subject)).workspace;
    const count = 30;
    for (let n = 0; n < count; n += 1) await provider.recordRequests([requests(id, 1)]);
    const told = (await Promise.all(Array.from({ length: 4 }, () => toldAfter(2 * 60_000)))).flat();
    const ofRequests = told.filter(({ meter }) => meter === "api_requests");
    expect(ofRequests.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(count);
  });

  it("is not told where somebody came and went", async () => {
    await toldAfter(2 * 60_000);
    const ana = await owner(subject);
    await toldAfter(2 * 60_000);
    const ben = await memberIn(subject, ana, "member");
    await provider.removeMember({ workspaceId: ana.workspace.id, actorId: ana.id, userId: ben.id });
    expect(await toldAfter(2 * 60_000)).toEqual([]);
    expect(await toldAfter(2 * 60_000)).toEqual([]);
  });

  it("goes with a workspace that is erased, and is told no more", async () => {
    await toldAfter(2 * 60_000);
    const ana = await owner(subject);
    const { id } = ana.workspace;
    await memberIn(subject, ana, "member");
    await provider.noteActivePeople([{ workspaceId: id, userId: ana.id, at: new Date() }]);
    await provider.closeWorkspace({ workspaceId: id, actorId: ana.id });
    await admin`update identity.organization set closed_at = now() - interval '15 days' where id = ${id}`;
    await identity.sweep("test");
    expect(await provider.readUsage(id, now())).toMatchObject({ seats: { now: 0, highest: 0 }, activePeople: 0 });
    expect(await rowsOf(id)).toEqual([]);
    expect(await toldAfter(2 * 60_000)).toEqual([]);
  });

  it("is kept until nobody can send it again, and stays in the sums for good", async () => {
    const { id } = (await owner(subject)).workspace;
    await provider.recordRequests([requests(id, 5)]);
    await toldAfter(2 * 60_000);
    await provider.recordRequests([requests(id, 1)]);
    const left = async (ms: number) => {
      aheadMs = ms;
      await identity.sweep("test");
      aheadMs = 0;
      return (await rowsOf(id)).length;
    };
    expect(await left(2 * DAY_MS)).toBe(3);
    // What nobody was told yet is kept whatever its age.
    expect(await left(2 * DAY_MS + 3 * 60_000)).toBe(1);
    expect((await provider.readUsage(id, now())).apiRequests).toBe(6);
  });
});

describe("the use of a workspace", () => {
  it("is read by whoever sees what it pays, and by nobody else in it", async () => {
    const ana = await owner(subject);
    const ben = await memberIn(subject, ana, "member");
    const enter = async (headers: Headers) => {
      const session = await identity.findSession(headers);
      if (session === undefined) throw new Error("expected a session");
      return identity.enter(session, { id: ana.workspace.id }, "test");
    };
    const entry = await enter(ana.headers);
    identity.noteUse(entry.context);
    identity.noteUse({ ...entry.context, actor: { type: "service", id: "a key" } });
    await identity.closeUsage();
    expect(await identity.readUsage(entry)).toMatchObject({
      month: now(),
      seats: { now: 2, highest: 2 },
      activePeople: 1,
      apiRequests: 1,
    });
    expect((await identity.readUsage(entry, "2020-01")).seats).toEqual({ now: 2, highest: 0 });
    await expect(identity.readUsage(await enter(ben.headers))).rejects.toMatchObject({ code: "identity.forbidden" });
  });
});
