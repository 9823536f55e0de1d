import { randomUUID } from "node:crypto";
import {
  assertNoOpenTransaction,
  assertOwnSchema,
  openDatabase,
  type PersonContext,
  type SystemContext,
  type TenantContext,
  tenantIdOf,
  userIdOf,
} from "@ninefold/identity/tenancy";
import { createMedia, type MediaNeeds, type MediaStorage, type OwnerContext, type PictureOf } from "@ninefold/media";
import { files } from "@ninefold/media/schema";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { asc } from "drizzle-orm";

const actor = { type: "system", id: "test" } as const;
export const aTenant = (): TenantContext => ({ tenantId: tenantIdOf(randomUUID()), actor, requestId: randomUUID() });
export const aPerson = (): PersonContext => ({ userId: userIdOf(randomUUID()), actor, requestId: randomUUID() });
const asSystem: SystemContext = { reason: "schedule", actor, requestId: "test" };

/** One database for a test file. A query that names another system's schema fails, as in every test. */
export async function openFixture() {
  const created = await createTestDatabase();
  const database = openDatabase({
    appUrl: created.urls.DATABASE_APP_URL,
    systemUrl: created.urls.DATABASE_SYSTEM_URL,
    onQuery: assertOwnSchema,
  });
  const doors = database.doorsOf("media");
  return {
    doors,
    doorsOf: database.doorsOf,
    /** Seen across tenants, as no request sees them. */
    rows: () => doors.asSystem(asSystem, (tx) => tx.select().from(files).orderBy(asc(files.createdAt), asc(files.id))),
    clear: () => doors.asSystem(asSystem, (tx) => tx.delete(files)),
    async close() {
      await database.close();
      await created.drop();
    },
  };
}
export type Fixture = Awaited<ReturnType<typeof openFixture>>;

/** Media with needs that record what they are asked, on a clock that tests move. */
export function setUp({ doors }: Pick<Fixture, "doors">, storage: MediaStorage, part: Partial<MediaNeeds> = {}) {
  const shown: { readonly of: PictureOf; readonly key: string | null }[] = [];
  const audited: string[] = [];
  const clock = { now: new Date() };
  const media = createMedia(storage, {
    doors,
    guard: async (_call, work) => {
      assertNoOpenTransaction("the vendor");
      return work(new AbortController().signal);
    },
    now: () => clock.now,
    showPicture: async (of, key) => {
      assertNoOpenTransaction("identity");
      shown.push({ of, key });
    },
    hasTarget: async () => true,
    audit: async (_tx, entry) => void audited.push(entry.action),
    ...part,
  });
  const pass = (seconds: number) => void (clock.now = new Date(clock.now.getTime() + seconds * 1_000));
  return { media, shown, audited, clock, pass };
}

export const ownerOf = (context: OwnerContext) => ("tenantId" in context ? context.tenantId : context.userId);
