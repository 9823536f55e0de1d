import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { accessSql } from "@ninefold/identity/tenancy";
import { type AnyPgTable, getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { is } from "drizzle-orm";
import { generateQueue } from "./queue.ts";
import { root } from "./root.ts";

/** Where tables are declared, and where their migrations go. */
export function schemaFiles(): ReadonlyMap<string, { readonly schema: string; readonly out: string }> {
  const systems = readdirSync(path.join(root, "packages")).map((system) => ({
    system,
    folder: `packages/${system}`,
    schema: `packages/${system}/src/schema.ts`,
  }));
  systems.push({ system: "product", folder: "apps/api/src/product", schema: "apps/api/src/product/schema.ts" });
  return new Map(
    systems
      .filter(({ schema }) => existsSync(path.join(root, schema)))
      .map(({ system, folder, schema }) => [system, { schema, out: `${folder}/drizzle` }]),
  );
}

/**
 * Writes the next migration of each system whose tables changed, and appends what drizzle-kit leaves out for new
 * tables: FORCE ROW LEVEL SECURITY and grants. After an upgrade of pg-boss, that of its tables too. Read it before you
 * commit it.
 */
export async function generate(name: string): Promise<readonly string[]> {
  const written: string[] = [];
  for (const [system, { schema, out }] of schemaFiles()) {
    const before = new Set(sqlFiles(out));
    runDrizzleKit(system, schema, out, name);
    for (const file of sqlFiles(out).filter((one) => !before.has(one))) {
      await appendAccess(path.join(root, out, file), path.join(root, schema));
      written.push(`${out}/${file}`);
    }
  }
  return [...written, ...generateQueue()];
}

function runDrizzleKit(system: string, schema: string, out: string, name: string): void {
  const folder = mkdtempSync(path.join(root, ".data-drizzle-"));
  try {
    const config = path.join(folder, "drizzle.json");
    const settings = {
      dialect: "postgresql",
      schema,
      out,
      casing: "snake_case",
      schemaFilter: [system.replace("-", "_")],
    };
    writeFileSync(config, JSON.stringify(settings));
    const args = ["exec", "drizzle-kit", "generate", "--config", path.relative(root, config), "--name", name];
    const result = spawnSync("pnpm", args, { cwd: root, encoding: "utf8" });
    if (result.status !== 0) throw new Error(`drizzle-kit failed for ${system}:\n${result.stdout}${result.stderr}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function appendAccess(migration: string, schema: string): Promise<void> {
  const text = readFileSync(migration, "utf8");
  const exported = Object.values((await import(schema)) as Record<string, unknown>);
  const tables = exported.filter((one): one is AnyPgTable => is(one, PgTable));
  const created = tables.filter((table) => {
    const config = getTableConfig(table);
    return text.includes(`CREATE TABLE "${config.schema}"."${config.name}"`);
  });
  const statements = [...new Set(created.flatMap((table) => accessSql(table)))];
  if (statements.length === 0) return;
  writeFileSync(migration, `${[text.trimEnd(), ...statements].join("--> statement-breakpoint\n")}\n`);
}

function sqlFiles(folder: string): readonly string[] {
  const absolute = path.join(root, folder);
  return existsSync(absolute) ? readdirSync(absolute).filter((file) => file.endsWith(".sql")) : [];
}
