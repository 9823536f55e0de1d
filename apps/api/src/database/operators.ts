import { userInfo } from "node:os";
import postgres from "postgres";
import { asOwner, assertOurs, type OwnerSql } from "./owner.ts";

interface GrantOptions {
  /** The owner of the database: no login that the product runs on may write operators. */
  readonly ownerUrl: string;
  readonly email: string;
  /** What was run, kept with the machine's name of whoever ran it. */
  readonly command: string;
}

/** Why nothing was done for an address. The message is for a person, in one line. */
export class GrantError extends Error {
  override readonly name = "GrantError";
  readonly code: "grant.no_address" | "grant.not_set_up" | "grant.unknown_address" | "grant.not_verified";

  constructor(code: GrantError["code"], message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Makes a person an operator of the platform. Safe to repeat.
 * @throws GrantError when nobody has the address, or nobody has shown that it is theirs.
 */
export async function grantOperator({
  ownerUrl,
  email,
  command,
}: GrantOptions): Promise<"granted" | "already_granted"> {
  const address = email.trim().toLowerCase();
  if (address === "") throw new GrantError("grant.no_address", "Name the e-mail address of an account.");
  return asOwner(ownerUrl, async (sql) => {
    await assertOurs(sql);
    const person = await findPerson(sql, address);
    if (person === undefined) {
      throw new GrantError("grant.unknown_address", `Nobody has signed up as ${address}. Sign up first.`);
    }
    if (!person.verified) {
      const reason = `${address} is not confirmed yet: open the link in the mail that came after signing up.`;
      throw new GrantError("grant.not_verified", reason);
    }
    const granted = await sql`
      insert into identity.operators (user_id, granted_by) values (${person.id}, ${`${whoRuns()}, by ${command}`})
      on conflict (user_id) do nothing returning user_id`;
    return granted.length > 0 ? "granted" : "already_granted";
  });
}

/** For the person who ran the command. */
export function describeGrant(email: string, outcome: Awaited<ReturnType<typeof grantOperator>>): string {
  return outcome === "granted"
    ? `${email} is an operator now.`
    : `${email} is an operator already. Nothing was changed.`;
}

export async function findPerson(sql: OwnerSql, address: string) {
  const [person] = await sql<{ id: string; verified: boolean }[]>`
    select id, email_verified as verified from identity."user" where email = ${address}`.catch((cause: unknown) => {
    if (!(cause instanceof postgres.PostgresError && UNDEFINED_TABLE_OR_SCHEMA.has(cause.code))) throw cause;
    throw new GrantError("grant.not_set_up", "This database has no tables yet: run `npm run db:migrate`.", { cause });
  });
  return person;
}

const UNDEFINED_TABLE_OR_SCHEMA = new Set(["42P01", "3F000"]);

/** A container may run as an account that it has no name for. */
function whoRuns(): string {
  try {
    return userInfo().username;
  } catch {
    return `account ${process.getuid?.() ?? "?"}`;
  }
}
