import { eq, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { isAddress } from "../../domain/address.ts";
import { IdentityError } from "../../errors.ts";
import type { IdentityEventType } from "../../events.ts";
import type { IdentityProvider, KnownPerson, Person } from "../../port.ts";
import { facts, operators, user } from "../../schema.ts";
import { attempt, type Database } from "./failures.ts";

type PeoplePort = Pick<IdentityProvider, "findPerson" | "findPersonByAddress" | "updatePerson" | "isOperator">;

/** People as every provider on our tables keeps them, whichever library signs them in. */
export function sqlPeople(database: Database, now: () => Date): PeoplePort {
  return {
    findPerson: async (userId) => (isUuid(userId) ? find(eq(user.id, userId)) : undefined),
    findPersonByAddress: async (address) => (isAddress(address) ? find(eq(user.email, address)) : undefined),

    async updatePerson(userId, changes): Promise<Person> {
      const [row] = await attempt(() =>
        database
          .update(user)
          .set({ ...changes, updatedAt: now() })
          .where(eq(user.id, userId))
          .returning(PERSON),
      );
      if (row === undefined) throw new IdentityError("identity.person_not_found", "This person is not here.");
      return row;
    },

    async isOperator(userId): Promise<boolean> {
      if (!isUuid(userId)) return false;
      const rows = await attempt(() =>
        database.select({ userId: operators.userId }).from(operators).where(eq(operators.userId, userId)),
      );
      return rows.length > 0;
    },
  };

  async function find(whom: SQL): Promise<KnownPerson | undefined> {
    const [row] = await attempt(() =>
      database
        .select({ ...PERSON, verified: user.emailVerified })
        .from(user)
        .where(whom),
    );
    if (row === undefined) return undefined;
    const { verified, ...person } = row;
    return { person, verified };
  }
}

const PERSON = { id: user.id, name: user.name, email: user.email, locale: user.locale };

/** For what a request asked for and no row shows. What a row shows is told by its trigger. */
export async function recordPersonFact(database: Database, type: IdentityEventType, userId: string): Promise<void> {
  // A transaction, since only inside one the database knows which request this is.
  await attempt(() => database.transaction((tx) => tx.insert(facts).values({ type, userId, data: { userId } })));
}
