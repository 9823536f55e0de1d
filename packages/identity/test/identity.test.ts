import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { memoryIdentity } from "../src/adapters/memory.ts";
import { identityEvents, isIdentityEventType } from "../src/events.ts";
import { createIdentity, type Identity } from "../src/service.ts";
import { assertOwnSchema, openDatabase } from "../src/tenancy.ts";
import { idOf, newcomer, newPerson, newSlug, personOf, signUp } from "./cases/subject.ts";
import { betterAuthTarget, ORIGIN } from "./targets.ts";

const database = await createTestDatabase();
const admin = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
const target = betterAuthTarget(database);
const subject = await target.make();
const open = openDatabase({
  appUrl: database.urls.DATABASE_APP_URL,
  systemUrl: database.urls.DATABASE_SYSTEM_URL,
  onQuery: assertOwnSchema,
});
const now = new Date("2026-11-21T12:00:00Z");
const needs = {
  slugSuffix: () => randomUUID().slice(0, 6),
  doors: open.doorsOf("identity"),
  now: () => now,
  origin: ORIGIN,
};
const identity = createIdentity(subject.provider, { ...needs, now: () => new Date() });

afterAll(async () => {
  await Promise.all([target.end(), open.close(), admin.end()]);
  await database.drop();
});

async function aSession() {
  const person = await newcomer(subject);
  const session = await identity.findSession(person.headers);
  if (session === undefined) throw new Error("expected a session");
  return session;
}

type Session = Awaited<ReturnType<typeof aSession>>;
const enter = (session: Session, id: string) => identity.enter(session, { id }, "request-1");

/** An owner, and one more member in each other role. */
async function aTeam() {
  const ana = await aSession();
  const { workspace } = await identity.createWorkspace(ana, { name: "Acme" });
  const owner = await enter(ana, workspace.id);
  const join = async (role: "admin" | "member" | "viewer") => {
    const session = await aSession();
    const invited = await identity.invite(owner, { email: session.person.email, role });
    await identity.acceptInvitation(session, invited.id);
    return { session, entry: await enter(session, workspace.id) };
  };
  return {
    ana,
    owner,
    workspace,
    admin: await join("admin"),
    member: await join("member"),
    viewer: await join("viewer"),
  };
}

describe("members and invitations", () => {
  it("I-62: are managed by owners and admins, and seen by everybody who is in", async () => {
    const { owner, admin: manager, member, viewer } = await aTeam();
    for (const { entry, session } of [member, viewer]) {
      expect(await identity.listMembers(entry)).toHaveLength(4);
      const refused = [
        identity.listInvitations(entry),
        identity.invite(entry, { email: newPerson().email, role: "viewer" }),
        identity.revokeInvitation(entry, randomUUID()),
        identity.changeRole(entry, session.person.id, "admin"),
        identity.removeMember(entry, owner.person.id),
      ];
      for (const outcome of await Promise.allSettled(refused)) {
        expect(outcome).toMatchObject({ status: "rejected", reason: { code: "identity.forbidden" } });
      }
    }
    const invited = await identity.invite(manager.entry, { email: newPerson().email, role: "admin" });
    expect(await identity.listInvitations(owner)).toEqual([invited]);
    await identity.revokeInvitation(manager.entry, invited.id);
    await identity.changeRole(manager.entry, viewer.session.person.id, "member");
    await identity.removeMember(manager.entry, member.session.person.id);
    await identity.removeMember(viewer.entry, viewer.session.person.id);
    expect(await identity.listMembers(owner)).toHaveLength(2);
  });

  it("I-63: decide by the role of now, also for somebody who came in with another one", async () => {
    const { owner, admin: manager, viewer } = await aTeam();
    await identity.changeRole(owner, manager.session.person.id, "viewer");
    const late = [
      identity.invite(manager.entry, { email: newPerson().email, role: "viewer" }),
      identity.changeRole(manager.entry, viewer.session.person.id, "admin"),
      identity.removeMember(manager.entry, viewer.session.person.id),
    ];
    for (const outcome of await Promise.allSettled(late)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "identity.forbidden" } });
    }
    await identity.removeMember(owner, manager.session.person.id);
    const gone = identity.invite(manager.entry, { email: newPerson().email, role: "viewer" });
    await expect(gone).rejects.toMatchObject({ code: "identity.workspace_not_found" });
  });

  it("take an address as people write it, and refuse what is none without repeating it", async () => {
    const { owner } = await aTeam();
    const { email } = newPerson();
    const invited = await identity.invite(owner, { email: ` ${email.toUpperCase()} `, role: "viewer" });
    expect(invited).toMatchObject({ email, role: "viewer" });
    expect(invited.expiresAt.getTime() - Date.now()).toBeGreaterThan(6.99 * 24 * 3_600_000);
    for (const wrong of [
      "",
      "ana",
      "ana@localhost",
      "a b@inbox.ninefold.dev",
      "ana@inbox.ninefold.dev, eve@evil.dev",
    ]) {
      const refused = identity.invite(owner, { email: wrong, role: "viewer" });
      await expect(refused).rejects.toMatchObject({
        code: "identity.invalid_email",
        message: "Give an e-mail address.",
      });
    }
  });

  it("I-28: answer a stranger's question after an invitation as one after none", async () => {
    const { owner } = await aTeam();
    const stranger = await aSession();
    const { id } = await identity.invite(owner, { email: newPerson().email, role: "viewer" });
    const ask = async (invitationId: string) => {
      const asked = [identity.findInvitation, identity.acceptInvitation, identity.declineInvitation];
      const outcomes = await Promise.allSettled(asked.map((one) => one(stranger, invitationId)));
      return outcomes.map((one) => (one.status === "rejected" ? String(one.reason) : "answered"));
    };
    expect(await ask(id)).toEqual(await ask(randomUUID()));
    expect(new Set(await ask(id))).toEqual(new Set(["IdentityError: This invitation is not here, or not yours."]));
    expect(await identity.listMyInvitations(stranger)).toEqual([]);
  });

  it("bring two people together: one invites, the other sees it, reads it and is in", async () => {
    const { owner, workspace } = await aTeam();
    const ben = await aSession();
    const { id } = await identity.invite(owner, { email: ben.person.email, role: "member" });
    const [received] = await identity.listMyInvitations(ben);
    expect(received).toMatchObject({ id, workspaceName: "Acme", inviterName: owner.person.name, role: "member" });
    expect(await identity.findInvitation(ben, id)).toEqual(received);
    expect(await identity.acceptInvitation(ben, id)).toMatchObject({ workspace, role: "member" });
    expect((await enter(ben, workspace.id)).membership.role).toBe("member");
    expect(await identity.listMyInvitations(ben)).toEqual([]);
  });
});

describe("a person", () => {
  it("changes their name as it can be shown, and their language", async () => {
    const session = await aSession();
    const changed = await identity.updatePerson(session, { name: "  Ana Baru ", locale: "id" });
    expect(changed).toEqual({ ...session.person, name: "Ana Baru", locale: "id" });
    for (const name of ["", "a\u0000b", "\u202eevil"]) {
      await expect(identity.updatePerson(session, { name })).rejects.toMatchObject({ code: "identity.invalid_name" });
    }
    expect(await identity.updatePerson(session, {})).toEqual(changed);
  });

  it("is an operator once the owner of the database says so", async () => {
    const session = await aSession();
    expect(await identity.isOperator(session)).toBe(false);
    await subject.grantOperator(session.person.id);
    expect(await identity.isOperator(session)).toBe(true);
  });
});

const hoursUntil = (expiresAt: Date | undefined) => ((expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000;

describe("a mail", () => {
  it("to confirm an address holds a link that works, until the address is confirmed", async () => {
    const given = newPerson();
    await signUp(subject, given, { locale: "id" });
    const id = await idOf(subject, given);
    const mail = await identity.verificationMail(id);
    expect(mail).toMatchObject({ to: { address: given.email, name: given.name }, locale: "id" });
    expect(hoursUntil(mail?.expiresAt)).toBeCloseTo(24, 1);
    const url = new URL(mail?.url ?? "");
    expect([url.origin, url.pathname, url.search]).toEqual([ORIGIN, "/verify", ""]);
    const token = new URLSearchParams(url.hash.slice(1)).get("token");
    const { headers } = await subject.call("verify-email", { token, password: given.password });
    expect((await personOf(subject, headers)).id).toBe(id);
    expect(await identity.verificationMail(id)).toBeUndefined();
  });

  it("to choose a new password holds a link that works, a new one each time", async () => {
    const { id, email } = await newcomer(subject);
    const [first, second] = [await identity.passwordResetMail(id), await identity.passwordResetMail(id)];
    expect(first).toMatchObject({ to: { address: email }, locale: "en" });
    expect(hoursUntil(first?.expiresAt)).toBeCloseTo(1, 1);
    expect(first?.url).not.toBe(second?.url);
    const url = new URL(first?.url ?? "");
    expect([url.pathname, url.search]).toEqual(["/reset-password", ""]);
    const token = new URLSearchParams(url.hash.slice(1)).get("token");
    const reset = await subject.call("reset-password", { token, newPassword: "a new long password" });
    expect(reset.status).toBe(200);
  });

  it("about an account that exists leads to signing in and to a new password, and holds no token", async () => {
    const { id, email, name } = await newcomer(subject);
    expect(await identity.accountExistsMail(id)).toEqual({
      to: { address: email, name },
      locale: "en",
      signInUrl: `${ORIGIN}/sign-in`,
      resetUrl: `${ORIGIN}/forgot-password`,
    });
  });

  it("of an invitation says who invites to what, and nothing once it is revoked", async () => {
    const { owner } = await aTeam();
    const { email } = newPerson();
    const invited = await identity.invite(owner, { email, role: "admin" });
    expect(await identity.invitationMail(invited.id)).toEqual({
      to: { address: email },
      locale: "en",
      workspaceName: "Acme",
      inviterName: owner.person.name,
      role: "admin",
      url: `${ORIGIN}/invite/${invited.id}`,
      expiresAt: invited.expiresAt,
    });
    await identity.revokeInvitation(owner, invited.id);
    expect(await identity.invitationMail(invited.id)).toBeUndefined();
  });

  it("is not written to nobody", async () => {
    for (const id of [randomUUID(), "1' or 1=1"]) {
      expect(await identity.verificationMail(id)).toBeUndefined();
      expect(await identity.passwordResetMail(id)).toBeUndefined();
      expect(await identity.accountExistsMail(id)).toBeUndefined();
      expect(await identity.invitationMail(id)).toBeUndefined();
    }
  });
});

describe("facts", () => {
  type Handed = Parameters<Parameters<Identity["moveFacts"]>[0]>[1];
  const moveAll = async (limit?: number) => {
    const handed: Handed[] = [];
    await identity.moveFacts(async (_tx, event) => handed.push(event), limit);
    return handed;
  };

  it("are handed on oldest first, each with its id, scope and day, and are gone then", async () => {
    await moveAll(1_000);
    const ana = await aSession();
    const { workspace } = await identity.createWorkspace(ana, { name: "Acme" });
    const handed = await moveAll();
    const userId = ana.person.id;
    const workspaceId = workspace.id;
    // The helper that signs somebody up has taken the first one.
    expect(handed.map(({ type, data, scope }) => ({ type, data, scope }))).toEqual([
      { type: "identity.address_verified", data: { userId }, scope: { tenantId: null, userId } },
      { type: "identity.workspace_created", data: { workspaceId }, scope: { tenantId: workspaceId, userId: null } },
      {
        type: "identity.member_joined",
        data: { workspaceId, userId, role: "owner" },
        scope: { tenantId: workspaceId, userId: null },
      },
    ]);
    expect(new Set(handed.map(({ id }) => id)).size).toBe(3);
    expect(handed.every(({ occurredAt }) => Math.abs(Date.now() - occurredAt.getTime()) < 60_000)).toBe(true);
    expect(await moveAll()).toEqual([]);
  });

  it("are what the schema of their event says", async () => {
    const { owner, admin: manager, viewer } = await aTeam();
    const invited = await identity.invite(owner, { email: newPerson().email, role: "viewer" });
    await identity.revokeInvitation(owner, invited.id);
    await identity.changeRole(owner, viewer.session.person.id, "member");
    await identity.removeMember(owner, manager.session.person.id);
    const given = newPerson();
    await signUp(subject, given);
    await signUp(subject, given);
    await subject.call("send-verification-email", { email: given.email });
    await subject.call("request-password-reset", { email: given.email });
    // Signing up anew by the helper would take them away, so the last person is a row of the owner's.
    await admin`update identity."user" set email_verified = true where email = ${given.email}`;
    const handed = await moveAll(1_000);
    for (const { type, data } of handed) {
      if (!isIdentityEventType(type)) throw new Error(`${type} is not on the list`);
      expect(identityEvents[type].strict().parse(data)).toEqual(data);
    }
    const { workspaceId } = { workspaceId: owner.membership.workspace.id };
    const types = new Set(handed.map(({ type }) => type));
    expect([...types].toSorted()).toEqual(
      expect.arrayContaining([
        "identity.address_verified",
        "identity.invitation_created",
        "identity.invitation_ended",
        "identity.member_removed",
        "identity.member_role_changed",
        "identity.password_reset_requested",
        "identity.person_signed_up",
        "identity.sign_up_repeated",
        "identity.verification_requested",
      ]),
    );
    expect(handed.filter(({ scope }) => scope.tenantId === workspaceId).length).toBeGreaterThan(0);
  });

  it("stay when handing one on fails, all of them", async () => {
    await moveAll(1_000);
    const ana = await aSession();
    await identity.createWorkspace(ana, { name: "Acme", slug: newSlug() });
    let count = 0;
    const failing = identity.moveFacts(async () => {
      count += 1;
      if (count === 2) throw new Error("the outbox is full");
    });
    await expect(failing).rejects.toThrow("the outbox is full");
    expect(await moveAll()).toHaveLength(3);
  });

  it("are handed on once when several relays ask at the same time", async () => {
    await moveAll(1_000);
    for (let count = 0; count < 3; count += 1) await signUp(subject, newPerson());
    const handed: string[] = [];
    const bothInside = Promise.withResolvers<void>();
    let inside = 0;
    const move = () =>
      identity.moveFacts(async (_tx, { id }) => {
        handed.push(id);
        inside += 1;
        if (inside === 2) bothInside.resolve();
        await bothInside.promise;
      }, 1);
    await Promise.all([move(), move()]);
    expect(await move()).toBe(1);
    expect(new Set(handed).size).toBe(3);
    expect(await move()).toBe(0);
  });

  it("of a release that is still to come wait for it", async () => {
    await moveAll(1_000);
    const id = randomUUID();
    await admin`insert into identity.facts (id, type, data) values (${id}, 'identity.moon_landed', '{}')`;
    expect(await moveAll()).toEqual([]);
    expect(await admin`delete from identity.facts where id = ${id} returning id`).toHaveLength(1);
  });

  it("that a provider holds itself are handed on with the rest", async () => {
    await moveAll(1_000);
    const provider = memoryIdentity({ origin: ORIGIN });
    const service = createIdentity(provider, needs);
    await provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId: randomUUID() });
    const types: string[] = [];
    expect(await service.moveFacts(async (_tx, { type }) => types.push(type))).toBe(3);
    expect(types).toEqual(["identity.workspace_created", "identity.member_joined", "identity.usage_recorded"]);
  });
});
