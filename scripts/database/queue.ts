import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { installedVersion, queueMigration } from "../../packages/workflows/src/adapters/postgres/migration.ts";
import { root } from "./root.ts";

const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/**
 * Writes the migration that brings pg-boss' tables to the installed version, where one is missing. Run it after an
 * upgrade of the library; `packages/workflows/test/postgres-schema.test.ts` fails until somebody has.
 */
export function generateQueue(folder = path.join(root, "packages/workflows/queue")): readonly string[] {
  const journal = path.join(folder, "meta/_journal.json");
  const { entries } = existsSync(journal) ? Journal.parse(JSON.parse(readFileSync(journal, "utf8"))) : { entries: [] };
  const last = entries.at(-1)?.tag;
  const from = last === undefined ? undefined : Number(/-(\d+)$/.exec(last)?.[1]);
  if (from === installedVersion()) return [];
  const tag = `${String(entries.length).padStart(4, "0")}-pg-boss-${installedVersion()}`;
  mkdirSync(path.dirname(journal), { recursive: true });
  writeFileSync(path.join(folder, `${tag}.sql`), queueMigration(from));
  writeFileSync(journal, `${JSON.stringify({ entries: [...entries, { tag }] }, undefined, 2)}\n`);
  return [`${path.relative(root, folder)}/${tag}.sql`];
}
