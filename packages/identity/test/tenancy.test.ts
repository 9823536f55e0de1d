import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@ninefold/testing/test-database";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  assertNoOpenTransaction,
  assertOwnSchema,
  contextOf,
  type Doors,
  type OpenDatabase,
  inSystem,
  openDatabase,
  type PersonContext,
  type SystemContext,
  type TenantContext,
  tenantIdOf,
  type TenantTx,
  userIdOf,
} from "../src/tenancy.ts";
import { createFixture, deliveries, drafts, inbox, kinds, notes, replies } from "./fixture.ts";

let created: TestDatabase<{ DATABASE_APP_URL: string; DATABASE_SYSTEM_URL: string }>;
let database: OpenDatabase;
let doors: Doors;
const systemUses: string[] = [];
const queries: { system: string; sql: string }[] = [];

beforeAll(async () => {
  created = await createTestDatabase();
  await createFixture(created.ownerUrl);
  database = openDatabase({
    appUrl: created.urls.DATABASE_APP_URL,
    systemUrl: created.urls.DATABASE_SYSTEM_URL,
    appConnections: 4,
    onSystemUse: ({ system, context }) => systemUses.push(`${system}: ${context.reason}`),
    onQuery: (query) => queries.push(query),
  });
  doors = database.doorsOf("fixture");
});

afterAll(async () => {
  await database.close();
  await created.drop();
});

const person = () => userIdOf(randomUUID());
const tenant = (): TenantContext => ({
  tenantId: tenantIdOf(randomUUID()),
  actor: { type: "person", id: person() },
  requestId: randomUUID(),
});
const personContext = (userId = person()): PersonContext => ({
  userId,
  actor: { type: "person", id: userId },
  requestId: randomUUID(),
});
const system: SystemContext = { reason: "back-fill", actor: { type: "system", id: "test" }, requestId: "r" };

const addNote = (context: TenantContext, text = "note", id: string = randomUUID()) =>
  doors.withTenant(context, async (tx) => {
    await tx.insert(notes).values({ tenantId: context.tenantId, id, text });
    return id;
  });
const allNotes = (context: TenantContext) => doors.withTenant(context, (tx) => tx.select().from(notes));

const run = (statement: string) => doors.withTenant(tenant(), (tx) => tx.execute(sql.raw(statement)));

const choose = (by: postgres.ISql, { tenantId }: TenantContext) =>
  by`select set_config('app.tenant_id', ${tenantId}, true)`;

/** drizzle wraps what Postgres says. */
const refusedWith = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) as unknown });

describe("withTenant", () => {
  it("shows a tenant its own rows and nobody else's", async () => {
    const [acme, rival] = [tenant(), tenant()];
    const id = await addNote(acme, "acme's");
    await addNote(rival, "rival's");
    expect(await allNotes(acme)).toEqual([{ tenantId: acme.tenantId, id, text: "acme's" }]);
  });

  it("I-1: shows nothing and refuses inserts when no tenant is set", async () => {
    const acme = tenant();
    await addNote(acme);
    const nobody = personContext();
    expect(await doors.withPerson(nobody, (tx) => tx.select().from(notes))).toEqual([]);
    await expect(
      doors.withPerson(nobody, (tx) => tx.insert(notes).values({ tenantId: acme.tenantId, text: "x" })),
    ).rejects.toEqual(refusedWith("42501"));
  });

  it("I-2: refuses a row for another tenant", async () => {
    const [acme, rival] = [tenant(), tenant()];
    await expect(
      doors.withTenant(acme, (tx) => tx.insert(notes).values({ tenantId: rival.tenantId, text: "planted" })),
    ).rejects.toEqual(refusedWith("42501"));
  });

  it("I-3: refuses to move a row to another tenant", async () => {
    const [acme, rival] = [tenant(), tenant()];
    await addNote(acme);
    await expect(doors.withTenant(acme, (tx) => tx.update(notes).set({ tenantId: rival.tenantId }))).rejects.toEqual(
      refusedWith("42501"),
    );
  });

  it("I-4: changes and deletes nothing by another tenant's id", async () => {
    const [acme, rival] = [tenant(), tenant()];
    const id = await addNote(acme, "kept");
    await doors.withTenant(rival, (tx) => tx.update(notes).set({ text: "changed" }).where(eq(notes.id, id)));
    await doors.withTenant(rival, (tx) => tx.delete(notes).where(eq(notes.id, id)));
    expect(await allNotes(acme)).toMatchObject([{ id, text: "kept" }]);
  });

  it("I-5: refuses a reference to another tenant's row", async () => {
    const [acme, rival] = [tenant(), tenant()];
    const noteId = await addNote(acme);
    await expect(
      doors.withTenant(rival, (tx) => tx.insert(replies).values({ tenantId: rival.tenantId, noteId })),
    ).rejects.toEqual(refusedWith("23503"));
  });

  it("I-6: never lets another tenant's delete cascade into ours", async () => {
    const [acme, rival] = [tenant(), tenant()];
    const id = await addNote(acme);
    await addNote(rival, "same id", id);
    await doors.withTenant(acme, (tx) => tx.insert(replies).values({ tenantId: acme.tenantId, noteId: id }));
    await doors.withTenant(rival, (tx) => tx.delete(notes).where(eq(notes.id, id)));
    expect(await doors.withTenant(acme, (tx) => tx.select().from(replies))).toHaveLength(1);
  });

  it("I-7: has no savepoints, and where one is rolled back the tenant is who it was", async () => {
    const [acme, rival] = [tenant(), tenant()];
    const id = await addNote(acme);
    await addNote(rival);
    await expect(doors.withTenant(acme, (tx) => tx.execute(sql`savepoint here`))).rejects.toMatchObject({
      cause: { code: "tenancy.foreign_query" },
    });
    const bare = postgres(created.urls.DATABASE_APP_URL, { max: 1 });
    const seen = await bare.begin(async (tx) => {
      await choose(tx, acme);
      const nested = tx.savepoint(async (inner) => {
        await choose(inner, rival);
        throw new Error("on purpose");
      });
      await expect(nested).rejects.toThrow("on purpose");
      return tx`select id from fixture.notes`;
    });
    expect(seen).toEqual([{ id }]);
    await bare.end();
  });

  it("I-8: leaves no tenant behind on a connection whose transaction failed", async () => {
    const lone = openDatabase({ ...urls(), appConnections: 1 });
    const { withTenant, withPerson } = lone.doorsOf("fixture");
    const acme = tenant();
    await addNote(acme);
    await expect(withTenant(acme, (tx) => tx.execute(sql`select 1 / 0`))).rejects.toEqual(refusedWith("22012"));
    expect(await withPerson(personContext(), (tx) => tx.select().from(notes))).toEqual([]);
    await lone.close();
  });

  it("I-10: takes the empty setting that an earlier transaction left for no tenant", async () => {
    const lone = openDatabase({ ...urls(), appConnections: 1 });
    const { withTenant, withPerson } = lone.doorsOf("fixture");
    await withTenant(tenant(), (tx) => tx.select().from(notes));
    const [row] = await withPerson(personContext(), (tx) =>
      tx.execute(sql`select current_setting('app.tenant_id', true) as setting, app.tenant_id() as tenant`),
    );
    expect(row).toEqual({ setting: "", tenant: null });
    await lone.close();
  });

  it("I-18: keeps 200 mixed requests on four connections apart", async () => {
    const tenants = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const context = tenant();
        await addNote(context, context.tenantId);
        return context;
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ index: fc.nat(7), fails: fc.boolean() }), { minLength: 200, maxLength: 200 }),
        async (requests) => {
          await Promise.all(
            requests.map(async ({ index, fails }) => {
              const context = tenants[index] as TenantContext;
              const work = doors.withTenant(context, async (tx) => {
                const rows = await tx.select().from(notes);
                expect(rows.map((row) => row.tenantId)).toEqual([context.tenantId]);
                if (fails) throw new Error("on purpose");
              });
              await (fails ? expect(work).rejects.toThrow("on purpose") : work);
            }),
          );
        },
      ),
      { numRuns: 3 },
    );
  });

  it("I-25: answers row_security off with an error and not with rows", async () => {
    const off = doors.withTenant(tenant(), async (tx) => {
      await tx.execute(sql`set local row_security = off`);
      return tx.select().from(notes);
    });
    await expect(off).rejects.toEqual(refusedWith("42501"));
  });

  it("I-26: gives the request role no TRUNCATE, no CREATE and no way to become another role", async () => {
    await expect(run("truncate fixture.notes")).rejects.toEqual(refusedWith("42501"));
    await expect(run("create table fixture.planted ()")).rejects.toEqual(refusedWith("42501"));
    await expect(run("create table public.planted ()")).rejects.toEqual(refusedWith("42501"));
    await expect(run("set local role app_system")).rejects.toEqual(refusedWith("42501"));
    await expect(run("alter table fixture.notes disable row level security")).rejects.toEqual(refusedWith("42501"));
  });

  it("commits nothing of a work that throws", async () => {
    const acme = tenant();
    const work = doors.withTenant(acme, async (tx) => {
      await tx.insert(notes).values({ tenantId: acme.tenantId, text: "undone" });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await allNotes(acme)).toEqual([]);
  });

  it("refuses a query on a transaction that has ended", async () => {
    let leaked: TenantTx | undefined;
    await doors.withTenant(tenant(), async (tx) => {
      leaked = tx;
    });
    await expect(leaked?.select().from(notes)).rejects.toMatchObject({
      cause: { code: "tenancy.closed_transaction" },
    });
  });

  it("hands values of every kind back as they were given", async () => {
    const acme = tenant();
    const row = {
      json: { text: 'a "quoted" string', list: [1, null], nested: { on: true } },
      at: new Date("2026-11-20T12:34:56.789Z"),
      day: "2026-02-28",
      amount: 9_007_199_254_740_993n,
      words: ["one", "two, three", 'fo"ur'],
    };
    await doors.withTenant(acme, (tx) => tx.insert(kinds).values({ tenantId: acme.tenantId, ...row }));
    expect(await doors.withTenant(acme, (tx) => tx.select().from(kinds))).toMatchObject([row]);
    const [stored] = await doors.withTenant(acme, (tx) =>
      tx.execute(sql`select jsonb_typeof(json) as type from fixture.kinds`),
    );
    expect(stored).toEqual({ type: "object" });
  });

  it("tells whose transaction it is", async () => {
    const acme = tenant();
    expect(await doors.withTenant(acme, async (tx) => contextOf(tx))).toBe(acme);
  });

  it("works without prepared statements, for a pooler that can't keep them", async () => {
    const plain = openDatabase({ ...urls(), prepare: false });
    const acme = tenant();
    await addNote(acme, "plain");
    const rows = await plain
      .doorsOf("fixture")
      .withTenant(acme, (tx) => tx.select().from(notes).where(eq(notes.text, "plain")));
    expect(rows).toHaveLength(1);
    await plain.close();
  });
});

describe("withPerson", () => {
  it("shows a person their own rows and nobody else's", async () => {
    const [ana, ben] = [personContext(), personContext()];
    for (const context of [ana, ben]) {
      await doors.withPerson(context, (tx) => tx.insert(drafts).values({ userId: context.userId, text: "mine" }));
    }
    expect(await doors.withPerson(ana, (tx) => tx.select().from(drafts))).toMatchObject([{ userId: ana.userId }]);
  });

  it("reaches no tenant's rows, not even in a table that both may use", async () => {
    const acme = tenant();
    const ana = personContext();
    await doors.withTenant(acme, (tx) =>
      tx.insert(deliveries).values({ tenantId: acme.tenantId, userId: ana.userId, text: "acme to ana" }),
    );
    await doors.withPerson(ana, (tx) => tx.insert(deliveries).values({ userId: ana.userId, text: "to ana" }));
    expect(await doors.withPerson(ana, (tx) => tx.select().from(deliveries))).toMatchObject([{ text: "to ana" }]);
    expect(await doors.withTenant(acme, (tx) => tx.select().from(deliveries))).toMatchObject([{ text: "acme to ana" }]);
  });
});

describe("asSystem", () => {
  it("reaches every tenant, and each use is reported with its reason", async () => {
    const [acme, rival] = [tenant(), tenant()];
    const ids = [await addNote(acme), await addNote(rival)];
    const seen = await doors.asSystem(system, (tx) => tx.select({ id: notes.id }).from(notes));
    expect(seen.map((row) => row.id)).toEqual(expect.arrayContaining(ids));
    expect(systemUses).toContain("fixture: back-fill");
  });

  it("alone reads system tables; a request may at most insert where it is listed", async () => {
    const acme = tenant();
    await doors.withTenant(acme, (tx) => tx.insert(inbox).values({ text: "arrived" }));
    await expect(doors.withTenant(acme, (tx) => tx.select().from(inbox))).rejects.toEqual(refusedWith("42501"));
    expect(await doors.asSystem(system, (tx) => tx.select().from(inbox))).toMatchObject([{ text: "arrived" }]);
  });
});

describe("a door inside a door", () => {
  it.each(["withTenant", "withPerson", "asSystem"] as const)("I-19: %s throws while another is open", async (inner) => {
    const open = {
      withTenant: () => doors.withTenant(tenant(), async () => undefined),
      withPerson: () => doors.withPerson(personContext(), async () => undefined),
      asSystem: () => doors.asSystem(system, async () => undefined),
    }[inner];
    const nested = doors.withTenant(tenant(), async () => open());
    await expect(nested).rejects.toMatchObject({ code: "tenancy.nested_door" });
  });

  it("may follow one that has closed", async () => {
    await doors.withTenant(tenant(), async () => undefined);
    await expect(allNotes(tenant())).resolves.toEqual([]);
  });

  it("makes a vendor call throw, and names the call", async () => {
    const call = doors.withTenant(tenant(), async () => assertNoOpenTransaction("billing.createCheckout"));
    await expect(call).rejects.toMatchObject({
      code: "tenancy.open_transaction",
      message: expect.stringContaining("billing.createCheckout") as unknown,
    });
    expect(() => assertNoOpenTransaction("outside")).not.toThrow();
  });
});

describe("the pool", () => {
  it("gives up on a connection after the time it was told, with a retryable error", async () => {
    const small = openDatabase({ ...urls(), appConnections: 1, acquireTimeoutMs: 20 });
    const { withTenant } = small.doorsOf("fixture");
    const hold = Promise.withResolvers<void>();
    const holding = withTenant(tenant(), () => hold.promise);
    await expect(withTenant(tenant(), async () => undefined)).rejects.toMatchObject({
      code: "tenancy.pool_exhausted",
      kind: "unavailable",
      retryable: true,
    });
    hold.resolve();
    await holding;
    await expect(withTenant(tenant(), async () => "served")).resolves.toBe("served");
    await small.close();
  });

  it("names the system behind each query, and shows no parameter", async () => {
    const acme = tenant();
    await addNote(acme, "secret text");
    const last = queries.findLast((query) => query.sql.includes("insert"));
    expect(last?.system).toBe("fixture");
    expect(JSON.stringify(queries)).not.toContain("secret text");
  });
});

describe("a query that names another system's table", () => {
  it.each([
    'select "id" from "identity"."user"',
    'select * from "product"."projects" inner join "identity"."user" on true',
    'insert into "billing"."ledger" ("id") values ($1)',
    'update "billing"."ledger" set "amount" = $1',
    'delete from "billing"."ledger"',
  ])("is refused: %s", (query) => {
    expect(() => assertOwnSchema({ system: "product", sql: query })).toThrow(
      expect.objectContaining({ code: "tenancy.foreign_query" }),
    );
  });

  it("is refused before it is sent", async () => {
    const strict = openDatabase({ ...urls(), onQuery: assertOwnSchema });
    const reading = strict.doorsOf("billing").withTenant(tenant(), (tx) => tx.select().from(notes));
    await expect(reading).rejects.toMatchObject({ code: "tenancy.foreign_query" });
    await expect(strict.doorsOf("fixture").withTenant(tenant(), (tx) => tx.select().from(notes))).resolves.toEqual([]);
    await strict.close();
  });

  it("is the borrower's in a transaction that another system opened, also when it is handed back unsent", async () => {
    const strict = openDatabase({ ...urls(), onQuery: assertOwnSchema });
    const reading = strict
      .doorsOf("billing")
      .withTenant(tenant(), (tx) => inSystem("fixture", () => tx.select().from(notes)));
    await expect(reading).resolves.toEqual([]);
    await strict.close();
  });

  it("is not what a column of its own table looks like", () => {
    const sql = 'select "ops_safety"."audit"."name" from "ops_safety"."audit" where "ops_safety"."audit"."id" = $1';
    expect(() => assertOwnSchema({ system: "ops-safety", sql })).not.toThrow();
  });
});

describe("ids", () => {
  it.each([
    "",
    "1",
    "not-a-uuid",
    "00000000-0000-0000-0000-000000000000",
    `${randomUUID()}'; --`,
    randomUUID().toUpperCase(),
  ])("refuses %j", (value) => {
    expect(() => tenantIdOf(value)).toThrow(expect.objectContaining({ code: "tenancy.invalid_id" }));
    expect(() => userIdOf(value)).toThrow(expect.objectContaining({ code: "tenancy.invalid_id" }));
  });
});

function urls() {
  return { appUrl: created.urls.DATABASE_APP_URL, systemUrl: created.urls.DATABASE_SYSTEM_URL };
}
