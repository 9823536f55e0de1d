import { type BuildExtraConfigColumns, sql } from "drizzle-orm";
import {
  type AnyPgTable,
  getTableConfig,
  type PgColumnBuilderBase,
  type PgSchema,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgRole,
  primaryKey,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";

/**
 * Five classes of table. Each factory adds the key, the policies and the grants of its class; the catalogue test
 * compares what is in Postgres with what is declared here and fails on anything that fits no class.
 *
 * | class | rows belong to | door |
 * |---|---|---|
 * | tenant | one workspace | `withTenant` |
 * | person | one person | `withPerson` |
 * | scoped | a workspace, else a person, else nobody | any |
 * | system | the platform | `asSystem`, and a listed INSERT |
 * | foreign | a library that brings its own tables | that library's role only |
 */
export type TableClass =
  | { readonly kind: "tenant" | "person" }
  | { readonly kind: "scoped"; readonly grants: readonly Privilege[]; readonly appendOnly: boolean }
  | { readonly kind: "system"; readonly insertBy: readonly GroupRole[] }
  | { readonly kind: "foreign"; readonly ownedBy: GroupRole; readonly privileges: readonly Privilege[] };

/** Group roles that policies name. Provisioning creates them once per cluster; login roles are members. */
export const GROUP_ROLES = ["app_rw", "identity_rw", "app_system", "app_queue", "app_migrator"] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];
type Privilege = "select" | "insert" | "update" | "delete";

const ALL: readonly Privilege[] = ["select", "insert", "update", "delete"];
const role = (name: GroupRole) => pgRole(name).existing();
const classes = new WeakMap<object, TableClass>();

/** The class that a factory gave the table; `undefined` for a table made without one. */
export const tableClassOf = (table: AnyPgTable): TableClass | undefined => classes.get(table);

type Columns = Record<string, PgColumnBuilderBase>;
type Extras<Name extends string, All extends Columns> = (
  table: BuildExtraConfigColumns<Name, All, "pg">,
) => PgTableExtraConfigValue[];

/** Every key and index must start with `tenant_id`: the factory sees to the primary key, the catalogue test to the rest. */
export function tenantTable<Name extends string, Schema extends string, Own extends Columns>(
  schema: PgSchema<Schema>,
  name: Name,
  columns: Own,
  extras: Extras<Name, TenantColumns & Own> = () => [],
) {
  const table = schema.table(name, { ...tenantColumns(), ...columns }, (self) => [
    primaryKey({ columns: [self.tenantId, self.id] }),
    ...rowPolicies("tenant_id = (select app.tenant_id())"),
    ...extras(self),
  ]);
  classes.set(table, { kind: "tenant" });
  return table;
}

/** Rows of one person, in no workspace: preferences, drafts. */
export function personTable<Name extends string, Schema extends string, Own extends Columns>(
  schema: PgSchema<Schema>,
  name: Name,
  columns: Own,
  extras: Extras<Name, PersonColumns & Own> = () => [],
) {
  const table = schema.table(name, { ...personColumns(), ...columns }, (self) => [
    primaryKey({ columns: [self.userId, self.id] }),
    ...rowPolicies("user_id = (select app.user_id())"),
    ...extras(self),
  ]);
  classes.set(table, { kind: "person" });
  return table;
}

/** Rows of a workspace, or of a person in none: outbox, runs, deliveries. Reached from every door; grants are listed. */
export function scopedTable<Name extends string, Schema extends string, Own extends Columns>(
  schema: PgSchema<Schema>,
  name: Name,
  columns: Own,
  options: {
    readonly grants: readonly Privilege[];
    /** True: no run-time role may change or remove a row, that of cross-tenant work and of back-fills included. */
    readonly appendOnly?: boolean;
    readonly extras?: Extras<Name, ScopedColumns & Own>;
  },
) {
  const table = schema.table(name, { ...scopedColumns(), ...columns }, (self) => [
    ...rowPolicies(
      "tenant_id = (select app.tenant_id()) or " +
        "(tenant_id is null and (select app.tenant_id()) is null and user_id = (select app.user_id()))",
    ),
    ...(options.extras?.(self) ?? []),
  ]);
  classes.set(table, { kind: "scoped", grants: options.grants, appendOnly: options.appendOnly ?? false });
  return table;
}

/** The platform's own rows: webhook inboxes, vendor id maps, facts. Request code can at most insert, and never read. */
export function systemTable<Name extends string, Schema extends string, Own extends Columns>(
  schema: PgSchema<Schema>,
  name: Name,
  columns: Own,
  options: { readonly insertBy?: readonly GroupRole[]; readonly extras?: Extras<Name, SystemColumns & Own> } = {},
) {
  const { insertBy = [] } = options;
  const table = schema.table(name, { ...systemColumns(), ...columns }, (self) => [
    ...systemPolicies(),
    ...insertBy.map((group) => pgPolicy(`${group}_insert`, { for: "insert", to: role(group), withCheck: sql`true` })),
    ...(options.extras?.(self) ?? []),
  ]);
  classes.set(table, { kind: "system", insertBy });
  return table;
}

/**
 * A library's own table, shaped by the library. It has no tenant, so one role alone may touch it: in every way unless
 * `privileges` says less.
 */
export function foreignTable<Name extends string, Schema extends string, Own extends Columns>(
  schema: PgSchema<Schema>,
  name: Name,
  columns: Own,
  options: {
    readonly ownedBy: GroupRole;
    readonly privileges?: readonly Privilege[];
    readonly extras?: Extras<Name, Own>;
  },
) {
  const { ownedBy, privileges = ALL } = options;
  const table = schema.table(name, columns, (self) => options.extras?.(self) ?? []);
  classes.set(table, { kind: "foreign", ownedBy, privileges });
  return table;
}

/**
 * What drizzle-kit does not emit: FORCE (drizzle-team/drizzle-orm#5819), and grants. `npm run db:generate` appends it to
 * the migration that creates the table.
 */
export function accessSql(table: AnyPgTable): readonly string[] {
  const { schema, name } = getTableConfig(table);
  const target = `"${schema}"."${name}"`;
  const declared = classes.get(table);
  if (declared === undefined) throw new Error(`${target} was made without a table factory`);
  const grants = Object.entries(grantsOf(declared)).flatMap(([to, privileges]) => [
    `GRANT USAGE ON SCHEMA "${schema}" TO ${to};`,
    `GRANT ${privileges.join(", ").toUpperCase()} ON ${target} TO ${to};`,
  ]);
  return declared.kind === "foreign" ? grants : [`ALTER TABLE ${target} FORCE ROW LEVEL SECURITY;`, ...grants];
}

/** Which role may do what on a table of the class. The catalogue test compares exactly this. */
export function grantsOf(declared: TableClass): Grants {
  if (declared.kind === "foreign") return { [declared.ownedBy]: declared.privileges };
  const isAppendOnly = declared.kind === "scoped" && declared.appendOnly;
  const all = isAppendOnly ? READ_AND_APPEND : ALL;
  const system = { app_system: all, app_migrator: all };
  if (declared.kind === "system")
    return { ...Object.fromEntries(declared.insertBy.map((to) => [to, INSERT])), ...system };
  return { app_rw: declared.kind === "scoped" ? declared.grants : ALL, ...system };
}

type Grants = Partial<Record<GroupRole, readonly Privilege[]>>;
const INSERT: readonly Privilege[] = ["insert"];
const READ_AND_APPEND: readonly Privilege[] = ["select", "insert"];

type TenantColumns = ReturnType<typeof tenantColumns>;
type PersonColumns = ReturnType<typeof personColumns>;
type ScopedColumns = ReturnType<typeof scopedColumns>;
type SystemColumns = ReturnType<typeof systemColumns>;

const tenantColumns = () => ({ tenantId: uuid().notNull(), id: newId() });
const personColumns = () => ({ userId: uuid().notNull(), id: newId() });
const scopedColumns = () => ({ id: newId().primaryKey(), tenantId: uuid(), userId: uuid() });
const systemColumns = () => ({ id: newId().primaryKey() });
const newId = () =>
  uuid()
    .notNull()
    .$defaultFn(() => uuidv7());

/** One permissive policy per role: a second one would be OR-ed and open the table. */
function rowPolicies(rule: string) {
  return [
    pgPolicy("app_rw_rows", { for: "all", to: role("app_rw"), using: sql.raw(rule), withCheck: sql.raw(rule) }),
    ...systemPolicies(),
  ];
}

function systemPolicies() {
  return (["app_system", "app_migrator"] as const).map((name) =>
    pgPolicy(`${name}_rows`, { for: "all", to: role(name), using: sql`true`, withCheck: sql`true` }),
  );
}
