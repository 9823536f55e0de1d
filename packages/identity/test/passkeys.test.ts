import { softwareAuthenticator } from "@ninefold/testing/authenticator";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import type { PasskeyRequest } from "../src/port-passkeys.ts";
import { newcomer } from "./cases/subject.ts";
import { betterAuthTarget, ORIGIN } from "./targets.ts";

const database = await createTestDatabase();
const target = betterAuthTarget(database);
const subject = await target.make();
const { provider } = subject;
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
afterAll(async () => {
  await Promise.all([target.end(), owner.end()]);
  await database.drop();
});

/** No row gets into this table meanwhile, as when a disk is full. */
async function whileBroken<T>(table: string, work: () => Promise<T>): Promise<T> {
  await owner.unsafe(`create function identity.broken() returns trigger language plpgsql as
    'begin raise exception ''no space left'' using detail = new::text; end'`);
  await owner.unsafe(
    `create trigger broken before insert on identity.${table} for each row execute function identity.broken()`,
  );
  try {
    return await work();
  } finally {
    await owner.unsafe("drop function identity.broken() cascade");
  }
}

async function holder() {
  const ana = await newcomer(subject);
  const ref = { userId: ana.id, sessionId: (await provider.findSession(ana.headers))?.id ?? "" };
  const own = softwareAuthenticator({ origin: ORIGIN, isSynced: true });
  const add = async () =>
    provider.addPasskey({ ...ref, name: "Laptop", credential: own.create(await provider.beginPasskey(ref)) });
  return { ...ana, own, add };
}

describe("a database that fails", () => {
  it("keeps no passkey whose fact it could not write", async () => {
    const ana = await holder();
    await whileBroken("facts", () => expect(ana.add()).rejects.toMatchObject({ code: "identity.unavailable" }));
    expect(await provider.listPasskeys(ana.id)).toEqual([]);
    await ana.add();
    expect(await provider.listPasskeys(ana.id)).toHaveLength(1);
  });

  it("lets nobody in by a passkey, says so without a word of its own, and lets the same answer in afterwards", async () => {
    const ana = await holder();
    await ana.add();
    const begun = await subject.call("passkey/options", {});
    const { options } = begun.body as { readonly options: PasskeyRequest };
    const credential = ana.own.get(options);
    const signIn = () => subject.call("sign-in/passkey", { credential }, begun.headers);
    const refused = await whileBroken("spent_challenges", signIn);
    expect([refused.status, refused.headers]).toEqual([503, undefined]);
    expect(JSON.stringify(refused.body)).not.toMatch(/space|spent/);
    expect((await signIn()).status).toBe(200);
  });

  it("forgets challenges once they would have been over", async () => {
    const ana = await holder();
    await ana.add();
    subject.later(1);
    const begun = await subject.call("passkey/options", {});
    const { options } = begun.body as { readonly options: PasskeyRequest };
    await subject.call("sign-in/passkey", { credential: ana.own.get(options) }, begun.headers);
    expect(await owner`select 1 from identity.spent_challenges`).toHaveLength(1);
  });
});
