import { randomUUID } from "node:crypto";
import { PERMISSIONS, ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { type Body, json, newcomer, signUp, signUpForm, startApp, type Tab } from "./support.ts";

/** Attacks on the running API: roles, memberships, invitations, teams. */
const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

// Signing up costs what a password costs, so the same few people meet in a new workspace each time.
const owners = [await newcomer(app), await newcomer(app)] as const;
const people = [await newcomer(app), await newcomer(app), await newcomer(app)] as const;
type Someone = (typeof people)[number];
type Workspace = Awaited<ReturnType<typeof workspaceOf>>;

async function workspaceOf(owner: Someone = owners[0]) {
  const workspace = await json(await owner.post("/api/v1/workspaces", { name: "Acme" }));
  return { owner, workspace, path: `/api/v1/workspaces/${workspace.id}` };
}

/** An owner is made out of an admin. */
async function joined(acme: Workspace, person: Someone, role: string): Promise<Someone> {
  const invitedAs = role === "owner" ? "admin" : role;
  const { id } = await json(await invite(acme.owner, acme, { email: person.person.email, role: invitedAs }));
  await person.post(`/api/v1/invitations/${id}/accept`, {});
  if (role === "owner") await acme.owner.patch(`${acme.path}/members/${person.person.id}`, { role });
  return person;
}

const refusal = async (response: Response) => [response.status, (await json(response))["code"]];
const invite = (by: Tab, { path }: Workspace, more: object) =>
  by.post(`${path}/invitations`, { email: signUpForm().email, role: "viewer", ...more });
const rolesOf = async ({ owner, path }: Workspace) => {
  const { members } = (await json(await owner.get(`${path}/members`))) as unknown as {
    members: { person: { id: string }; role: string }[];
  };
  return new Map(members.map(({ person, role }) => [person.id, role]));
};

async function ownRole({ owner, path }: Workspace, permissions: readonly string[]): Promise<string> {
  const made = await owner.post(`${path}/roles`, { name: `Role ${randomUUID()}`, permissions });
  return (await json(made))["role"] as string;
}

/** Somebody who has a role of the workspace's own. */
async function holderOf(acme: Workspace, permissions: readonly string[], person: Someone = people[0]) {
  const role = await ownRole(acme, permissions);
  return { ...(await joined(acme, person, role)), role };
}

const teamOf = async ({ owner, path }: Workspace) => json(await owner.post(`${path}/teams`, { name: "Design" }));
const sendAgain = ({ owner, path }: Workspace, id: string) => owner.post(`${path}/invitations/${id}/resend`, {});

/** As if it had been sent so much earlier. */
const age = (id: string, hours: number) =>
  asOwner(
    database.ownerUrl,
    (sql) => sql`update identity.invitation set sent_at = sent_at - ${hours} * interval '1 hour',
      expires_at = expires_at - ${hours} * interval '1 hour' where id = ${id}`,
  );

describe("somebody who wants to be more than they are", () => {
  it("I-54 is made an owner by nobody but an owner: not by an admin, not by themselves, not by an invitation", async () => {
    const acme = await workspaceOf();
    const admin = await joined(acme, people[0], "admin");
    const ben = await joined(acme, people[1], "viewer");
    for (const { id } of [admin.person, ben.person]) {
      const raised = await admin.patch(`${acme.path}/members/${id}`, { role: "owner" });
      expect(await refusal(raised)).toEqual([403, "identity.forbidden"]);
      const handed = await admin.post(`${acme.path}/owner`, { userId: id });
      expect(await refusal(handed)).toEqual([403, "identity.forbidden"]);
    }
    const lowered = await admin.patch(`${acme.path}/members/${acme.owner.person.id}`, { role: "viewer" });
    expect(await refusal(lowered)).toEqual([403, "identity.forbidden"]);
    expect(await refusal(await invite(admin, acme, { role: "owner" }))).toEqual([422, "http.invalid_body"]);
    const byRole = await acme.owner.post(`${acme.path}/roles`, { name: "Boss", permissions: [...PERMISSIONS] });
    expect(await refusal(byRole)).toEqual([422, "identity.invalid_role"]);
    expect([...(await rolesOf(acme)).values()]).toEqual(["owner", "admin", "viewer"]);
  });

  it("I-55 is given nothing for a text that only looks like a role", async () => {
    const acme = await workspaceOf();
    const ben = await joined(acme, people[0], "viewer");
    const before = await rolesOf(acme);
    for (const role of [
      " owner",
      "owner ",
      "admin, owner",
      "admin,owner",
      "admin,admin",
      "Owner",
      "ADMIN",
      "оwner",
      "ａdmin",
      "ad\u00admin",
      "admin\u200b",
      "custom",
      "",
      "constructor",
      "__proto__",
      randomUUID().toUpperCase(),
      ["admin", "owner"],
      { $ne: "viewer" },
      null,
      0,
    ]) {
      const given = await acme.owner.patch(`${acme.path}/members/${ben.person.id}`, { role });
      expect([role, await refusal(given)]).toEqual([
        role,
        [422, expect.stringMatching(/^(http.invalid_body|identity.invalid_role)$/)],
      ]);
      expect([role, (await invite(acme.owner, acme, { role })).status]).toEqual([role, 422]);
    }
    const unknown = await acme.owner.patch(`${acme.path}/members/${ben.person.id}`, { role: randomUUID() });
    expect(await refusal(unknown)).toEqual([404, "identity.role_not_found"]);
    expect(await rolesOf(acme)).toEqual(before);
  });

  it("I-56 makes, widens, gives and invites to no role that may more than theirs, and never shapes their own", async () => {
    const acme = await workspaceOf();
    const held = ["member:read", "member:manage", "invitation:manage", "role:manage"];
    const ben = await holderOf(acme, held);
    const cai = await joined(acme, people[1], "viewer");
    const small = await json(await ben.post(`${acme.path}/roles`, { name: "Small", permissions: ["member:read"] }));
    const large = await ownRole(acme, [...held, "billing:manage"]);
    const no = [403, "identity.forbidden"];
    const shape = (role: unknown, change: object) => ben.patch(`${acme.path}/roles/${String(role)}`, change);
    expect(await refusal(await ben.post(`${acme.path}/roles`, { name: "Big", permissions: ["billing:read"] }))).toEqual(
      no,
    );
    expect(await refusal(await shape(small["role"], { permissions: ["member:read", "billing:read"] }))).toEqual(no);
    expect(await refusal(await shape(large, { permissions: ["member:read"] }))).toEqual(no);
    expect(await refusal(await shape(ben.role, { permissions: ROLE_PERMISSIONS.admin }))).toEqual(no);
    expect(await refusal(await shape(ben.role, { name: "Mine" }))).toEqual(no);
    expect(await refusal(await ben.delete(`${acme.path}/roles/${large}`))).toEqual(no);
    for (const role of [large, "admin", "member"]) {
      for (const { id } of [ben.person, cai.person]) {
        expect(await refusal(await ben.patch(`${acme.path}/members/${id}`, { role }))).toEqual(no);
      }
      expect(await refusal(await invite(ben, acme, { role }))).toEqual(no);
    }
    // Built-in roles are nobody's to shape: they have no id.
    for (const role of ["owner", "admin", "viewer"]) expect((await shape(role, { name: "X" })).status).toBe(404);
    expect((await json(await ben.get(`/api/v1/workspaces/${acme.workspace.id}`)))["permissions"]).toEqual(
      PERMISSIONS.filter((one) => one === "workspace:read" || held.includes(one)),
    );
  });

  it("I-68 slips nothing in: no field that is not of the form is taken", async () => {
    const acme = await workspaceOf();
    const ben = await joined(acme, people[0], "viewer");
    const slipped = {
      role: "owner",
      emailVerified: true,
      banned: false,
      permissions: ["audit:read"],
      isOperator: true,
    };
    for (const [field, value] of Object.entries(slipped)) {
      expect([field, (await ben.patch("/api/v1/me", { name: "Ben", [field]: value })).status]).toEqual([field, 422]);
      const made = await ben.post("/api/v1/workspaces", { name: "Mine", [field]: value });
      expect([field, made.status]).toEqual([field, 422]);
      const form = { ...signUpForm(), [field]: value };
      expect([field, (await ben.post("/api/auth/sign-up/email", form)).status]).toEqual([field, 422]);
      if (field === "role") continue;
      const own = `${acme.path}/members/${ben.person.id}`;
      expect([field, (await acme.owner.patch(own, { role: "viewer", [field]: value })).status]).toEqual([field, 422]);
    }
    expect((await rolesOf(acme)).get(ben.person.id)).toBe("viewer");
  });
});

describe("a workspace", () => {
  it("I-57 keeps its last owner, who neither leaves, steps down, nor is removed, nor loses it by handing over to nobody", async () => {
    const acme = await workspaceOf();
    const admin = await joined(acme, people[0], "admin");
    const own = `${acme.path}/members/${acme.owner.person.id}`;
    const last = [409, "identity.last_owner"];
    expect(await refusal(await acme.owner.delete(own))).toEqual(last);
    for (const role of ["admin", "viewer", await ownRole(acme, [])]) {
      expect(await refusal(await acme.owner.patch(own, { role }))).toEqual(last);
    }
    expect(await refusal(await admin.delete(own))).toEqual([403, "identity.forbidden"]);
    const [, stranger] = people;
    for (const userId of [stranger.person.id, randomUUID()]) {
      const handed = await acme.owner.post(`${acme.path}/owner`, { userId });
      expect(await refusal(handed)).toEqual([404, "identity.member_not_found"]);
    }
    await expect(
      asOwner(database.ownerUrl, (sql) => sql`delete from identity."user" where id = ${acme.owner.person.id}`),
    ).rejects.toThrow("a workspace needs an owner");
    expect((await acme.owner.post(`${acme.path}/owner`, { userId: admin.person.id })).status).toBe(200);
    expect([...(await rolesOf(acme)).values()]).toEqual(["admin", "owner"]);
  });

  it("I-57 has an owner after two owners who hand over, step down and leave all at once", async () => {
    const acme = await workspaceOf();
    const ben = await joined(acme, people[0], "owner");
    const cai = await joined(acme, people[1], "viewer");
    const member = (id: string) => `${acme.path}/members/${id}`;
    const outcomes = await Promise.all([
      acme.owner.delete(member(acme.owner.person.id)),
      ben.delete(member(ben.person.id)),
      ben.post(`${acme.path}/owner`, { userId: cai.person.id }),
      acme.owner.patch(member(acme.owner.person.id), { role: "viewer" }),
      acme.owner.patch(member(ben.person.id), { role: "viewer" }),
      cai.delete(member(cai.person.id)),
    ]);
    expect(outcomes.every(({ status }) => status < 500)).toBe(true);
    const owners = await asOwner(
      database.ownerUrl,
      (sql) => sql`select 1 from identity.member where organization_id = ${acme.workspace.id} and role = 'owner'`,
    );
    expect(owners.length).toBeGreaterThan(0);
  });

  it("I-58 has one membership of somebody who accepts eight times at once", async () => {
    const acme = await workspaceOf();
    const [ben] = people;
    const { id } = await json(await invite(acme.owner, acme, { email: ben.person.email }));
    const accepted = await Promise.all(
      Array.from({ length: 8 }, () => ben.post(`/api/v1/invitations/${id}/accept`, {})),
    );
    expect(accepted.map(({ status }) => status)).toEqual(accepted.map(() => 200));
    expect((await rolesOf(acme)).size).toBe(2);
  });

  it("I-59 has one open invitation of an address that is invited six times at once", async () => {
    const acme = await workspaceOf();
    const { email } = signUpForm();
    const sent = await Promise.all(Array.from({ length: 6 }, () => invite(acme.owner, acme, { email })));
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(sent.filter(({ status }) => status === 409)).toHaveLength(5);
    const { invitations } = (await json(await acme.owner.get(`${acme.path}/invitations`))) as unknown as {
      invitations: unknown[];
    };
    expect(invitations).toHaveLength(1);
  });

  it("is found by the address that it had, which nobody else gets, and says which one it has now", async () => {
    const acme = await workspaceOf();
    const rival = await workspaceOf(owners[1]);
    const slug = `moved-${randomUUID().slice(0, 8)}`;
    const moved = await json(await acme.owner.patch(acme.path, { name: " Globex ", slug }));
    expect(moved).toMatchObject({ id: acme.workspace.id, name: "Globex", slug, role: "owner" });
    const byOld = await acme.owner.get(`/api/v1/workspaces/by-slug/${acme.workspace.slug}`);
    expect(await json(byOld)).toEqual(moved);
    const taken = [409, "identity.slug_taken"];
    expect(await refusal(await rival.owner.patch(rival.path, { slug: acme.workspace.slug }))).toEqual(taken);
    const made = await rival.owner.post("/api/v1/workspaces", { name: "Acme", slug: acme.workspace.slug });
    expect(await refusal(made)).toEqual(taken);
    expect((await rival.owner.get(`/api/v1/workspaces/by-slug/${acme.workspace.slug}`)).status).toBe(404);
    for (const odd of ["Admin", "settings", "-x", "a b", "ä"]) {
      expect([odd, await refusal(await acme.owner.patch(acme.path, { slug: odd }))]).toEqual([
        odd,
        [422, "identity.invalid_slug"],
      ]);
    }
    expect(await refusal(await acme.owner.patch(acme.path, {}))).toEqual([422, "http.invalid_body"]);
    await acme.owner.patch(acme.path, { slug: `m-${randomUUID().slice(0, 8)}` });
    await acme.owner.patch(acme.path, { slug: `m-${randomUUID().slice(0, 8)}` });
    const often = await acme.owner.patch(acme.path, { slug: `m-${randomUUID().slice(0, 8)}` });
    expect([often.headers.has("retry-after"), ...(await refusal(often))]).toEqual([
      true,
      429,
      "identity.too_many_slugs",
    ]);
  });
});

describe("an invitation", () => {
  it("I-60 is for whoever has confirmed the invited address, and is not there for anybody else", async () => {
    const acme = await workspaceOf();
    const unconfirmed = await signUp(app);
    const [other] = people;
    const { id } = await json(await invite(acme.owner, acme, { email: unconfirmed.person.email }));
    const unknown = await json(await other.get(`/api/v1/invitations/${randomUUID()}`));
    for (const work of ["", "/accept", "/decline"]) {
      const path = `/api/v1/invitations/${id}${work}`;
      const asked = work === "" ? await other.get(path) : await other.post(path, {});
      expect({ ...(await json(asked)), requestId: "" }).toEqual({ ...unknown, requestId: "" });
      const early = work === "" ? await unconfirmed.get(path) : await unconfirmed.post(path, {});
      expect(early.status).toBe(401);
    }
    expect((await rolesOf(acme)).size).toBe(1);
  });

  it("I-61 that has run out, was taken back, declined or used opens nothing; sent again, it opens for as long as a new one", async () => {
    const acme = await workspaceOf();
    const make = async (ben: Someone = people[1]) => {
      const { id } = await json(await invite(acme.owner, acme, { email: ben.person.email }));
      return { ben, id, accept: () => ben.post(`/api/v1/invitations/${id}/accept`, {}) };
    };
    const gone = [404, "identity.invitation_not_found"];

    const expired = await make(people[0]);
    await age(expired.id, 8 * 24);
    expect(await refusal(await expired.accept())).toEqual(gone);
    const resend = (id: string) => sendAgain(acme, id);
    expect((await resend(expired.id)).status).toBe(200);
    expect(await refusal(await resend(expired.id))).toEqual([429, "identity.invited_recently"]);
    expect((await expired.accept()).status).toBe(200);
    // Accepted again by who is in, it says so; by who has left, it opens nothing.
    expect((await expired.accept()).status).toBe(200);
    await acme.owner.delete(`${acme.path}/members/${expired.ben.person.id}`);
    expect(await refusal(await expired.accept())).toEqual(gone);

    const revoked = await make(people[1]);
    await acme.owner.delete(`${acme.path}/invitations/${revoked.id}`);
    expect(await refusal(await revoked.accept())).toEqual(gone);
    expect(await refusal(await resend(revoked.id))).toEqual(gone);
    const declined = await make(people[2]);
    await declined.ben.post(`/api/v1/invitations/${declined.id}/decline`, {});
    expect(await refusal(await declined.accept())).toEqual(gone);
  });

  it("I-61 is sent again only so often", async () => {
    const acme = await workspaceOf();
    const often = await json(await invite(acme.owner, acme, {}));
    for (let sends = 1; sends < 4; sends += 1) {
      await age(often.id, 2);
      expect((await sendAgain(acme, often.id)).status).toBe(200);
    }
    await age(often.id, 2);
    expect(await refusal(await sendAgain(acme, often.id))).toEqual([429, "identity.too_many_invitations"]);
  });

  it("I-62 is listed for nobody who does not manage invitations, and ends when its sender may not invite to it any more", async () => {
    const acme = await workspaceOf();
    const plain = await holderOf(acme, ["member:read", "project:read"]);
    const sender = await holderOf(acme, ["member:read", "invitation:manage", "audit:read"], people[1]);
    for (const tab of [plain, await joined(acme, people[2], "member")]) {
      expect(await refusal(await tab.get(`${acme.path}/invitations`))).toEqual([403, "identity.forbidden"]);
    }
    const auditor = await ownRole(acme, ["member:read", "audit:read"]);
    await invite(sender, acme, { role: auditor });
    const open = async () => (await json(await acme.owner.get(`${acme.path}/invitations`)))["invitations"];
    expect(await open()).toMatchObject([{ role: auditor }]);
    await acme.owner.patch(`${acme.path}/roles/${sender.role}`, { permissions: ["member:read", "invitation:manage"] });
    expect(await open()).toEqual([]);
  });
});

describe("a role", () => {
  it("I-63 that is taken away with the membership lets nobody in on the next request", async () => {
    const acme = await workspaceOf();
    const ben = await holderOf(acme, ["member:read", "project:read"]);
    expect((await ben.get(`${acme.path}/projects`)).status).toBe(200);
    await acme.owner.delete(`${acme.path}/members/${ben.person.id}`);
    for (const path of ["", "/projects", "/members", "/roles", "/teams"]) {
      expect([path, await refusal(await ben.get(acme.path + path))]).toEqual([
        path,
        [404, "identity.workspace_not_found"],
      ]);
    }
  });

  it("I-64 that is changed counts from the next request on, for everybody who has it", async () => {
    const acme = await workspaceOf();
    const ben = await holderOf(acme, ["member:read", "project:read"]);
    const write = () => ben.post(`${acme.path}/projects`, { name: "Launch" });
    expect(await refusal(await write())).toEqual([403, "identity.forbidden"]);
    const shape = (permissions: readonly string[]) =>
      acme.owner.patch(`${acme.path}/roles/${ben.role}`, { permissions });
    await shape(["project:read", "project:write"]);
    expect((await write()).status).toBe(201);
    await shape(["project:read"]);
    expect(await refusal(await write())).toEqual([403, "identity.forbidden"]);
    expect(await refusal(await acme.owner.delete(`${acme.path}/roles/${ben.role}`))).toEqual([
      409,
      "identity.role_in_use",
    ]);
  });

  it("I-65 with a permission that nobody knows any more denies it, and with one that was never known is not made", async () => {
    const acme = await workspaceOf();
    for (const odd of ["project:everything", "*", "project:*", " project:read", "PROJECT:READ"]) {
      const made = await acme.owner.post(`${acme.path}/roles`, { name: "Odd", permissions: [odd] });
      expect([odd, await refusal(made)]).toEqual([odd, [422, "http.invalid_body"]]);
    }
    const ben = await holderOf(acme, ["project:read"]);
    await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`update identity.custom_role set permissions = array['workspace:read', 'project:everything', '*'] where id = ${ben.role}`,
    );
    expect((await json(await ben.get(acme.path)))["permissions"]).toEqual(["workspace:read"]);
    expect(await refusal(await ben.get(`${acme.path}/projects`))).toEqual([403, "identity.forbidden"]);
  });

  it("I-66 allows what the catalogue says it does, for every permission and every built-in role", async () => {
    const acme = await workspaceOf();
    const { roles } = (await json(await acme.owner.get(`${acme.path}/roles`))) as unknown as { roles: Body[] };
    expect(Object.fromEntries(roles.map((one) => [one["role"], one["permissions"]]))).toEqual(ROLE_PERMISSIONS);
    for (const [index, role] of (["admin", "member", "viewer"] as const).entries()) {
      const ben = await joined(acme, people[index] ?? people[0], role);
      expect((await json(await ben.get(acme.path)))["permissions"]).toEqual(ROLE_PERMISSIONS[role]);
    }
  });
});

describe("a team", () => {
  it("I-67 holds nobody of another workspace, is reached through no other, and is left with the workspace", async () => {
    const [acme, rival] = [await workspaceOf(), await workspaceOf(owners[1])];
    const [ours, theirs] = [await teamOf(acme), await teamOf(rival)];
    const add = (path: string, userId: string) => acme.owner.post(`${path}/members`, { userId });
    const foreign = await add(`${acme.path}/teams/${ours.id}`, rival.owner.person.id);
    expect(await refusal(foreign)).toEqual([404, "identity.member_not_found"]);
    const through = await add(`${acme.path}/teams/${theirs.id}`, acme.owner.person.id);
    expect(await refusal(through)).toEqual([404, "identity.team_not_found"]);
    const into = await invite(acme.owner, acme, { teamId: theirs.id });
    expect(await refusal(into)).toEqual([404, "identity.team_not_found"]);
    await expect(
      asOwner(
        database.ownerUrl,
        (sql) => sql`insert into identity.team_member (organization_id, team_id, user_id, created_at)
          values (${acme.workspace.id}, ${ours.id}, ${rival.owner.person.id}, now())`,
      ),
    ).rejects.toThrow("team_member_member");
    const [ben] = people;
    const { id } = await json(await invite(acme.owner, acme, { email: ben.person.email, teamId: ours.id }));
    await ben.post(`/api/v1/invitations/${id}/accept`, {});
    const memberIds = async () => {
      const { teams } = (await json(await acme.owner.get(`${acme.path}/teams`))) as unknown as { teams: Body[] };
      return teams[0]?.["memberIds"];
    };
    expect(await memberIds()).toEqual([ben.person.id]);
    await ben.delete(`${acme.path}/members/${ben.person.id}`);
    expect(await memberIds()).toEqual([]);
  });

  it("I-70 and roles, teams, invitations and addresses go with a workspace that is deleted, and leave no row", async () => {
    const acme = await workspaceOf();
    const ben = await holderOf(acme, ["member:read"]);
    const { id } = await json(await acme.owner.post(`${acme.path}/teams`, { name: "Design" }));
    await acme.owner.post(`${acme.path}/teams/${id}/members`, { userId: ben.person.id });
    await invite(acme.owner, acme, { teamId: id, role: ben.role });
    await acme.owner.patch(acme.path, { slug: `m-${randomUUID().slice(0, 8)}` });
    const left = await asOwner(database.ownerUrl, async (sql) => {
      await sql`delete from identity.organization where id = ${acme.workspace.id}`;
      const tables = ["member", "invitation", "custom_role", "team", "team_member", "former_slug"];
      const rows = await Promise.all(
        tables.map((table) => sql`select 1 from identity.${sql(table)} where organization_id = ${acme.workspace.id}`),
      );
      return rows.flat();
    });
    expect(left).toEqual([]);
  });
});

describe("I-69 two tabs on two workspaces", () => {
  it("do not mix: each request goes by its own path, whichever was asked for last", async () => {
    const acme = await workspaceOf(owners[1]);
    const other = await json(await acme.owner.post("/api/v1/workspaces", { name: "Second" }));
    const second = `/api/v1/workspaces/${other.id}`;
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        acme.owner.post(`${index % 2 ? acme.path : second}/teams`, { name: `Team ${index}` }),
      ),
    );
    const namesAt = async (path: string) => {
      const { teams } = (await json(await acme.owner.get(`${path}/teams`))) as unknown as { teams: { name: string }[] };
      return teams.map(({ name }) => name);
    };
    expect(await namesAt(acme.path)).toEqual(["Team 1", "Team 3", "Team 5"]);
    expect(await namesAt(second)).toEqual(["Team 0", "Team 2", "Team 4"]);
  });
});
