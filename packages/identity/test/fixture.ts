import {
  type AnyPgTable,
  bigint,
  date,
  jsonb,
  timestamp,
  foreignKey,
  getTableConfig,
  PgDialect,
  pgSchema,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import postgres from "postgres";
import { accessSql, personTable, scopedTable, systemTable, tenantTable } from "../src/tenancy.ts";

/** One table of each class that the doors serve, in a schema that only tests have. */
export const fixture = pgSchema("fixture");

export const notes = tenantTable(fixture, "notes", { text: text().notNull() }, (t) => [
  unique("notes_text").on(t.tenantId, t.text),
]);

export const replies = tenantTable(fixture, "replies", { noteId: uuid().notNull() }, (t) => [
  foreignKey({
    name: "replies_note",
    columns: [t.tenantId, t.noteId],
    foreignColumns: [notes.tenantId, notes.id],
  }).onDelete("cascade"),
]);

export const drafts = personTable(fixture, "drafts", { text: text().notNull() });

export const deliveries = scopedTable(
  fixture,
  "deliveries",
  { text: text().notNull() },
  { grants: ["select", "insert"] },
);

export const inbox = systemTable(fixture, "inbox", { text: text().notNull() }, { insertBy: ["app_rw"] });

/** Types that the driver and drizzle could each convert, or both. */
export const kinds = tenantTable(fixture, "kinds", {
  json: jsonb().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
  day: date().notNull(),
  amount: bigint({ mode: "bigint" }).notNull(),
  words: text().array().notNull(),
});

const tables = [notes, replies, drafts, deliveries, inbox, kinds];

/** Does what the generated migration of this schema would do: tables, keys, policies, FORCE and grants. */
export async function createFixture(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  for (const statement of fixtureSql()) await sql.unsafe(statement);
  await sql.end();
}

const fixtureSql = (): readonly string[] => [
  `create schema fixture`,
  `create table fixture.notes (tenant_id uuid not null, id uuid not null, text text not null,
     primary key (tenant_id, id), constraint notes_text unique (tenant_id, text))`,
  `create table fixture.replies (tenant_id uuid not null, id uuid not null, note_id uuid not null, primary key (tenant_id, id),
     constraint replies_note foreign key (tenant_id, note_id) references fixture.notes (tenant_id, id) on delete cascade)`,
  `create table fixture.drafts (user_id uuid not null, id uuid not null, text text not null, primary key (user_id, id))`,
  `create table fixture.deliveries (id uuid primary key, tenant_id uuid, user_id uuid, text text not null)`,
  `create table fixture.kinds (tenant_id uuid not null, id uuid not null, json jsonb not null, at timestamptz not null,
     day date not null, amount bigint not null, words text[] not null, primary key (tenant_id, id))`,
  `create table fixture.inbox (id uuid primary key, text text not null)`,
  ...tables.flatMap((table) => [...policySql(table), ...accessSql(table)]),
];

function policySql(table: AnyPgTable): string[] {
  const dialect = new PgDialect({ casing: "snake_case" });
  const { schema, name, policies } = getTableConfig(table);
  return [
    `alter table "${schema}"."${name}" enable row level security`,
    ...policies.map((policy) => {
      const using = policy.using ? ` using (${dialect.sqlToQuery(policy.using).sql})` : "";
      const check = policy.withCheck ? ` with check (${dialect.sqlToQuery(policy.withCheck).sql})` : "";
      const role = (policy.to as { readonly name: string }).name;
      return `create policy "${policy.name}" on "${schema}"."${name}" for ${policy.for} to ${role}${using}${check}`;
    }),
  ];
}
