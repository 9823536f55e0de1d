import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { armed, codeAt, finish, statusOf, waiting } from "./cases/second-factor-subject.ts";
import { codeOf, confirm, newcomer, signIn } from "./cases/subject.ts";
import { betterAuthTarget } from "./targets.ts";

const database = await createTestDatabase();
const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => undefined });
const secret = randomUUID() + randomUUID();
const warnings: string[] = [];
const options = { secret, onWarning: (message: string) => warnings.push(message) };
const here = betterAuthTarget(database, options);
/** The same deployment, given another secret. */
const rotated = betterAuthTarget(database, { ...options, secret: randomUUID() + randomUUID() });
const [subject, afterwards] = [await here.make(), await rotated.make()];
afterAll(async () => {
  await Promise.all([here.end(), rotated.end(), owner.end()]);
  await database.drop();
});

const sessionsOf = async (userId: string) =>
  (await owner`select 1 from identity.session where user_id = ${userId}`).length;

describe("the second factor in the default adapter", () => {
  it("I-47 stands in front of the link that confirms an address too", async () => {
    const ana = await armed(subject);
    await owner`update identity."user" set email_verified = false where id = ${ana.id}`;
    const link = await confirm(subject, ana);
    expect([link.status, statusOf(link)]).toEqual([200, "second_factor_required"]);
    expect(await sessionsOf(ana.id)).toBe(1);
    expect((await finish(subject, link, { code: codeAt(ana, 1) })).status).toBe(200);
  });

  it("is found by a sign-in that had looked before it was turned on", async () => {
    const ana = await newcomer(subject);
    const sessionId = (await subject.provider.findSession(ana.headers))?.id ?? "";
    const app = await subject.provider.beginSecondFactor(ana.id);
    // The row of a new session waits here, after the first look and before the second.
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const lock = owner.begin(async (tx) => {
      await tx`lock table identity.session in share mode`;
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    const late = signIn(subject, ana);
    await expect
      .poll(() => owner`select 1 from pg_locks where relation = 'identity.session'::regclass and not granted`)
      .toHaveLength(1);
    await owner`update identity.second_factors set confirmed_at = now(), last_step = 0 where user_id = ${ana.id}`;
    held.resolve();
    await lock;
    expect(statusOf(await late)).toBe("second_factor_required");
    expect(await subject.provider.listSessions(ana.id)).toMatchObject([{ id: sessionId }]);
    expect(app.secret).not.toBe("");
  });

  it("keeps nothing that lets anybody in who reads the tables", async () => {
    const ana = await armed(subject);
    const first = await waiting(subject, ana);
    const handle = /second-factor=([^;]*)/.exec(first.headers?.get("cookie") ?? "")?.[1] ?? "";
    const rows = await owner`
      select f::text as row from identity.second_factors f union all
      select c::text from identity.recovery_codes c union all
      select w::text from identity.waiting_sign_ins w union all
      select t::text from identity.facts t`;
    const kept = rows.map(({ row }) => String(row)).join("\n");
    for (const text of [
      ana.secret,
      handle,
      ...ana.recoveryCodes,
      ...ana.recoveryCodes.map((c) => c.replaceAll("-", "")),
    ]) {
      expect(text.length).toBeGreaterThan(20);
      expect(kept.includes(text)).toBe(false);
    }
  });

  it("opens with no secret that was copied from another person's row", async () => {
    const [ana, eve] = [await armed(subject), await armed(subject)];
    await owner`
      update identity.second_factors set sealed_secret =
        (select sealed_secret from identity.second_factors where user_id = ${eve.id}) where user_id = ${ana.id}`;
    const tried = await finish(subject, await waiting(subject, ana), { code: codeAt(eve, 1) });
    expect([tried.status, codeOf(tried)]).toEqual([503, "identity.unavailable"]);
  });

  it("lets people in by their recovery codes after the secret of the deployment was changed, and says why not by a code", async () => {
    const ana = await armed(subject);
    warnings.length = 0;
    const first = await waiting(afterwards, ana);
    const tried = await finish(afterwards, first, { code: codeAt(ana, 1) });
    expect([tried.status, codeOf(tried)]).toEqual([503, "identity.unavailable"]);
    expect(warnings).toEqual(["a second factor can't be read: was BETTER_AUTH_SECRET changed?"]);
    expect((await finish(afterwards, first, { recoveryCode: ana.recoveryCodes[0] })).status).toBe(200);
  });

  it("forgets sign-ins that nobody finished", async () => {
    const ana = await armed(subject);
    await waiting(subject, ana);
    subject.later(1);
    await waiting(subject, ana);
    const left = await owner`select 1 from identity.waiting_sign_ins where user_id = ${ana.id}`;
    expect(left).toHaveLength(1);
  });
});
