import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openStream } from "./event-stream.ts";
import {
  client,
  environment,
  json,
  memberOf,
  newcomer,
  notified,
  startApp,
  subscribe,
  withWorkspace,
} from "./support.ts";

const database = await createTestDatabase();
const shared = {
  BETTER_AUTH_SECRET: environment(database.urls)["BETTER_AUTH_SECRET"],
  WORKFLOWS_PROVIDER: "inline",
};
/** The one does the work of reactions and jobs, as a worker does. */
const one = await startApp(database.urls, shared);
const other = await startApp(database.urls, shared, { heartbeatMs: 50 });
await one.system.workflows.start();
afterAll(async () => {
  await one.system.workflows.stop();
  await Promise.all([one.system.close(), other.system.close()]);
  await database.drop();
});

/** People are made with passwords, which take their time, and jobs theirs. */
vi.setConfig({ testTimeout: 30_000 });
const SOON = { timeout: 10_000 };
const PATH = "/api/v1/me/notifications";
const listed = async (tab: { get(path: string): Promise<Response> }, search = "") =>
  json(await tab.get(`${PATH}${search}`)) as Promise<object> as Promise<Page>;
interface Page {
  readonly notifications: readonly { readonly id: string; readonly kind: string; readonly readAt: string | null }[];
  readonly unread: number;
  readonly nextCursor: string | null;
}

describe("what a person is told", () => {
  it("comes to an open page at another process, and to the list, when somebody accepts an invitation", async () => {
    const acme = await withWorkspace(one.app);
    const elsewhere = client(other.app);
    await elsewhere.post("/api/auth/sign-in/email", {
      email: acme.owner.person.email,
      password: acme.owner.person.password,
    });
    const stream = openStream(await elsewhere.get(`${PATH}/stream`));
    expect(await stream.next("state")).toEqual({ unread: 0, newest: null });

    const member = await memberOf(one.app, acme, "member");

    const told = await stream.next("state");
    const page = await listed(acme.owner);
    expect(told).toEqual({ unread: 1, newest: page.notifications[0]?.id });
    expect(page).toMatchObject({
      unread: 1,
      nextCursor: null,
      notifications: [
        {
          kind: "member-joined",
          workspace: { id: acme.workspace.id, slug: acme.workspace.slug, name: "Acme" },
          person: { id: member.person.id, name: member.person.name },
          readAt: null,
        },
      ],
    });
    expect(await listed(member)).toMatchObject({ notifications: [], unread: 0 });
    await stream.close();
  });

  it("tells owners that the plan has changed, and nobody who did not buy it", async () => {
    const acme = await withWorkspace(one.app);
    const member = await memberOf(one.app, acme, "admin");
    await subscribe(one.app, acme);
    const kinds = async () => (await listed(acme.owner)).notifications.map(({ kind }) => kind);
    await expect.poll(kinds, SOON).toContain("plan-changed");
    expect(await listed(member)).toMatchObject({ notifications: [] });
  });

  it("comes page by page, newest first", async () => {
    const acme = await withWorkspace(one.app);
    for (let n = 0; n < 3; n += 1) await notified(one.app, acme);
    const first = await listed(acme.owner, "?limit=2");
    const rest = await listed(acme.owner, `?limit=2&cursor=${first.nextCursor}`);
    expect([first.notifications.length, rest.notifications.length, rest.nextCursor]).toEqual([2, 1, null]);
    const all = await listed(acme.owner);
    expect(all.notifications).toEqual([...first.notifications, ...rest.notifications]);
    for (const search of ["?limit=0", "?limit=51", "?cursor=x", "?other=1"]) {
      expect((await acme.owner.get(`${PATH}${search}`)).status).toBe(422);
    }
  });

  it("is read one by one or all at once, twice like once, and every open page of theirs hears of it", async () => {
    const acme = await withWorkspace(one.app);
    const first = await notified(one.app, acme);
    const second = await notified(one.app, acme);
    const stream = openStream(await acme.owner.get(`${PATH}/stream`));
    expect(await stream.next("state")).toMatchObject({ unread: 2 });
    for (const _ of [1, 2]) expect((await acme.owner.post(`${PATH}/${first}/read`, {})).status).toBe(200);
    expect(await stream.next("state")).toMatchObject({ unread: 1 });
    const third = await notified(one.app, acme);
    expect(await stream.next("state")).toEqual({ unread: 2, newest: third });
    for (const _ of [1, 2]) expect((await acme.owner.post(`${PATH}/read`, { upTo: second })).status).toBe(200);
    expect(await stream.next("state")).toEqual({ unread: 1, newest: third });
    await stream.close();
  });

  it("is another person's to nobody: their id answers as one that is not there, and stays unread", async () => {
    const [acme, stranger] = [await withWorkspace(one.app), await newcomer(one.app)];
    const id = await notified(one.app, acme);
    const foreign = await stranger.post(`${PATH}/${id}/read`, {});
    const unknown = await stranger.post(`${PATH}/${randomUUID()}/read`, {});
    expect([foreign.status, (await json(foreign))["code"]]).toEqual([404, "notifications.not_found"]);
    expect(unknown.status).toBe(404);
    await stranger.post(`${PATH}/read`, { upTo: id });
    expect(await listed(acme.owner)).toMatchObject({ unread: 1 });
  });

  it("names no workspace, and nobody in it, to whoever has left", async () => {
    const acme = await withWorkspace(one.app);
    const admin = await memberOf(one.app, acme, "admin");
    await memberOf(one.app, acme, "member");
    await expect.poll(async () => (await listed(admin)).notifications.length, SOON).toBe(1);
    await acme.owner.delete(`${acme.path}/members/${admin.person.id}`);
    const page = await listed(admin);
    expect(page).toMatchObject({ notifications: [{ kind: "member-joined", workspace: null, person: null }] });
    expect(JSON.stringify(page)).not.toContain("Acme");
  });
});

describe("a stream", () => {
  it("is not for whoever is not signed in", async () => {
    expect((await client(one.app).get(`${PATH}/stream`)).status).toBe(401);
  });

  it("ends when its person signs out, at whichever process, and is not begun again", async () => {
    const ana = await newcomer(one.app, client(one.app, other.app));
    const opened = [openStream(await ana.get(`${PATH}/stream`)), openStream(await ana.get(`${PATH}/stream`))];
    for (const stream of opened) await stream.next("state");
    await ana.post("/api/auth/sign-out", {});
    for (const stream of opened) expect(await stream.untilEnd()).toContain("signed-out");
    expect((await ana.get(`${PATH}/stream`)).status).toBe(401);
  });

  it("ends at its next heartbeat when the session was ended elsewhere, and shows until then that it lives", async () => {
    const ana = await newcomer(one.app);
    const tab = client(other.app);
    await tab.post("/api/auth/sign-in/email", { email: ana.person.email, password: ana.person.password });
    const stream = openStream(await tab.get(`${PATH}/stream`));
    await stream.next("state");
    await stream.heartbeat();
    await endSessions(ana.person.email);
    expect(await stream.untilEnd()).toContain("signed-out");
  });

  it("is refused beyond eight of one person", async () => {
    const ana = await newcomer(one.app);
    const open = () => ana.get(`${PATH}/stream`);
    const streams = await Promise.all(Array.from({ length: 8 }, async () => openStream(await open())));
    const refused = await open();
    expect([refused.status, (await json(refused))["code"]]).toEqual([429, "notifications.too_many_streams"]);
    for (const stream of streams) await stream.next("state");
    await streams[0]?.close();
    await expect.poll(async () => (await open()).status, SOON).toBe(200);
  });

  it("tells nobody what went wrong inside: it ends, and the browser comes back", async () => {
    const broken = await startApp(database.urls, shared);
    const ana = await newcomer(broken.app);
    vi.spyOn(broken.system.notifications, "noticeState").mockRejectedValue(new Error("select secret from inside"));
    const rest = await openStream(await ana.get(`${PATH}/stream`)).untilEnd();
    expect(rest).toMatch(/^retry: \d+\n\n$/);
    await broken.system.close();
  });

  it("is not held by whoever asks for its head alone", async () => {
    const ana = await newcomer(one.app);
    for (let n = 0; n < 9; n += 1) expect((await ana.send("HEAD", `${PATH}/stream`)).status).toBe(200);
    const stream = openStream(await ana.get(`${PATH}/stream`));
    await stream.next("state");
    await stream.close();
  });

  it("ends when its process is about to, and is refused from then on", async () => {
    const leaving = await startApp(database.urls, shared);
    const tab = client(leaving.app);
    const ana = await newcomer(leaving.app, tab);
    const stream = openStream(await ana.get(`${PATH}/stream`));
    await stream.next("state");
    await leaving.system.notifications.live.close();
    await stream.untilEnd();
    expect((await ana.get(`${PATH}/stream`)).status).toBe(503);
    await leaving.system.close();
  });
});

describe("preferences", () => {
  it("N-18: keep mail about activity from whoever turned it off, from the click to the record", async () => {
    const acme = await withWorkspace(one.app);
    const turned = await acme.owner.patch("/api/v1/me/notification-preferences", {
      category: "workspace_activity",
      email: false,
    });
    expect(await json(turned)).toMatchObject({
      preferences: expect.arrayContaining([
        { category: "workspace_activity", email: false, isOptional: true },
      ]) as unknown,
    });
    await memberOf(one.app, acme, "member");
    const sent = async () => deliveriesOf(acme.owner.person.id);
    await expect.poll(sent, SOON).toContainEqual({ kind: "member-joined", status: "skipped", reason: "preference" });
    expect((await listed(acme.owner)).unread).toBe(1);
  });

  it("N-19: have no say over security mail", async () => {
    const ana = await newcomer(one.app);
    const refused = await ana.patch("/api/v1/me/notification-preferences", { category: "security", email: false });
    expect([refused.status, (await json(refused))["code"]]).toEqual([422, "notifications.not_optional"]);
    await ana.post("/api/auth/request-password-reset", { email: ana.person.email });
    const sent = async () => deliveriesOf(ana.person.id);
    await expect.poll(sent, SOON).toContainEqual({ kind: "reset-password", status: "accepted", reason: null });
  });
});

async function asOwner<Row extends object>(query: string, value: string): Promise<readonly Row[]> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(database.urls.DATABASE_SYSTEM_URL, { max: 1 });
  try {
    return [...(await sql.unsafe<Row[]>(query, [value]))];
  } finally {
    await sql.end();
  }
}

const deliveriesOf = (userId: string) =>
  asOwner("select kind, status, reason from notifications.deliveries where user_id = $1", userId);

async function endSessions(email: string): Promise<void> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(database.urls.DATABASE_IDENTITY_URL, { max: 1 });
  await sql`delete from identity.session where user_id = (select id from identity."user" where email = ${email})`;
  await sql.end();
}
