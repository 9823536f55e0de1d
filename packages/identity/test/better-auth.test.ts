import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { TERMS_VERSION } from "../src/terms.ts";
import { codeOf, idOf, inDays, newcomer, newPerson, newSlug, owner, signIn, signUp } from "./cases/subject.ts";
import { betterAuthTarget, ORIGIN } from "./targets.ts";

const database = await createTestDatabase();
const admin = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
const secret = randomUUID() + randomUUID();
const warnings: string[] = [];
const options = { secret, onWarning: (message: string) => warnings.push(message) };
const here = betterAuthTarget(database, options);
/** Another process of the same deployment: nothing in memory is shared. */
const elsewhere = betterAuthTarget(database, options);
const [subject, other] = [await here.make(), await elsewhere.make()];

afterAll(async () => {
  await Promise.all([here.end(), elsewhere.end(), admin.end()]);
  await database.drop();
});
afterEach(() => vi.useRealTimers());

/** So many milliseconds after a link's end, or before it. */
const around = (expiresAt: Date | undefined, ms: number) => vi.setSystemTime((expiresAt?.getTime() ?? 0) + ms);

async function unverified() {
  const person = newPerson();
  await signUp(subject, person);
  return { ...person, id: await idOf(subject, person) };
}

const tokenOf = async ({ id }: { readonly id: string }) =>
  (await subject.provider.mintVerificationToken(id))?.token ?? "";

/** Makes every write to a table fail until the work is done, as a full disk or a lost connection would. */
async function whileBroken<T>(table: string, work: () => Promise<T>): Promise<T> {
  await admin.unsafe(`create function identity.broken() returns trigger language plpgsql as
    'begin raise exception ''no space left'' using detail = new::text; end'`);
  await admin.unsafe(
    `create trigger broken before insert on identity.${table} for each row execute function identity.broken()`,
  );
  try {
    return await work();
  } finally {
    await admin.unsafe("drop function identity.broken() cascade");
  }
}

describe("a workspace that can't be given an owner", () => {
  it("is not made at all: its slug is free for somebody else", async () => {
    const slug = newSlug();
    await subject.facts();
    const nobodys = subject.provider.createWorkspace({ name: "Acme", slug, ownerId: randomUUID() });
    await expect(nobodys).rejects.toMatchObject({ code: "identity.unavailable" });
    expect(await subject.facts()).toEqual([]);
    const { id: ownerId } = await newcomer(subject);
    const created = subject.provider.createWorkspace({ name: "Acme", slug, ownerId });
    await expect(created).resolves.toMatchObject({ role: "owner", workspace: { slug } });
  });
});

describe("a sign-in by mail", () => {
  it("whose row can't be written promises no mail, and gives the browser nothing to wait with", async () => {
    const { email } = await newcomer(subject);
    await subject.facts();
    await whileBroken("mail_codes", async () => {
      const answer = await subject.call("request-sign-in-mail", { email });
      expect([answer.status, codeOf(answer), answer.cookie]).toEqual([503, "identity.unavailable", ""]);
    });
    expect(await subject.facts()).toEqual([]);
  });

  it("whose session can't be opened lets nobody in, and uses the link up", async () => {
    const { email } = await newcomer(subject);
    await subject.facts();
    await subject.call("request-sign-in-mail", { email });
    const [fact] = await subject.facts();
    const token = (await subject.provider.mintSignInMail(fact?.data["mailId"] ?? ""))?.token;
    await whileBroken("session", async () => {
      const answer = await subject.call("sign-in/link", { token });
      expect([answer.status, codeOf(answer), answer.headers]).toEqual([503, "identity.unavailable", undefined]);
    });
    expect(codeOf(await subject.call("sign-in/link", { token }))).toBe("identity.invalid_token");
  });

  it("works in every process of a deployment, once in all of them", async () => {
    const { id, email } = await newcomer(subject);
    await subject.facts();
    const { cookie } = await subject.call("request-sign-in-mail", { email });
    const [fact] = await subject.facts();
    const code = (await other.provider.mintSignInMail(fact?.data["mailId"] ?? ""))?.code ?? "";
    const attempts = await Promise.all(
      [other, subject, other, subject].map((one) => one.call("sign-in/code", { code }, { cookie })),
    );
    const signedIn = attempts.flatMap(({ headers }) => headers ?? []);
    expect(signedIn).toHaveLength(1);
    expect((await subject.provider.findSession(signedIn[0] ?? new Headers()))?.person.id).toBe(id);
  });
});

describe("a fact", () => {
  it("is told of nothing that was rolled back", async () => {
    const person = newPerson();
    await subject.facts();
    const answer = await whileBroken("account", () => signUp(subject, person));
    expect([answer.status, codeOf(answer)]).toEqual([503, "identity.unavailable"]);
    expect(await subject.facts()).toEqual([]);
    expect((await signUp(subject, person)).status).toBe(200);
    expect(await subject.facts()).toMatchObject([{ type: "identity.person_signed_up" }]);
  });

  it("that can't be written undoes the change that it tells of", async () => {
    const person = newPerson();
    const { id: ownerId } = await newcomer(subject);
    const slug = newSlug();
    await whileBroken("facts", async () => {
      expect((await signUp(subject, person)).status).toBe(503);
      const refused = subject.provider.createWorkspace({ name: "Acme", slug, ownerId });
      await expect(refused).rejects.toMatchObject({ code: "identity.unavailable", retryable: true });
    });
    const [left] =
      await admin`select (select count(*)::int from identity."user" where email = ${person.email}) as people,
      (select count(*)::int from identity.organization where slug = ${slug}) as workspaces`;
    expect(left).toEqual({ people: 0, workspaces: 0 });
  });

  it.each(["sign-up/email", "request-password-reset", "send-verification-email", "request-sign-in-mail"])(
    "that a mail waits for and that can't be written is no success: %s",
    async (endpoint) => {
      const person = await unverified();
      const { email } = person;
      const form = endpoint === "sign-up/email" ? { ...newPerson(), email, termsVersion: TERMS_VERSION } : { email };
      await whileBroken("facts", async () => {
        const answer = await subject.call(endpoint, form);
        expect([answer.status, codeOf(answer)]).toEqual([503, "identity.unavailable"]);
      });
      expect((await subject.call(endpoint, form)).status).toBe(200);
      expect(await subject.facts()).toHaveLength(1);
    },
  );

  it("wakes the relay in the same commit", async () => {
    const heard = Promise.withResolvers<void>();
    const listener = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
    await listener.listen("ninefold_outbox", () => heard.resolve());
    await signUp(subject, newPerson());
    await heard.promise;
    await listener.end();
  });

  it("holds ids and a role, never an address or a name", async () => {
    const ana = await owner(subject);
    const { email } = newPerson();
    const role = "admin";
    await subject.provider.createInvitation({
      workspaceId: ana.workspace.id,
      inviterId: ana.id,
      email,
      role,
      expiresAt: inDays(1),
    });
    const told = JSON.stringify(await subject.facts());
    for (const text of ["@", ana.name, ana.workspace.slug]) expect(told).not.toContain(text);
  });
});

describe("links", () => {
  it("I-48: are good once when two processes are asked at the same time", async () => {
    const ana = await unverified();
    const verification = (await subject.provider.mintVerificationToken(ana.id))?.token;
    const tries = [subject, other, subject, other].map((one) =>
      one.call("verify-email", { token: verification, password: ana.password }),
    );
    const signedIn = (await Promise.all(tries)).filter(({ headers }) => headers !== undefined);
    expect(signedIn).toHaveLength(1);

    const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token;
    const resets = [subject, other, subject, other].map((one, index) =>
      one.call("reset-password", { token, newPassword: `a new long password ${index}` }),
    );
    const statuses = (await Promise.all(resets)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 422, 422, 422]);
  });

  it("work until the second that they say, and no longer", async () => {
    const [ana, ben, cai] = [await unverified(), await unverified(), await unverified()];
    const { provider } = subject;
    const newPassword = "a new long password";
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const reset = await provider.mintPasswordResetToken(ana.id);
    const tooLate = await provider.mintPasswordResetToken(ben.id);
    const [verification, lateVerification] = [
      await provider.mintVerificationToken(ben.id),
      await provider.mintVerificationToken(cai.id),
    ];
    around(reset?.expiresAt, -1);
    expect((await subject.call("reset-password", { token: reset?.token, newPassword })).status).toBe(200);
    around(tooLate?.expiresAt, 1);
    const late = await subject.call("reset-password", { token: tooLate?.token, newPassword });
    expect(codeOf(late)).toBe("identity.invalid_token");

    around(verification?.expiresAt, -1);
    const confirmed = await subject.call("verify-email", { token: verification?.token, password: ben.password });
    expect(confirmed.headers).toBeDefined();
    around(lateVerification?.expiresAt, 0);
    const unconfirmed = await subject.call("verify-email", { token: lateVerification?.token, password: cai.password });
    expect(codeOf(unconfirmed)).toBe("identity.invalid_token");
  });

  it("are of no use to whoever reads the database: reset tokens are kept as hashes", async () => {
    const ana = await unverified();
    const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token ?? "";
    const kept = await admin`select identifier from identity.verification where value = ${ana.id}`;
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(token);
    const newPassword = "a new long password";
    for (const { identifier } of kept as unknown as { identifier: string }[]) {
      const read = await subject.call("reset-password", { token: identifier, newPassword });
      expect(codeOf(read)).toBe("identity.invalid_token");
    }
  });

  it("of a request are dropped: what the library minted then leads nowhere", async () => {
    const ana = await newcomer(subject);
    await subject.call("request-password-reset", { email: ana.email });
    expect(JSON.stringify(await subject.facts())).not.toMatch(/token/i);
    const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token;
    await subject.call("reset-password", { token, newPassword: "a new long password" });
    expect(await admin`select 1 from identity.verification where value = ${ana.id}`).toHaveLength(0);
  });

  it("confirm nothing when the person is gone", async () => {
    const ana = await unverified();
    const token = (await subject.provider.mintVerificationToken(ana.id))?.token;
    const reset = (await subject.provider.mintPasswordResetToken(ana.id))?.token;
    await admin`delete from identity."user" where id = ${ana.id}`;
    const { password } = ana;
    expect(codeOf(await subject.call("verify-email", { token, password }))).toBe("identity.invalid_token");
    const answer = await subject.call("reset-password", { token: reset, newPassword: "a new long password" });
    expect(codeOf(answer)).toBe("identity.invalid_token");
  });
});

describe("an answer", () => {
  it("I-46: is the same to the byte, headers too, for an address that is known and one that is not", async () => {
    const known = await newcomer(subject);
    const pending = await unverified();
    for (const endpoint of ["sign-up/email", "request-password-reset", "send-verification-email", "sign-in/email"]) {
      const form = (email: string) => ({
        email,
        ...(endpoint === "sign-up/email" && { name: "Ana", termsVersion: TERMS_VERSION }),
        ...(endpoint.startsWith("sign") && { password: "not the password at all" }),
      });
      const unknown = await raw(endpoint, form(newPerson().email));
      expect(await raw(endpoint, form(known.email))).toEqual(unknown);
      expect(await raw(endpoint, form(pending.email))).toEqual(unknown);
    }
  });

  it("never holds the session's token: that travels in a cookie that scripts can't read", async () => {
    const { email, password } = await newcomer(subject);
    const { body, headers } = await raw("sign-in/email", { email, password });
    expect(body).toBe('{"status":"signed_in"}');
    const cookies = headers.filter(([name]) => name === "set-cookie").map(([, value]) => value);
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["test.session_token", "test.device"]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=Lax/i);
    }
  });

  it("names the request in a refusal", async () => {
    expect(JSON.parse((await raw("sign-in/email", {})).body)).toMatchObject({ requestId: "request-1" });
  });

  it.each([
    ["sign-in/email", () => ({ email: newPerson().email })],
    ["verify-email", async () => ({ token: await tokenOf(await unverified()) })],
  ])("I-44: says how long to wait after too many guesses at a password: %s", async (endpoint, form) => {
    const strict = betterAuthTarget(database, { secret, attemptsPerMinute: 3 });
    const { provider } = await strict.make();
    const body = JSON.stringify({ ...(await form()), password: "not the password at all" });
    const attempt = () => {
      const headers = { "content-type": "application/json", origin: ORIGIN, "x-forwarded-for": "192.0.2.7" };
      return provider.handle(new Request(`${ORIGIN}/api/auth/${endpoint}`, { method: "POST", headers, body }));
    };
    for (let count = 0; count < 3; count += 1) expect((await attempt()).status).toBe(401);
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "identity.too_many_attempts" });
    await strict.end();
  });

  it("I-51: holds a cookie that no neighbour under the same domain can set, where the product is served by https", async () => {
    const origin = "https://app.ninefold.dev";
    const secure = betterAuthTarget(database, { secret, origin });
    const { provider } = await secure.make();
    const { email, password } = await newcomer(subject);
    const post = (endpoint: string, body: object, cookie = "") =>
      provider.handle(
        new Request(`${origin}/api/auth/${endpoint}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin, ...(cookie !== "" && { cookie }) },
          body: JSON.stringify(body),
        }),
      );
    const [cookie = ""] = (await post("sign-in/email", { email, password })).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-test\.session_token=/);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).not.toMatch(/Domain=/i);
    const [sent = ""] = cookie.split(";");
    expect(await provider.findSession(new Headers({ cookie: sent }))).toBeDefined();
    // The same session under a name that a neighbour could set counts for nothing.
    for (const name of ["test.", "__Secure-test."]) {
      const planted = new Headers({ cookie: sent.replace("__Host-test.", name) });
      expect(await provider.findSession(planted)).toBeUndefined();
    }
    const [ended = ""] = (await post("sign-out", {}, sent)).headers.getSetCookie();
    expect(ended).toMatch(/^__Host-test\.session_token=;.*Secure/i);
    expect(await provider.findSession(new Headers({ cookie: sent }))).toBeUndefined();
    await secure.end();
  });
});

describe("a session", () => {
  it("I-34: ends seven days after the sign-in, however busy it is", async () => {
    const ana = await newcomer(subject);
    await admin`update identity.session set created_at = created_at - interval '6 days',
      expires_at = expires_at - interval '6 days' where user_id = ${ana.id}`;
    const before = await subject.provider.findSession(ana.headers);
    expect(before).toBeDefined();
    await subject.call("send-verification-email", { email: ana.email }, ana.headers);
    expect((await subject.provider.findSession(ana.headers))?.expiresAt).toEqual(before?.expiresAt);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 3_600_000 });
    expect(await subject.provider.findSession(ana.headers)).toBeUndefined();
  });

  it("can't be prolonged beyond that, by whatever code", async () => {
    const ana = await newcomer(subject);
    const longer = admin`update identity.session set expires_at = created_at + interval '8 days' where user_id = ${ana.id}`;
    await expect(longer).rejects.toMatchObject({ code: "23514", constraint_name: "session_lifetime" });
  });

  it("counts for nothing while the address is unconfirmed", async () => {
    const ana = await newcomer(subject);
    await admin`update identity."user" set email_verified = false where id = ${ana.id}`;
    expect(await subject.provider.findSession(ana.headers)).toBeUndefined();
  });
});

describe("the terms", () => {
  it("that a person accepted are kept with the day, and can't be rewritten at run time", async () => {
    const ana = await newcomer(subject);
    const rows = await admin`select version, accepted_at from identity.terms_acceptances where user_id = ${ana.id}`;
    expect(rows).toEqual([{ version: TERMS_VERSION, accepted_at: expect.any(Date) as unknown }]);
    const login = postgres(database.urls.DATABASE_IDENTITY_URL, { max: 1 });
    const rewrite = login`update identity.terms_acceptances set version = '1999-01-01' where user_id = ${ana.id}`;
    await expect(rewrite).rejects.toMatchObject({ code: "42501" });
    await expect(login`delete from identity.terms_acceptances`).rejects.toMatchObject({ code: "42501" });
    await login.end();
  });
});

describe("a failing database", () => {
  it("I-53: puts no address, token, hash or password into an error, a log line or an answer", async () => {
    const person = {
      ...newPerson(),
      email: `leak-${randomUUID()}@inbox.ninefold.dev`,
      password: `leak ${randomUUID()}`,
    };
    const ana = await unverified();
    const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token ?? "";
    const acme = await owner(subject);
    warnings.length = 0;
    const printed = (["error", "warn", "log", "info", "debug"] as const).map((name) => vi.spyOn(console, name));
    const said: unknown[] = [];
    const tables = ["user", "account", "session", "verification", "organization", "member", "invitation", "facts"];
    await admin.unsafe(tables.map((table) => `alter table identity."${table}" rename to "${table}_gone"`).join(";"));
    try {
      said.push(await signUp(subject, person), await signIn(subject, person));
      said.push(await subject.call("reset-password", { token, newPassword: person.password }));
      said.push(await subject.call("request-password-reset", { email: person.email }));
      said.push(await subject.call("send-verification-email", { email: person.email }));
      const { provider } = subject;
      const asked = [
        provider.mintPasswordResetToken(ana.id),
        provider.findSession(acme.headers),
        provider.updatePerson(ana.id, { name: person.email }),
        provider.createInvitation({
          workspaceId: acme.workspace.id,
          inviterId: acme.id,
          email: person.email,
          role: "admin",
          expiresAt: inDays(1),
        }),
        provider.createWorkspace({ name: person.email, slug: newSlug(), ownerId: ana.id }),
      ];
      for (const outcome of await Promise.allSettled(asked)) {
        expect(outcome).toMatchObject({ status: "rejected", reason: { code: "identity.unavailable" } });
        said.push(inspect(outcome, { depth: 20 }));
      }
    } finally {
      await admin.unsafe(tables.map((table) => `alter table identity."${table}_gone" rename to "${table}"`).join(";"));
    }
    const everything = inspect([said, warnings, printed.map((spy) => spy.mock.calls)], {
      depth: 20,
      maxArrayLength: null,
    });
    for (const spy of printed) spy.mockRestore();
    expect(said.slice(0, 5)).toMatchObject(Array.from({ length: 5 }, () => ({ status: 503 })));
    expect(warnings.length).toBeGreaterThan(0);
    const cookie = acme.headers.get("cookie")?.split("=")[1] ?? "";
    for (const held of [person.email, person.password, token, cookie, "leak-"]) expect(everything).not.toContain(held);
  });
});

/** An answer to the byte, as no helper tidies it. */
async function raw(endpoint: string, body: object) {
  const headers = { "content-type": "application/json", origin: ORIGIN };
  const request = new Request(`${ORIGIN}/api/auth/${endpoint}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const response = await subject.provider.handle(request, { requestId: "request-1" });
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
