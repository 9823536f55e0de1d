import { findPerson, GrantError } from "./operators.ts";
import { asOwner, assertOurs } from "./owner.ts";

interface ResetOptions {
  /** The owner of the database: whoever has lost every factor can't do it, and no route may. */
  readonly ownerUrl: string;
  readonly email: string;
}

/**
 * Takes the second factor of somebody who has lost it and every recovery code, and ends their sessions. They are told by mail,
 * and the audit log keeps that it was done. Safe to repeat.
 * @throws GrantError when nobody has the address.
 */
export async function resetSecondFactor({ ownerUrl, email }: ResetOptions): Promise<"reset" | "none"> {
  const address = email.trim().toLowerCase();
  if (address === "") throw new GrantError("grant.no_address", "Name the e-mail address of an account.");
  return asOwner(ownerUrl, async (sql) => {
    await assertOurs(sql);
    const person = await findPerson(sql, address);
    if (person === undefined) throw new GrantError("grant.unknown_address", `Nobody has signed up as ${address}.`);
    return sql.begin(async (tx) => {
      const removed = await tx`
        delete from identity.second_factors where user_id = ${person.id} and confirmed_at is not null returning user_id`;
      if (removed.length === 0) return "none" as const;
      await tx`delete from identity.waiting_sign_ins where user_id = ${person.id}`;
      await tx`delete from identity.session where user_id = ${person.id}`;
      await tx`
        insert into identity.facts (id, type, user_id, data)
        values (gen_random_uuid(), 'identity.second_factor_reset', ${person.id}, jsonb_build_object('userId', ${person.id}::text))`;
      return "reset" as const;
    });
  });
}

/** For the person who ran the command. */
export const describeReset = (email: string, outcome: Awaited<ReturnType<typeof resetSecondFactor>>): string =>
  outcome === "reset"
    ? `${email} has no second factor any more and is signed out everywhere. A mail tells them.`
    : `${email} has no second factor. Nothing was changed.`;
