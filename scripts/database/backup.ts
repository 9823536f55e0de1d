import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type postgres from "postgres";
import { z } from "zod";
import { DatabaseError } from "../../apps/api/src/database/errors.ts";
import { migrate } from "../../apps/api/src/database/migrate.ts";
import { asOwner } from "../../apps/api/src/database/owner.ts";

/**
 * A backup of the rows, for a database that this code can migrate: gzipped lines of JSON and of Postgres' COPY text.
 * It needs no client tools, and so works on the bundled server too. For point-in-time recovery use what the managed
 * server offers, or `pg_dump`.
 *
 *     {"format":1,"createdAt":…,"migrations":[…]}
 *     {"table":"identity.user","columns":[…]}
 *     …rows…
 *     \.
 *     {"end":true,"tables":8}
 */
const Head = z.object({ format: z.literal(1), createdAt: z.string(), migrations: z.array(z.string()) });
const Section = z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) });
const End = z.object({ end: z.literal(true), tables: z.number() });

/** Writes every row, as of one moment. The file is complete or absent. Answers what it holds, for a person. */
export async function backup(ownerUrl: string, file: string): Promise<string> {
  const unfinished = `${file}.unfinished`;
  try {
    const tables = await asOwner(ownerUrl, (sql) =>
      sql.begin("isolation level repeatable read read only", async (tx) => {
        const found = await tablesOf(tx);
        await pipeline(Readable.from(lines(tx, found)), createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
        return found.length;
      }),
    );
    await rename(unfinished, file);
    return `${tables} tables → ${file}`;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * Puts a backup into an empty database, all of it or nothing.
 * @throws DatabaseError `database.not_restorable` when a table holds rows, the file was cut short, or it comes from
 * another version of the schema.
 */
export async function restore(ownerUrl: string, file: string): Promise<string> {
  await migrate({ ownerUrl });
  return asOwner(ownerUrl, (sql) =>
    sql.begin(async (tx) => {
      const tables = await tablesOf(tx);
      await assertEmpty(tx, tables);
      const reader = createInterface({
        input: createReadStream(file).pipe(createGunzip()),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      const source = reader[Symbol.asyncIterator]();
      const head = parse(Head, await next(source));
      const expected = await migrationsOf(tx);
      if (head.migrations.join() !== expected.join()) {
        throw refused(
          "it comes from another version of the schema; check out the commit it was made with, restore there, then migrate",
        );
      }
      // A table with a check that waits for the commit could not be altered.
      await tx`set constraints all immediate`;
      let restored = 0;
      for (let line = await next(source); !isEnd(line, restored); line = await next(source)) {
        const section = parse(Section, line);
        const table = tables.find((one) => one.schema === section.schema && one.table === section.table);
        if (table === undefined) throw refused(`it holds a table that is not here: ${section.schema}.${section.table}`);
        await fill(tx, { ...table, columns: section.columns }, source);
        restored += 1;
      }
      return `${restored} tables, as of ${head.createdAt}`;
    }),
  );
}

interface Table {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly forced: boolean;
}

type Tx = postgres.TransactionSql;

async function* lines(tx: Tx, tables: readonly Table[]): AsyncGenerator<string | Buffer> {
  yield `${JSON.stringify({ format: 1, createdAt: new Date().toISOString(), migrations: await migrationsOf(tx) })}\n`;
  for (const { forced, ...section } of tables) {
    yield `${JSON.stringify(section)}\n`;
    // Forced row-level security hides every row from a plain owner; this role may read them all, and only those tables.
    if (forced) await tx`set local role app_migrator`;
    yield* await tx`copy ${tx(section.schema)}.${tx(section.table)} (${tx([...section.columns])}) to stdout`.readable();
    if (forced) await tx`reset role`;
    yield "\\.\n";
  }
  yield `${JSON.stringify({ end: true, tables: tables.length })}\n`;
}

/**
 * COPY FROM does not work under row-level security, so it is lifted from the owner for this transaction alone. Triggers rest:
 * what a row once told, counted or checked comes back with the tables that it was written to, and must not happen again.
 */
async function fill(tx: Tx, { schema, table, columns, forced }: Table, source: AsyncIterator<string>): Promise<void> {
  if (forced) await tx`alter table ${tx(schema)}.${tx(table)} no force row level security`;
  await tx`alter table ${tx(schema)}.${tx(table)} disable trigger user`;
  const into = await tx`copy ${tx(schema)}.${tx(table)} (${tx([...columns])}) from stdin`.writable();
  await pipeline(Readable.from(rows(source)), into);
  await tx`alter table ${tx(schema)}.${tx(table)} enable trigger user`;
  if (forced) await tx`alter table ${tx(schema)}.${tx(table)} force row level security`;
}

async function* rows(source: AsyncIterator<string>): AsyncGenerator<string> {
  for (let line = await next(source); line !== "\\."; line = await next(source)) yield `${line}\n`;
}

/** Every table of ours, those that others refer to first. The version of pg-boss' tables is a migration's, as `app` is. */
async function tablesOf(tx: Tx): Promise<readonly Table[]> {
  const found = await tx<(Table & { readonly name: string; readonly needs: readonly string[] })[]>`
    select n.nspname as schema, c.relname as "table", c.oid::text as name, c.relforcerowsecurity as forced,
           (select json_agg(a.attname order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           coalesce((select json_agg(k.confrelid::text) from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '[]') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'app')
      and (n.nspname, c.relname) <> ('pgboss', 'version')
    order by 1, 2`;
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < found.length) {
    const ready = found.filter((one) => !placed.has(one.name) && one.needs.every((name) => placed.has(name)));
    if (ready.length === 0) throw refused("its tables refer to one another in a circle");
    for (const { name, needs: _needs, ...table } of ready) {
      placed.add(name);
      ordered.push(table);
    }
  }
  return ordered;
}

async function migrationsOf(tx: Tx): Promise<readonly string[]> {
  const found = await tx<
    { name: string }[]
  >`select system || '/' || tag || ' ' || hash as name from app.migrations order by 1`;
  return found.map((row) => row.name);
}

async function assertEmpty(tx: Tx, tables: readonly Table[]): Promise<void> {
  for (const { schema, table, forced } of tables) {
    if (forced) await tx`set local role app_migrator`;
    const [row] = await tx`select 1 from ${tx(schema)}.${tx(table)} limit 1`;
    if (forced) await tx`reset role`;
    if (row !== undefined)
      throw refused(`${schema}.${table} holds rows; restore into an empty database (\`npm run db:reset\`)`);
  }
}

async function next(source: AsyncIterator<string>): Promise<string> {
  const { done, value } = await source.next().catch(() => ({ done: true, value: "" }) as const);
  if (done) throw refused("it was cut short");
  return value;
}

function isEnd(line: string, restored: number): boolean {
  return line.startsWith('{"end"') && parse(End, line).tables === restored;
}

function parse<Shape extends z.ZodType>(shape: Shape, line: string): z.infer<Shape> {
  try {
    return shape.parse(JSON.parse(line));
  } catch (cause) {
    throw refused("it is no backup of this project", cause);
  }
}

const refused = (reason: string, cause?: unknown) =>
  new DatabaseError("database.not_restorable", `The backup can't be restored: ${reason}. Nothing was changed.`, {
    cause,
  });
