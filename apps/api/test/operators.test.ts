import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { describeGrant, grantOperator } from "../src/database/operators.ts";
import { asOwner } from "../src/database/owner.ts";

const database = await createTestDatabase();
const { ownerUrl } = database;
afterAll(() => database.drop());

async function somebody(verified: boolean): Promise<string> {
  const email = `ana-${randomUUID()}@inbox.ninefold.dev`;
  await asOwner(
    ownerUrl,
    (sql) => sql`insert into identity."user" (name, email, email_verified) values ('Ana', ${email}, ${verified})`,
  );
  return email;
}

const grant = (email: string) => grantOperator({ ownerUrl, email, command: "a test" });

describe("making an operator", () => {
  it("takes a confirmed address as people write it, and says who did it", async () => {
    const email = await somebody(true);
    expect(await grant(` ${email.toUpperCase()} `)).toBe("granted");
    const [row] = await asOwner(
      ownerUrl,
      (sql) => sql`select granted_by from identity.operators o join identity."user" u on u.id = o.user_id
                   where u.email = ${email}`,
    );
    expect(row).toEqual({ granted_by: expect.stringMatching(/^.+, by a test$/) as unknown });
  });

  it("can be repeated, and says that nothing was changed", async () => {
    const email = await somebody(true);
    expect(await Promise.all([grant(email), grant(email)])).toEqual(
      expect.arrayContaining(["granted", "already_granted"]),
    );
    expect(describeGrant(email, await grant(email))).toBe(`${email} is an operator already. Nothing was changed.`);
  });

  it("refuses an address that nobody has, nobody has confirmed, or that is none", async () => {
    const unknown = "nobody@inbox.ninefold.dev";
    await expect(grant(unknown)).rejects.toMatchObject({ code: "grant.unknown_address" });
    await expect(grant(await somebody(false))).rejects.toMatchObject({ code: "grant.not_verified" });
    await expect(grant("  ")).rejects.toMatchObject({ code: "grant.no_address" });
  });

  it("says what to do in a database without tables", async () => {
    const empty = await createTestDatabase({ empty: true });
    const asked = grantOperator({ ownerUrl: empty.ownerUrl, email: "ana@inbox.ninefold.dev", command: "a test" });
    await expect(asked).rejects.toMatchObject({ code: "grant.not_set_up" });
    await empty.drop();
  });
});

/** The program as an image has it. */
function run(args: readonly string[], url: string | undefined = ownerUrl) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/grant.ts", ...args], {
    cwd: path.resolve(import.meta.dirname, ".."),
    env: { PATH: process.env["PATH"], DATABASE_URL: url },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
const refused = (line: string) => ({ status: 1, stdout: "", stderr: `grant: ${line}\n` });

describe("the command in an image", { timeout: 60_000 }, () => {
  it("says in one line what it did", async () => {
    const email = await somebody(true);
    expect(run([email])).toEqual({ status: 0, stdout: `${email} is an operator now.\n`, stderr: "" });
  });

  it("says in one line what is wrong, and ends with 1", async () => {
    const unconfirmed = await somebody(false);
    expect(run([])).toEqual(refused("Name the e-mail address of an account."));
    expect(run(["nobody@inbox.ninefold.dev"])).toEqual(
      refused("Nobody has signed up as nobody@inbox.ninefold.dev. Sign up first."),
    );
    expect(run([unconfirmed])).toEqual(
      refused(`${unconfirmed} is not confirmed yet: open the link in the mail that came after signing up.`),
    );
    expect(run(["ana@inbox.ninefold.dev"], "postgres://a:b@127.0.0.1:1/none").stderr).toMatch(
      /^grant: DATABASE_URL: 127\.0\.0\.1:1\/none did not accept the connection \(.*\)\n$/,
    );
  });
});
