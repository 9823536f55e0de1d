import { randomBytes, randomUUID } from "node:crypto";
import {
  assertOwnSchema,
  type OpenDatabase,
  openDatabase,
  type PersonContext,
  type SystemContext,
  type TenantContext,
  tenantIdOf,
  userIdOf,
} from "@ninefold/identity/tenancy";
import { createTestDatabase } from "@ninefold/testing/test-database";

/** A clock that tests move. */
export interface Clock {
  now: Date;
}

export const aClock = (): Clock => ({ now: new Date("2026-11-21T09:00:00Z") });
export const later = (clock: Clock, ms: number) => void (clock.now = new Date(clock.now.getTime() + ms));
export const encryptionKey = randomBytes(32);

const byPerson = () => ({ actor: { type: "person", id: userIdOf(randomUUID()) } as const, requestId: randomUUID() });
export const aTenant = (): TenantContext => ({ tenantId: tenantIdOf(randomUUID()), ...byPerson() });
export function aPerson(): PersonContext {
  const userId = userIdOf(randomUUID());
  return { userId, actor: { type: "person", id: userId }, requestId: randomUUID() };
}
export const asSystem: SystemContext = { reason: "relay", actor: { type: "system", id: "test" }, requestId: "test" };

/** One database for a test file. A query that names another system's schema fails, as in every test. */
export async function openFixture() {
  const created = await createTestDatabase();
  const open = (urls: { app?: string } = {}): OpenDatabase =>
    openDatabase({
      appUrl: urls.app ?? created.urls.DATABASE_APP_URL,
      systemUrl: created.urls.DATABASE_SYSTEM_URL,
      onQuery: assertOwnSchema,
    });
  const database = open();
  return {
    urls: created.urls,
    doors: database.doorsOf("ops-safety"),
    /** Doors of another process, on connections of its own; close it. */
    open,
    async close() {
      await database.close();
      await created.drop();
    },
  };
}
