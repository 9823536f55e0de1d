import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, describe, expect, it, vi } from "vitest";

/** What holds in the database whatever code runs: rules of ours on the library's tables, as the library's own role. */
const database = await createTestDatabase();
const connect = (url: string) => postgres(url, { max: 2, onnotice: () => undefined, fetch_types: false });
const sql = connect(database.urls.DATABASE_IDENTITY_URL);
const admin = connect(database.ownerUrl);

afterAll(async () => {
  await Promise.all([sql.end(), admin.end()]);
  await database.drop();
});

async function aPerson(): Promise<string> {
  const id = randomUUID();
  await sql`insert into identity."user" (id, name, email) values (${id}, 'Ana', ${`${id}@inbox.ninefold.dev`})`;
  return id;
}

async function aWorkspace(...roles: readonly string[]) {
  const id = randomUUID();
  const people = await Promise.all(roles.map(() => aPerson()));
  await sql.begin(async (tx) => {
    await tx`insert into identity.organization (id, name, slug, created_at) values (${id}, 'Acme', ${id}, now())`;
    for (const [index, role] of roles.entries()) {
      await tx`insert into identity.member (organization_id, user_id, role, created_at)
               values (${id}, ${people[index] ?? ""}, ${role}, now())`;
    }
  });
  return { id, people };
}

const factsOf = (workspaceId: string) =>
  admin`select type, data from identity.facts where tenant_id = ${workspaceId} order by occurred_at`;
const isWaiting = async (pid: number) =>
  (await admin`select 1 from pg_stat_activity where pid = ${pid} and wait_event_type = 'Lock'`).length > 0;
const noOwner = { code: "23514", constraint_name: "workspace_has_owner" };

describe("a workspace", () => {
  it("never commits without an owner", async () => {
    const id = randomUUID();
    const alone = sql`insert into identity.organization (id, name, slug, created_at) values (${id}, 'Acme', ${id}, now())`;
    await expect(alone).rejects.toMatchObject(noOwner);
    await expect(aWorkspace("admin", "member")).rejects.toMatchObject(noOwner);
  });

  it("I-57: keeps its last owner from being removed, demoted or deleted with their account", async () => {
    const { id, people } = await aWorkspace("owner", "admin");
    const last = people[0] ?? "";
    await expect(sql`delete from identity.member where user_id = ${last}`).rejects.toMatchObject(noOwner);
    await expect(sql`update identity.member set role = 'admin' where user_id = ${last}`).rejects.toMatchObject(noOwner);
    await expect(sql`delete from identity."user" where id = ${last}`).rejects.toMatchObject(noOwner);
    expect(await sql`select 1 from identity.member where organization_id = ${id}`).toHaveLength(2);
  });

  it("I-57: keeps one of two owners whose transactions are open at the same time", async () => {
    const { id, people } = await aWorkspace("owner", "owner");
    const [first, second] = [await sql.reserve(), await sql.reserve()];
    // Who leaves would wait for the other one at once, since both count one seat less.
    for (const [index, one] of [first, second].entries()) {
      await one`begin`;
      await one`update identity.member set role = 'admin' where organization_id = ${id} and user_id = ${people[index] ?? ""}`;
    }
    // The rule is looked at now, and not at the commit: else one might be through before the other one looks.
    await first`set constraints all immediate`;
    const [{ pid } = { pid: 0 }] = await second<{ pid: number }[]>`select pg_backend_pid() as pid`;
    let looked = false;
    const outcome = second`set constraints all immediate`.then(
      () => "passed",
      (error: unknown) => error,
    );
    void outcome.then(() => (looked = true));
    await vi.waitUntil(async () => looked || (await isWaiting(pid)));
    await first`commit`;
    expect(await outcome).toMatchObject(noOwner);
    await second`rollback`;
    first.release();
    second.release();
    expect(await sql`select 1 from identity.member where organization_id = ${id} and role = 'owner'`).toHaveLength(1);
  });

  it("hands over: the old owner goes and the new one comes in one transaction, in either order", async () => {
    const { id, people } = await aWorkspace("owner", "admin");
    await sql.begin(async (tx) => {
      await tx`delete from identity.member where organization_id = ${id} and user_id = ${people[0] ?? ""}`;
      await tx`update identity.member set role = 'owner' where organization_id = ${id} and user_id = ${people[1] ?? ""}`;
    });
    expect(await sql`select role from identity.member where organization_id = ${id}`).toEqual([{ role: "owner" }]);
  });

  it("I-70: is deleted with its members and invitations, which are told of as one change", async () => {
    const { id, people } = await aWorkspace("owner", "member");
    await sql`insert into identity.invitation (organization_id, email, role, status, expires_at, inviter_id)
              values (${id}, ${`${randomUUID()}@inbox.ninefold.dev`}, 'member', 'pending', now() + interval '1 day', ${people[0] ?? ""})`;
    const before = await factsOf(id);
    await sql`delete from identity.organization where id = ${id}`;
    for (const table of ["member", "invitation"]) {
      expect(await sql`select 1 from identity.${sql(table)} where organization_id = ${id}`).toHaveLength(0);
    }
    expect(await factsOf(id)).toEqual(before);
  });
});

describe("an account that is deleted", () => {
  it("leaves its workspaces, and takes its invitations back, each told of", async () => {
    const { id, people } = await aWorkspace("owner", "admin");
    const leaving = people[1] ?? "";
    const [invited] = await sql<{ id: string }[]>`
      insert into identity.invitation (organization_id, email, role, status, expires_at, inviter_id)
      values (${id}, ${`${randomUUID()}@inbox.ninefold.dev`}, 'member', 'pending', now() + interval '1 day', ${leaving})
      returning id`;
    const before = (await factsOf(id)).length;
    await sql`delete from identity."user" where id = ${leaving}`;
    const told = [...(await factsOf(id))].slice(before).map(({ type, data }) => [type, data as unknown]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["identity.invitation_ended", { workspaceId: id, invitationId: invited?.id }],
        ["identity.member_removed", { workspaceId: id, userId: leaving }],
      ]),
    );
    expect(told).toHaveLength(2);
  });
});

describe("the tables", () => {
  it.each([" owner", "owner ", "Owner", "admin, owner", "owner,admin", "оwner", "", "superuser"])(
    "I-55: have no room for the role %j",
    async (role) => {
      const { id } = await aWorkspace("owner");
      const insert = sql`insert into identity.member (organization_id, user_id, role, created_at)
                         values (${id}, ${await aPerson()}, ${role}, now())`;
      await expect(insert).rejects.toMatchObject({ code: "23514", constraint_name: "member_role" });
    },
  );

  it("I-58: hold a person once in a workspace, and an address once among its pending invitations", async () => {
    const { id, people } = await aWorkspace("owner");
    const [person = ""] = people;
    const again = sql`insert into identity.member (organization_id, user_id, role, created_at)
                      values (${id}, ${person}, 'member', now())`;
    await expect(again).rejects.toMatchObject({ code: "23505" });
    const email = `${randomUUID()}@inbox.ninefold.dev`;
    const invite = () => sql`
      insert into identity.invitation (organization_id, email, role, status, expires_at, inviter_id)
      values (${id}, ${email}, 'member', 'pending', now() + interval '1 day', ${person})`;
    await invite();
    await expect(invite()).rejects.toMatchObject({ code: "23505", constraint_name: "invitation_one_pending" });
  });

  it.each([
    ["an address with capitals", "email", "Ana@inbox.ninefold.dev", "invitation_email_lower"],
    ["an owner", "role", "owner", "invitation_role"],
    ["a status that nobody knows", "status", "maybe", "invitation_status"],
  ])("take no invitation of %s", async (_what, column, value, constraint) => {
    const { id, people } = await aWorkspace("owner");
    const row = { email: `${randomUUID()}@inbox.ninefold.dev`, role: "member", status: "pending", [column]: value };
    const insert = sql`insert into identity.invitation ${sql({
      ...row,
      organization_id: id,
      inviter_id: people[0] ?? "",
      expires_at: new Date(),
    })}`;
    await expect(insert).rejects.toMatchObject({ code: "23514", constraint_name: constraint });
  });

  it("take no language but those that mails are written in, and no terms without their day", async () => {
    const id = await aPerson();
    const french = sql`update identity."user" set locale = 'fr' where id = ${id}`;
    await expect(french).rejects.toMatchObject({ constraint_name: "user_locale" });
    const undated = sql`update identity."user" set terms_version = '2026-01-01' where id = ${id}`;
    await expect(undated).rejects.toMatchObject({ constraint_name: "user_terms" });
  });
});

describe("operators", () => {
  it("are made by the owner of the database, and by no login that the product runs on", async () => {
    const id = await aPerson();
    for (const url of Object.values(database.urls)) {
      const login = connect(url);
      const writes = [
        login`insert into identity.operators (user_id, granted_by) values (${id}, 'me')`,
        login`update identity.operators set user_id = ${id}`,
        login`delete from identity.operators`,
        login`truncate identity.operators`,
      ];
      for (const outcome of await Promise.allSettled(writes)) {
        const refused = expect.stringMatching(/^(42501|25006)$/) as unknown;
        expect(outcome).toMatchObject({ status: "rejected", reason: { code: refused } });
      }
      await login.end();
    }
    await admin`insert into identity.operators (user_id, granted_by) values (${id}, 'a test')`;
    expect(await sql`select user_id from identity.operators where user_id = ${id}`).toHaveLength(1);
  });
});

describe("facts", () => {
  it("are written by the library's role, and read, changed or removed by the relay's alone", async () => {
    await aPerson();
    for (const query of [
      sql`select 1 from identity.facts`,
      sql`update identity.facts set type = 'x'`,
      sql`delete from identity.facts`,
    ]) {
      await expect(query).rejects.toMatchObject({ code: "42501" });
    }
    const app = connect(database.urls.DATABASE_APP_URL);
    await expect(app`select 1 from identity.facts`).rejects.toMatchObject({ code: "42501" });
    await app.end();
  });
});
