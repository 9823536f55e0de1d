import { GROUP_ROLES, grantsOf, type TableClass, tableClassOf } from "@ninefold/identity/tenancy";
import { is } from "drizzle-orm";
import { type AnyPgTable, getTableConfig, PgDialect, PgRole } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import { objectFaults } from "./catalogue-objects.ts";
import {
  type ForeignKey,
  type Grant,
  type Key,
  type Policy,
  readForeignKeys,
  readGrants,
  readKeys,
  readPolicies,
  readRelations,
  readSchemaGrants,
  type Relation,
  type SchemaGrant,
} from "./catalogue-queries.ts";
import { roleFaults } from "./catalogue-roles.ts";

/**
 * Compares what is in Postgres with what the table factories declare, and answers a sentence for each thing that fits
 * no class: a table without a factory, a missing FORCE, a second policy, a grant too many, a key that does not start
 * with the tenant, a view with its owner's rights. A clean catalogue is what tenant isolation rests on.
 */
export async function catalogueFaults(sql: postgres.Sql, tables: readonly AnyPgTable[]): Promise<readonly string[]> {
  const declared = new Map(tables.map((table) => [nameOf(table), table]));
  const [relations, policies, grants, schemaGrants, keys, foreignKeys, objects, roles] = await Promise.all([
    readRelations(sql),
    readPolicies(sql),
    readGrants(sql),
    readSchemaGrants(sql),
    readKeys(sql),
    readForeignKeys(sql),
    objectFaults(sql),
    roleFaults(sql),
  ]);

  const faults: string[] = [
    ...objects,
    ...roles,
    ...schemaGrantFaults(declared, schemaGrants),
    ...otherGrantFaults(grants),
  ];
  for (const name of declared.keys()) {
    if (!relations.some((relation) => relation.name === name))
      faults.push(`${name}: declared, but not in the database`);
  }
  for (const relation of relations) {
    const table = declared.get(relation.name);
    const kind = table && tableClassOf(table);
    if (relation.name === LEDGER) {
      faults.push(...grantFaults(LEDGER, LEDGER_GRANTS, grants));
      continue;
    }
    if (table === undefined || kind === undefined) {
      faults.push(`${relation.name}: made without a table factory`);
      continue;
    }
    faults.push(
      ...rowSecurityFaults(relation, kind),
      ...policyFaults(table, policies),
      ...grantFaults(relation.name, grantsOf(kind), grants),
      ...keyFaults(relation.name, kind, keys),
    );
  }
  return [...faults, ...foreignKeyFaults(declared, foreignKeys)];
}

const LEDGER = "app.migrations";
const LEDGER_GRANTS = { app_rw: ["select"] } as const;
const dialect = new PgDialect({ casing: "snake_case" });

function nameOf(table: AnyPgTable): string {
  const { schema, name } = getTableConfig(table);
  return `${schema}.${name}`;
}

function rowSecurityFaults(relation: Relation, kind: TableClass): string[] {
  if (kind.kind === "foreign") return [];
  const faults: string[] = [];
  if (!relation.secured) faults.push(`${relation.name}: row-level security is not enabled`);
  if (!relation.forced) faults.push(`${relation.name}: row-level security is not forced, so its owner sees every row`);
  return faults;
}

function policyFaults(table: AnyPgTable, policies: readonly Policy[]): string[] {
  const name = nameOf(table);
  const expected = getTableConfig(table).policies.map((policy) => {
    const text = (part: typeof policy.using) => (part === undefined ? null : normal(dialect.sqlToQuery(part).sql));
    const to = is(policy.to, PgRole) ? policy.to.name : "?";
    return [policy.name, policy.for, to, text(policy.using), text(policy.withCheck)].join(" | ");
  });
  const actual = policies.filter((one) => one.table === name);
  const found = actual.map((one) =>
    [one.name, one.command, one.roles.join(","), one.using && normal(one.using), one.check && normal(one.check)].join(
      " | ",
    ),
  );
  return [
    ...actual
      .filter((one) => !one.permissive)
      .map((one) => `${name}: policy ${one.name} is restrictive, and denies everything alone`),
    ...found.filter((one) => !expected.includes(one)).map((one) => `${name}: policy is not the factory's: ${one}`),
    ...expected.filter((one) => !found.includes(one)).map((one) => `${name}: policy is missing: ${one}`),
  ];
}

/** Postgres prints a policy with its own brackets, casts and aliases; what is left is the same rule. */
function normal(rule: string): string {
  return rule
    .toLowerCase()
    .replace(/ as (tenant|user)_id/g, "")
    .replace(/[\s()]/g, "");
}

function grantFaults(name: string, expected: ReturnType<typeof grantsOf>, grants: readonly Grant[]): string[] {
  const allowed = Object.entries(expected).flatMap(([to, privileges]) => privileges.map((one) => `${to} ${one}`));
  const found = grants
    .filter((one) => one.table === name)
    .map((one) => `${one.grantee} ${one.privilege.toLowerCase()}`);
  return [
    ...found
      .filter((one) => !allowed.includes(one))
      .map((one) => `${name}: grant that its class does not have: ${one}`),
    ...allowed.filter((one) => !found.includes(one)).map((one) => `${name}: grant is missing: ${one}`),
  ];
}

const OTHER_GRANTS: Readonly<Record<Grant["on"], readonly string[]>> = {
  table: [],
  view: ["select"],
  sequence: ["usage", "select"],
};

/** What no class decides: views and sequences, and that nobody hands a grant on. */
function otherGrantFaults(grants: readonly Grant[]): string[] {
  return grants.flatMap((one) => {
    const text = `${one.grantee} ${one.privilege.toLowerCase()}`;
    const faults: string[] = [];
    if (one.grantable) faults.push(`${one.table}: grant that may be handed on: ${text}`);
    if (one.on !== "table" && !(isGroup(one.grantee) && OTHER_GRANTS[one.on].includes(one.privilege.toLowerCase())))
      faults.push(`${one.table}: grant that a ${one.on} must not have: ${text}`);
    return faults;
  });
}

const isGroup = (name: string) => GROUP_ROLES.some((group) => group === name);

/** A schema is open to the groups that have a grant on one of its tables; `app` to all, since policies call it. */
function schemaGrantFaults(declared: ReadonlyMap<string, AnyPgTable>, grants: readonly SchemaGrant[]): string[] {
  const open = new Set(GROUP_ROLES.map((group) => `app ${group}`));
  for (const table of declared.values()) {
    const kind = tableClassOf(table);
    for (const group of kind ? Object.keys(grantsOf(kind)) : []) open.add(`${getTableConfig(table).schema} ${group}`);
  }
  return grants.flatMap((one) => {
    const faults: string[] = [];
    if (one.privilege === "CREATE") faults.push(`${one.schema}: ${one.grantee} may create in this schema`);
    else if (!open.has(`${one.schema} ${one.grantee}`))
      faults.push(`${one.schema}: ${one.grantee} may use this schema, and has no table in it`);
    if (one.grantable) faults.push(`${one.schema}: ${one.grantee} may hand on ${one.privilege.toLowerCase()}`);
    return faults;
  });
}

/** A unique key or an index that starts elsewhere compares tenants with each other: it leaks existence, or it is slow. */
function keyFaults(name: string, kind: TableClass, keys: readonly Key[]): string[] {
  const lead = LEAD[kind.kind];
  if (lead === undefined) return [];
  const own = keys.filter((key) => key.table === name);
  const faults = own
    .filter((key) => key.first !== lead)
    .map((key) => `${name}: ${key.name} does not start with ${lead}`);
  if (!own.some((key) => key.primary)) faults.push(`${name}: has no primary key`);
  return faults;
}

const LEAD: Partial<Record<TableClass["kind"], string>> = { tenant: "tenant_id", person: "user_id" };

function foreignKeyFaults(declared: ReadonlyMap<string, AnyPgTable>, foreignKeys: readonly ForeignKey[]): string[] {
  return foreignKeys.flatMap((key) => {
    const faults: string[] = [];
    if (key.from.split(".")[0] !== key.to.split(".")[0])
      faults.push(`${key.from}: foreign key ${key.name} leaves its schema`);
    const table = declared.get(key.from);
    const lead = table && LEAD[tableClassOf(table)?.kind ?? "foreign"];
    if (lead !== undefined && (key.firstColumn !== lead || key.firstTarget !== lead)) {
      faults.push(
        `${key.from}: foreign key ${key.name} does not start with ${lead}, so it reaches another tenant's rows`,
      );
    }
    return faults;
  });
}
