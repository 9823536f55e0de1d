import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { createTestDatabase, type TestDatabase } from "@ninefold/testing/test-database";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type OpenDatabase,
  openDatabase,
  type SystemContext,
  type TenantContext,
  tenantIdOf,
  userIdOf,
} from "../src/tenancy.ts";
import { createFixture, notes } from "./fixture.ts";

let created: TestDatabase;
let database: OpenDatabase;
let owner: postgres.Sql;

beforeAll(async () => {
  created = await createTestDatabase();
  await createFixture(created.ownerUrl);
  owner = postgres(created.ownerUrl, { max: 1, onnotice: () => undefined });
  const { DATABASE_APP_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = created.urls;
  database = openDatabase({ appUrl, systemUrl, appConnections: 3 });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await created.drop();
});

const tenant = (): TenantContext => ({
  tenantId: tenantIdOf(randomUUID()),
  actor: { type: "person", id: userIdOf(randomUUID()) },
  requestId: randomUUID(),
});
const system: SystemContext = { reason: "back-fill", actor: { type: "system", id: "test" }, requestId: "r" };

const unavailable = { code: "tenancy.database_unavailable", kind: "unavailable" };

/** What a restart of the server, a failover or an administrator does to connections. */
const cutAll = (pool: "app" | "system") => owner`
  select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${pool} and datname = current_database()`;

const withTenant: ReturnType<OpenDatabase["doorsOf"]>["withTenant"] = (context, work) =>
  database.doorsOf("fixture").withTenant(context, work);
const notesOf = (context: TenantContext) => withTenant(context, (tx) => tx.select().from(notes));

describe("a connection that is lost inside a transaction", () => {
  it("fails the transaction, keeps nothing of it, and the next one finds a new connection", async () => {
    const acme = tenant();
    const work = withTenant(acme, async (tx) => {
      await tx.insert(notes).values({ tenantId: acme.tenantId, text: "before" });
      await cutAll("app");
      await tx.insert(notes).values({ tenantId: acme.tenantId, text: "after" });
    });
    await expect(work).rejects.toThrow();
    expect(await notesOf(acme)).toEqual([]);
  });

  it("lets no later query through, even when the work goes on and swallows every error", async () => {
    const acme = tenant();
    const work = withTenant(acme, async (tx) => {
      await tx.select().from(notes);
      await cutAll("app");
      for (const text of ["one", "two", "three"]) {
        await tx
          .insert(notes)
          .values({ tenantId: acme.tenantId, text })
          .catch(() => undefined);
      }
      return "done";
    });
    await expect(work).rejects.toThrow();
    expect(await notesOf(acme)).toEqual([]);
  });

  it("runs none of several queries at once on another connection, where they would commit one by one", async () => {
    const acme = tenant();
    const work = database.doorsOf("fixture").asSystem(system, async (tx) => {
      await tx.select().from(notes).limit(1);
      const cut = cutAll("system");
      await Promise.allSettled(
        Array.from({ length: 20 }, async (_, index) => {
          if (index === 10) await cut;
          await tx.insert(notes).values({ tenantId: acme.tenantId, text: String(index) });
        }),
      );
    });
    await expect(work).rejects.toThrow();
    expect(await notesOf(acme)).toEqual([]);
  });

  it("says that the database is not available, and not that the caller made a mistake", async () => {
    const work = withTenant(tenant(), async (tx) => {
      await tx.select().from(notes);
      await cutAll("app");
      await new Promise(() => undefined);
    });
    await expect(work).rejects.toMatchObject(unavailable);
  });

  it(
    "never splits a pair of rows, and never mixes tenants, however often connections are cut under load",
    { timeout: 60_000 },
    async () => {
      const tenants = Array.from({ length: 12 }, tenant);
      const cutting = (async () => {
        for (let round = 0; round < 15; round += 1) {
          await cutAll("app");
          await owner`select pg_sleep(0.01)`;
        }
      })();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 300 }, async (_, index) => {
          const context = tenants[index % tenants.length] ?? tenant();
          await withTenant(context, async (tx) => {
            await tx.insert(notes).values({ tenantId: context.tenantId, text: `${index} left` });
            await tx.insert(notes).values({ tenantId: context.tenantId, text: `${index} right` });
          });
        }),
      );
      await cutting;
      for (const [position, context] of tenants.entries()) {
        const rows = await notesOf(context);
        const pairs = new Map<string, number>();
        for (const { text } of rows)
          pairs.set(text.split(" ")[0] ?? "", (pairs.get(text.split(" ")[0] ?? "") ?? 0) + 1);
        expect([...pairs.values()].every((count) => count === 2)).toBe(true);
        for (const index of pairs.keys()) expect(Number(index) % tenants.length).toBe(position);
        // Whoever was told that it worked finds both rows.
        const committed = outcomes.flatMap((outcome, index) =>
          outcome.status === "fulfilled" && index % tenants.length === position ? [String(index)] : [],
        );
        expect([...pairs.keys()]).toEqual(expect.arrayContaining(committed));
      }
      expect(outcomes.some((outcome) => outcome.status === "fulfilled")).toBe(true);
    },
  );
});

describe("a server that is away", () => {
  it("fails each transaction at once, and serves the first one after its return", async () => {
    const wire = await openWire(Number(new URL(created.urls.DATABASE_APP_URL).port));
    const through = (url: string) => Object.assign(new URL(url), { port: String(wire.port) }).href;
    const { DATABASE_APP_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = created.urls;
    const distant = openDatabase({ appUrl: through(appUrl), systemUrl: through(systemUrl), appConnections: 2 });
    const read = () => distant.doorsOf("fixture").withTenant(tenant(), (tx) => tx.select().from(notes));

    for (let outage = 0; outage < 3; outage += 1) {
      await expect(Promise.all([read(), read(), read()])).resolves.toEqual([[], [], []]);
      await wire.cut();
      const started = performance.now();
      for (let attempt = 0; attempt < 12; attempt += 1) await expect(read()).rejects.toMatchObject(unavailable);
      expect(performance.now() - started).toBeLessThan(2_000);
      await wire.mend();
    }
    await expect(read()).resolves.toEqual([]);
    await distant.close();
    await wire.cut();
  });
});

describe("a network that swallows everything", () => {
  it("ends a transaction at its deadline, and the slot serves again afterwards", async () => {
    const wire = await openWire(Number(new URL(created.urls.DATABASE_APP_URL).port));
    const through = (url: string) => Object.assign(new URL(url), { port: String(wire.port) }).href;
    const { DATABASE_APP_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = created.urls;
    const distant = openDatabase({
      appUrl: through(appUrl),
      systemUrl: through(systemUrl),
      appConnections: 1,
      deadlineMs: 300,
    });
    const read = () => distant.doorsOf("fixture").withTenant(tenant(), (tx) => tx.select().from(notes));
    await expect(read()).resolves.toEqual([]);
    wire.swallow(true);
    await expect(read()).rejects.toMatchObject(unavailable);
    await expect(read()).rejects.toMatchObject(unavailable);
    wire.swallow(false);
    await expect(read()).resolves.toEqual([]);
    await distant.close();
    await wire.cut();
  });
});

/** A way to the server that can be cut and mended, its port staying the same. */
async function openWire(target: number) {
  const open = new Set<Socket>();
  let swallowing = false;
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on("data", (chunk: Buffer) => swallowing || other.write(chunk));
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    mend: () => listen(port),
    /** Connections stay open and nothing arrives. */
    swallow: (on: boolean) => {
      swallowing = on;
    },
    cut: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

describe("a BEGIN that is cancelled", () => {
  it(
    "lets nothing of its work be kept: what travelled with it may not write by itself",
    { timeout: 60_000 },
    async () => {
      const canceller = postgres(created.ownerUrl, { max: 1, onnotice: () => undefined });
      const done = new AbortController();
      const cancelling = (async () => {
        while (!done.signal.aborted) {
          await canceller`select pg_cancel_backend(pid) from pg_stat_activity where application_name in ('app', 'system')`;
        }
      })();
      const acme = tenant();
      const undo = new Error("on purpose");
      const units = Array.from({ length: 400 }, async (_, index) => {
        const { asSystem } = database.doorsOf("fixture");
        await asSystem(system, async (tx) => {
          await tx.insert(notes).values({ tenantId: acme.tenantId, text: String(index) });
          throw undo;
        });
      });
      await Promise.allSettled(units);
      done.abort();
      await cancelling;
      await canceller.end();
      expect(await notesOf(acme)).toEqual([]);
    },
  );
});

describe("a work that tries to leave its transaction", () => {
  it.each([
    "commit",
    " ROLLBACK",
    "begin",
    "set role app_system",
    "reset all",
    "discard all",
    "copy fixture.notes to stdout",
  ])("is refused: %s", async (statement) => {
    const leaving = withTenant(tenant(), (tx) => tx.execute(sql.raw(statement)));
    await expect(leaving).rejects.toMatchObject({ cause: { code: "tenancy.foreign_query" } });
  });

  it("is refused when it stacks statements", async () => {
    const acme = tenant();
    const stacked = withTenant(acme, async (tx) => {
      await tx.insert(notes).values({ tenantId: acme.tenantId, text: "kept?" });
      await tx.execute(sql.raw("select 1; commit"));
    });
    await expect(stacked).rejects.toMatchObject({ cause: { code: "42601" } });
    expect(await notesOf(acme)).toEqual([]);
  });

  it("hands no tenant on, even when it sets one for the session", async () => {
    const alone = openDatabase({
      appUrl: created.urls.DATABASE_APP_URL,
      systemUrl: created.urls.DATABASE_SYSTEM_URL,
      appConnections: 1,
    });
    const { withTenant: enter, withPerson } = alone.doorsOf("fixture");
    const acme = tenant();
    await enter(acme, (tx) => tx.execute(sql`select set_config('app.tenant_id', ${acme.tenantId}, ${false})`));
    const userId = userIdOf(randomUUID());
    const person = { userId, actor: { type: "person", id: userId }, requestId: "r" } as const;
    const [row] = await withPerson(person, (tx) => tx.execute(sql`select app.tenant_id() as tenant`));
    expect(row).toEqual({ tenant: null });
    await alone.close();
  });
});

describe("a pool that is closed", () => {
  it("lets the work that runs end, and takes no more", async () => {
    const closing = openDatabase({
      appUrl: created.urls.DATABASE_APP_URL,
      systemUrl: created.urls.DATABASE_SYSTEM_URL,
    });
    await closing.ping();
    await closing.close();
    await expect(closing.ping()).rejects.toMatchObject(unavailable);
  });
});

describe("a query that failed", () => {
  it("fails the transaction also when nobody waited for it", async () => {
    const acme = tenant();
    const work = withTenant(acme, async (tx) => {
      await tx.insert(notes).values({ tenantId: acme.tenantId, text: "kept?" });
      void tx.execute(sql`select 1 / 0`).catch(() => undefined);
      return "fine";
    });
    await expect(work).rejects.toThrow();
    expect(await notesOf(acme)).toEqual([]);
  });

  it("fails the transaction although the work swallowed it: Postgres would answer COMMIT with a quiet rollback", async () => {
    const acme = tenant();
    const work = withTenant(acme, async (tx) => {
      await tx.insert(notes).values({ tenantId: acme.tenantId, text: "kept?" });
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
      return "fine";
    });
    await expect(work).rejects.toMatchObject({ code: "22012" });
    expect(await notesOf(acme)).toEqual([]);
  });

  it("is the one that is reported, and not the aborted transaction that it left", async () => {
    const acme = tenant();
    const work = withTenant(acme, async (tx) => {
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
      await tx.select().from(notes).where(eq(notes.text, "x"));
    });
    await expect(work).rejects.toMatchObject({ code: "22012" });
  });
});
