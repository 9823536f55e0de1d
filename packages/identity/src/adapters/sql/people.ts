import { and, eq, inArray, isNotNull, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { isAddress } from "../../domain/address.ts";
import { IdentityError } from "../../errors.ts";
import type { IdentityEventType } from "../../events.ts";
import type { IdentityProvider, KnownPerson, Person } from "../../port.ts";
import { facts, operators, organization, user } from "../../schema.ts";
import { attempt, type Database } from "./failures.ts";

type PeoplePort = Pick<
  IdentityProvider,
  "findPerson" | "findPersonByAddress" | "updatePerson" | "setPicture" | "listPictures" | "isOperator"
>;

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

    async setPicture(of, key): Promise<void> {
      const changed = await attempt(() => ("userId" in of ? setAvatar(of.userId, key) : setLogo(of.workspaceId, key)));
      if (changed.length > 0) return;
      if ("userId" in of) throw new IdentityError("identity.person_not_found", "This person is not here.");
      throw new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
    },

    async listPictures({ userIds, workspaceIds }) {
      const [people, workspaces] = [userIds.filter((id) => isUuid(id)), workspaceIds.filter((id) => isUuid(id))];
      const [avatars, logos] = await attempt(() =>
        Promise.all([people.length > 0 ? avatarsOf(people) : [], workspaces.length > 0 ? logosOf(workspaces) : []]),
      );
      return new Map([...avatars, ...logos].flatMap(({ id, key }) => (key === null ? [] : [[id, key] as const])));
    },

    async isOperator(userId): Promise<boolean> {
      if (!isUuid(userId)) return false;
      const rows = await attempt(() =>
        database.select({ userId: operators.userId }).from(operators).where(eq(operators.userId, userId)),
      );
      return rows.length > 0;
    },
  };

  async function setAvatar(userId: string, image: string | null) {
    if (!isUuid(userId)) return [];
    return database.update(user).set({ image, updatedAt: now() }).where(eq(user.id, userId)).returning({ id: user.id });
  }

  async function setLogo(workspaceId: string, logo: string | null) {
    if (!isUuid(workspaceId)) return [];
    const here = eq(organization.id, workspaceId);
    return database.update(organization).set({ logo }).where(here).returning({ id: organization.id });
  }

  function avatarsOf(ids: readonly string[]) {
    const wanted = and(inArray(user.id, [...ids]), isNotNull(user.image));
    return database.select({ id: user.id, key: user.image }).from(user).where(wanted);
  }

  function logosOf(ids: readonly string[]) {
    const wanted = and(inArray(organization.id, [...ids]), isNotNull(organization.logo));
    return database.select({ id: organization.id, key: organization.logo }).from(organization).where(wanted);
  }

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
